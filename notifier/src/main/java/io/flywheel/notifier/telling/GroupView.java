package io.flywheel.notifier.telling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a group of alerts stands at one receiver.
 *
 * @param isSummary whether it is that of what is told in summaries
 * @param waiting alerts that are on, may be told and were not
 * @param waitingSince since when the first of them could have been told
 * @param waitingLast when the latest of them came
 * @param on alerts that were told and are on
 * @param over alerts that were told and are over, whose end was not told
 * @param isOnItsWay whether a message of the group is not delivered yet
 * @param deliveredAt when the latest message was delivered
 */
public record GroupView(
        boolean isSummary,
        long waiting,
        @Nullable Instant waitingSince,
        @Nullable Instant waitingLast,
        long on,
        long over,
        boolean isOnItsWay,
        @Nullable Instant deliveredAt) {}
