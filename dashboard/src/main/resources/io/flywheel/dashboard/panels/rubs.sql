-- What rubs and what pushes most, by kind of signal?
(SELECT 'friction' AS side, signal_type, phase, department, customers, count_28d, points_per_day, share
 FROM flywheel.v_where_it_rubs ORDER BY points_per_day DESC LIMIT 8)
UNION ALL
(SELECT 'push', signal_type, phase, department, customers, count_28d, points_per_day, share
 FROM flywheel.v_what_pushes ORDER BY points_per_day DESC LIMIT 8)
ORDER BY side, points_per_day DESC, signal_type
