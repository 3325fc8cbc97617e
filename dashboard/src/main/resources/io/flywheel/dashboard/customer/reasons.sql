-- Why: which factors add up to the risk?
SELECT reason.factor, reason.value, reason.log_odds, reason.share
FROM flywheel.churn_friction f,
     jsonb_to_recordset(f.reasons) AS reason(factor text, value double precision, log_odds double precision, share double precision)
WHERE f.customer_id = ?
ORDER BY reason.log_odds DESC, reason.factor
