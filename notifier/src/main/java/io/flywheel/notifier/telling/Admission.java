package io.flywheel.notifier.telling;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Decides which rules one receiver is told by name, and which have become a flood that is told as a summary.
 *
 * <p><b>Shape:</b> mutable, one for a receiver. A rule of which more alerts come at once than there are tokens floods, all of them and none by half; it floods on until none has come for a while, however many
 * tokens have come back meanwhile.
 */
public final class Admission {

    private final Budget budget;
    private final Duration quiet;
    private final TokenBucket total;
    private final Map<String, TokenBucket> byRule = new HashMap<>();
    private final Map<String, Instant> floods = new HashMap<>();

    public Admission(Budget budget, Duration quiet, Instant now) {
        this.budget = budget;
        this.quiet = quiet;
        this.total = new TokenBucket(budget.total(), budget.refill(), now);
    }

    /** Takes in what was told by name before a restart, oldest first. */
    public void replay(String rule, Instant at) {
        total.take(1, at);
        bucket(rule, at).take(1, at);
    }

    /** Takes in that a rule was flooding before a restart. */
    public void floods(String rule, Instant at) {
        floods.merge(rule, at, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The rules that flood, of those of which alerts came. */
    public Set<String> floodsOf(Map<String, Integer> came, Instant now) {
        Set<String> flooding = new TreeSet<>();
        for (String rule : new TreeSet<>(came.keySet())) {
            int count = came.getOrDefault(rule, 0);
            Instant before = floods.get(rule);
            boolean goesOn = before != null && now.isBefore(before.plus(quiet));
            TokenBucket own = bucket(rule, now);
            if (goesOn || count > own.available(now) || count > total.available(now)) {
                floods.put(rule, now);
                flooding.add(rule);
            } else {
                own.take(count, now);
                total.take(count, now);
            }
        }
        return flooding;
    }

    private TokenBucket bucket(String rule, Instant now) {
        return byRule.computeIfAbsent(rule, name -> new TokenBucket(budget.perRule(), budget.refill(), now));
    }
}
