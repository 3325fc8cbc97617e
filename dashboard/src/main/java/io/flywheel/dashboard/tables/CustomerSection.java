package io.flywheel.dashboard.tables;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** One part of what is known of a single customer; its question is the file {@code customer/ID.sql}. */
public enum CustomerSection {
    MOMENTUM,
    CONTRIBUTIONS,
    RISK,
    REASONS,
    OPEN,
    TIMELINE,
    FRICTIONS,
    DEALS,
    TICKETS;

    private final String query;

    CustomerSection() {
        this.query = Query.read("customer/" + id());
    }

    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    String query() {
        return query;
    }

    public static Optional<CustomerSection> of(String id) {
        return Arrays.stream(values())
                .filter(section -> section.id().equals(id))
                .findFirst();
    }
}
