package io.flywheel.local.notifications;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A receiver as the file describes it.
 *
 * @param url where it listens; null if a file holds that
 * @param urlFile file with the address, for addresses that are secrets
 * @param secretFile file with the secret that signs messages; null if they are not signed
 */
public record ReceiverSpec(
        String name,
        Type type,
        @Nullable String url,
        @Nullable Path urlFile,
        @Nullable Path secretFile) {

    /** What a receiver understands. */
    public enum Type {
        ALERTMANAGER("alertmanager"),
        WEBHOOK("webhook"),
        SLACK("slack");

        private final String word;

        Type(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }
}
