package io.flywheel.domain.friction.service;

import java.util.Locale;
import java.util.Map;

/** What the status of a ticket means for those who wait, whatever word its source has for it. Persisted in the state of a customer: append only. */
public enum StatusMeaning {
    /** The next move is the team's. */
    OPEN,
    /** The next move is the customer's. */
    PENDING,
    /** The next move is a third party's. */
    ON_HOLD,
    SOLVED,
    CLOSED;

    /** The words of Zendesk, ServiceNow, Intercom and Chatwoot; every other word means open. */
    static final Map<String, StatusMeaning> USUAL_WORDS = Map.ofEntries(
            Map.entry("pending", PENDING),
            Map.entry("snoozed", PENDING),
            Map.entry("awaiting user info", PENDING),
            Map.entry("awaiting customer", PENDING),
            Map.entry("waiting on customer", PENDING),
            Map.entry("waiting for customer", PENDING),
            Map.entry("hold", ON_HOLD),
            Map.entry("on hold", ON_HOLD),
            Map.entry("awaiting vendor", ON_HOLD),
            Map.entry("awaiting problem", ON_HOLD),
            Map.entry("awaiting evidence", ON_HOLD),
            Map.entry("solved", SOLVED),
            Map.entry("resolved", SOLVED),
            Map.entry("closed", CLOSED));

    /** The word for it where the source has stated none. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    boolean isDone() {
        return this == SOLVED || this == CLOSED;
    }

    /** Whether the customer waits for others; not while the next move is his own. */
    boolean keepsWaiting() {
        return this == OPEN || this == ON_HOLD;
    }

    /** A status word in the spelling in which settings and this class list it: small letters, spaces between words. */
    public static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ').strip();
    }
}
