package io.flywheel.dashboard.feed;

import io.flywheel.dashboard.tables.Answer;
import io.flywheel.dashboard.tables.Panel;
import java.time.Instant;

/**
 * What a panel shows.
 *
 * <p><b>Units:</b> {@code askedAt} by the clock of the page's server; {@code changedIn} is the number of the snapshot in which the answer last became another.
 *
 * @param json the same as text, made once for all viewers
 */
public record PanelState(Panel panel, Answer answer, Instant askedAt, long changedIn, String json) {}
