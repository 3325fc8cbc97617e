-- Whoever is erased is erased from what was told, too. What each receiver knows of an alert goes with the alert.

-- Asks the catalogue which tables know the customer, so that a table of a later release is not forgotten.
CREATE OR REPLACE FUNCTION flywheel.erase_customer(erased text) RETURNS TABLE (table_name text, rows_deleted bigint)
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    thing record;
    erased_alerts text[];
BEGIN
    IF coalesce(erased, '') = '' THEN
        RAISE EXCEPTION 'name a customer' USING ERRCODE = '22023';
    END IF;
    SELECT coalesce(array_agg(DISTINCT a.fingerprint), '{}') INTO erased_alerts FROM flywheel.alert_instance a WHERE a.customer_id = erased;
    FOR thing IN
        SELECT c.relname::text AS relname, bool_or(a.attname = 'customer_id') AS by_customer
        FROM pg_class c
        JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname IN ('customer_id', 'fingerprint') AND NOT a.attisdropped
        WHERE c.relnamespace = 'flywheel'::regnamespace AND c.relkind IN ('r', 'p')
        GROUP BY c.relname
        -- what refers to an alert goes before it, so that it is counted
        ORDER BY by_customer, c.relname
    LOOP
        table_name := thing.relname;
        IF thing.by_customer THEN
            EXECUTE format('DELETE FROM flywheel.%I WHERE customer_id = $1', thing.relname) USING erased;
        ELSE
            EXECUTE format('DELETE FROM flywheel.%I WHERE fingerprint = ANY ($1)', thing.relname) USING erased_alerts;
        END IF;
        GET DIAGNOSTICS rows_deleted = ROW_COUNT;
        RETURN NEXT;
    END LOOP;
    table_name := 'rejected_row';
    DELETE FROM flywheel.rejected_row r WHERE r."row" ->> 'customer_id' = erased;
    GET DIAGNOSTICS rows_deleted = ROW_COUNT;
    RETURN NEXT;
    -- messages name their alerts, and messages of summaries some of them
    table_name := 'alert_notification';
    DELETE FROM flywheel.alert_notification n WHERE n.fingerprints && erased_alerts;
    GET DIAGNOSTICS rows_deleted = ROW_COUNT;
    RETURN NEXT;
END
$$;
