package io.flywheel.local.oracle;

import io.flywheel.domain.signal.SignalCatalogue;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All accepted events of one customer, for the tables of the wheel. */
final class WheelCustomer {

    final String customerId;
    final CustomerBook book;
    private final List<WheelActivity> activities = new ArrayList<>();
    private final List<PlainFinding> found = new ArrayList<>();
    private boolean isSorted;

    WheelCustomer(String customerId) {
        this.customerId = customerId;
        this.book = new CustomerBook(customerId);
    }

    void enter(PlainEvent event, Meaning meaning, SignalCatalogue catalogue) {
        book.enter(event, meaning, catalogue);
        activities.add(WheelActivity.of(event, catalogue));
        isSorted = false;
    }

    /** Enters what was found in the events, which is nothing that the customer did. */
    void enter(PlainFinding finding, Meaning meaning) {
        book.enter(finding, meaning);
        found.add(finding);
    }

    List<PlainFinding> found() {
        return found;
    }

    /** All activities by time. */
    List<WheelActivity> activities() {
        if (!isSorted) {
            activities.sort(WheelActivity.BY_TIME);
            isSorted = true;
        }
        return activities;
    }

    /** The earliest of some activities. */
    @Nullable
    WheelActivity first(Predicate<WheelActivity> which) {
        return activities().stream().filter(which).findFirst().orElse(null);
    }

    /** Days on which the customer has records. */
    NavigableSet<Long> days() {
        return days(activity -> true);
    }

    NavigableSet<Long> activeDays() {
        return days(WheelActivity::isActive);
    }

    NavigableSet<Long> days(Predicate<WheelActivity> which) {
        NavigableSet<Long> days = new TreeSet<>();
        activities().stream().filter(which).forEach(activity -> days.add(activity.day()));
        return days;
    }

    List<WheelActivity> valueEvents() {
        return activities().stream()
                .filter(WheelActivity::isValue)
                .sorted(WheelActivity.BY_SOURCE)
                .toList();
    }
}
