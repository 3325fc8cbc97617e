-- How likely is the customer to leave?
SELECT as_of, churn_risk, log_odds, base_log_odds, level, silent_days, cadence_days, exposure, friction_excess, standing_per_day, waiting_deals, model_version, next_crossing_at
FROM flywheel.churn_friction
WHERE customer_id = ?
