-- The views of V009 asked how far the stage 'customer' has come. It is called 'customers', so is_final was false for ever.
DO $$
DECLARE
    named text;
BEGIN
    FOREACH named IN ARRAY ARRAY['support_kpi_window', 'call_kpi_window', 'speed_to_lead_window'] LOOP
        EXECUTE format(
            'CREATE OR REPLACE VIEW flywheel.%I AS %s',
            named,
            replace(pg_get_viewdef(format('flywheel.%I', named)::regclass), 'stage = ''customer''::text', 'stage = ''customers''::text'));
    END LOOP;
END
$$;
