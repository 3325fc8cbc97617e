-- Spikes and notifications end, too, and silences that name a customer go with the customer. The functions of V015, whole, with what is new.

CREATE OR REPLACE FUNCTION flywheel.retire_before(subject text, keep interval, batch integer DEFAULT 10000) RETURNS bigint
    LANGUAGE plpgsql VOLATILE SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
    least_keep constant interval := CASE subject
        WHEN 'windows of 5 minutes' THEN interval '40 days'
        WHEN 'windows of 1 hour' THEN interval '40 days'
        WHEN 'windows of 1 day' THEN interval '400 days'
        WHEN 'hotspots of 5 minutes' THEN interval '40 days'
        WHEN 'hotspots of 1 hour' THEN interval '40 days'
        WHEN 'hotspots of 1 day' THEN interval '400 days'
        WHEN 'growth' THEN interval '400 days'
        WHEN 'data quality' THEN interval '40 days'
        WHEN 'friction' THEN interval '100 days'
        WHEN 'calls' THEN interval '100 days'
        WHEN 'ratings' THEN interval '100 days'
        WHEN 'inquiries' THEN interval '100 days'
        WHEN 'alerts' THEN interval '40 days'
        WHEN 'spikes' THEN interval '40 days'
        WHEN 'notifications' THEN interval '40 days'
        WHEN 'refused rows' THEN interval '1 day'
    END;
    reached timestamptz;
    before timestamptz;
    retired bigint;
    more bigint;
BEGIN
    IF least_keep IS NULL THEN
        RAISE EXCEPTION 'unknown subject %', quote_literal(subject) USING ERRCODE = '22023';
    END IF;
    IF keep IS NULL OR keep < least_keep THEN
        RAISE EXCEPTION '% must be kept for at least %', subject, least_keep USING ERRCODE = '22023';
    END IF;
    IF batch IS NULL OR batch < 1 THEN
        RAISE EXCEPTION 'batch must be at least 1' USING ERRCODE = '22023';
    END IF;
    -- A job that reads last year's events may still change what is old by the calendar: the slowest stage says what time it is.
    SELECT min(f.watermark_at) INTO reached FROM flywheel.v_freshness f;
    IF reached IS NULL THEN
        RETURN 0;
    END IF;
    before := least(reached, now()) - keep;

    IF subject LIKE 'windows of %' THEN
        DELETE FROM flywheel.flywheel_window WHERE ctid = ANY (ARRAY(
            SELECT w.ctid FROM flywheel.flywheel_window w
            WHERE w.is_final AND w.window_end < before AND w.grain = ANY (
                CASE subject
                    WHEN 'windows of 5 minutes' THEN ARRAY['5m', 'trailing_1h']
                    WHEN 'windows of 1 hour' THEN ARRAY['1h', 'trailing_24h']
                    ELSE ARRAY['1d', 'trailing_7d', 'trailing_28d']
                END)
            LIMIT batch));
    ELSIF subject LIKE 'hotspots of %' THEN
        DELETE FROM flywheel.friction_hotspot_window WHERE ctid = ANY (ARRAY(
            SELECT h.ctid FROM flywheel.friction_hotspot_window h
            WHERE h.is_final AND h.window_end < before
              AND h.grain = CASE subject WHEN 'hotspots of 5 minutes' THEN '5m' WHEN 'hotspots of 1 hour' THEN '1h' ELSE '1d' END
            LIMIT batch));
    ELSIF subject = 'growth' THEN
        DELETE FROM flywheel.growth_accounting_day WHERE ctid = ANY (ARRAY(
            SELECT g.ctid FROM flywheel.growth_accounting_day g WHERE g.is_final AND g.day < (before AT TIME ZONE 'UTC')::date LIMIT batch));
    ELSIF subject = 'data quality' THEN
        DELETE FROM flywheel.data_quality_window WHERE ctid = ANY (ARRAY(
            SELECT q.ctid FROM flywheel.data_quality_window q WHERE q.window_start < before LIMIT batch));
    ELSIF subject = 'friction' THEN
        DELETE FROM flywheel.friction_event WHERE ctid = ANY (ARRAY(
            SELECT f.ctid FROM flywheel.friction_event f
            WHERE f.status <> 'open' AND f.occurred_at < before AND coalesce(f.closed_at, f.occurred_at) < before LIMIT batch));
    ELSIF subject = 'calls' THEN
        DELETE FROM flywheel.support_call WHERE ctid = ANY (ARRAY(
            SELECT c.ctid FROM flywheel.support_call c WHERE c.occurred_at < before LIMIT batch));
    ELSIF subject = 'ratings' THEN
        DELETE FROM flywheel.support_rating WHERE ctid = ANY (ARRAY(
            SELECT r.ctid FROM flywheel.support_rating r WHERE r.occurred_at < before LIMIT batch));
    ELSIF subject = 'inquiries' THEN
        DELETE FROM flywheel.inquiry WHERE ctid = ANY (ARRAY(
            SELECT i.ctid FROM flywheel.inquiry i WHERE i.asked_at < before LIMIT batch));
    ELSIF subject = 'alerts' THEN
        -- Changes first: a run stays known until the last of its changes is gone.
        DELETE FROM flywheel.alert_transition WHERE ctid = ANY (ARRAY(
            SELECT t.ctid FROM flywheel.alert_transition t
            JOIN flywheel.alert_instance a USING (fingerprint, episode)
            WHERE a.status IN ('resolved', 'inactive') AND a.changed_at < before AND t."at" < before LIMIT batch));
        GET DIAGNOSTICS retired = ROW_COUNT;
        DELETE FROM flywheel.alert_instance WHERE ctid = ANY (ARRAY(
            SELECT a.ctid FROM flywheel.alert_instance a
            WHERE a.status IN ('resolved', 'inactive') AND a.changed_at < before
              AND NOT EXISTS (SELECT FROM flywheel.alert_transition t WHERE t.fingerprint = a.fingerprint AND t.episode = a.episode)
            LIMIT batch));
        GET DIAGNOSTICS more = ROW_COUNT;
        RETURN retired + more;
    ELSIF subject = 'spikes' THEN
        DELETE FROM flywheel.friction_spike_window WHERE ctid = ANY (ARRAY(
            SELECT s.ctid FROM flywheel.friction_spike_window s WHERE s.window_end < before LIMIT batch));
    ELSIF subject = 'notifications' THEN
        -- The notifier goes by its own clock. Who was told of an alert goes with the alert, so that nobody is told again.
        DELETE FROM flywheel.alert_notification WHERE ctid = ANY (ARRAY(
            SELECT n.ctid FROM flywheel.alert_notification n
            WHERE n.status IN ('delivered', 'dropped', 'shadow') AND n.planned_at < now() - keep LIMIT batch));
    ELSE
        DELETE FROM flywheel.rejected_row WHERE ctid = ANY (ARRAY(
            SELECT r.ctid FROM flywheel.rejected_row r WHERE r.updated_at < now() - keep LIMIT batch));
    END IF;
    GET DIAGNOSTICS retired = ROW_COUNT;
    RETURN retired;
END
$$;

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
    -- a silence may name whom it is about; the topic forgets it when its end is published
    table_name := 'control_record';
    DELETE FROM flywheel.control_record r WHERE r.kind = 'silence' AND strpos(r.content, to_json(erased)::text) > 0;
    GET DIAGNOSTICS rows_deleted = ROW_COUNT;
    RETURN NEXT;
END
$$;
