package io.flywheel.notifier.tables;

import io.flywheel.notifier.message.Message;
import java.time.Instant;

/**
 * A message that was decided and is not delivered.
 *
 * @param mayHaveIt whether an attempt began whose end is not known
 * @param isNeeded whether something that it tells of is still so
 */
public record PendingMessage(
        Message message, GroupName name, int attempts, boolean mayHaveIt, boolean isNeeded, Instant plannedAt) {}
