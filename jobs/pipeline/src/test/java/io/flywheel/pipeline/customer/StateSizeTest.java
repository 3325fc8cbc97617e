package io.flywheel.pipeline.customer;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerListener;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Measures what a customer takes in the state backend and leaves the table of docs/reference/state.md in target/state-size.md.
 *
 * <p>Two thousand invented customers, a few of them very busy, over 24 days, with event ids of 36 characters and eleven kinds of signals; told and settled as they are when they are written.
 */
class StateSizeTest {

    private static final History HISTORY = new History(1, 2_000, 120_000, 0.02, 0);
    private static final long MEMORY_START = History.END - TrackingSettings.MEMORY_MILLIS;
    private static final int[] TIERS = {0, 10, 100, 1_000};

    private record Size(int bytes, int remembered) {}

    @Test
    void aTypicalCustomerTakesFourKilobytes() throws IOException {
        List<Size> sizes = sizes();
        Files.writeString(Path.of("target", "state-size.md"), table(sizes));

        List<Integer> bytes = sizes.stream().map(Size::bytes).sorted().toList();
        assertThat(percentile(bytes, 50)).isBetween(2_000, 4_500);
        assertThat(sizes)
                .as(
                        "an event of the last eight days takes at most 100 bytes: its identity, and what the detectors keep of it")
                .allMatch(size -> size.bytes() < 6_000 + 100 * size.remembered());
    }

    private static List<Size> sizes() {
        SignalCatalogue catalogue = SmallCatalogue.load();
        CustomerRules rules = new CustomerRules(catalogue, DetectorSettings.DEFAULT);
        CustomerStateLayout layout = new CustomerStateLayout(catalogue.decayFingerprint());
        Map<String, CustomerState> customers = new TreeMap<>();
        Map<String, Integer> remembered = new TreeMap<>();
        for (Activity activity : HISTORY.list()) {
            customers
                    .computeIfAbsent(activity.customerId(), absent -> new CustomerState())
                    .fold(activity, rules, SignalListener.NONE);
            remembered.merge(activity.customerId(), activity.arrivedAtMillis() < MEMORY_START ? 0 : 1, Integer::sum);
        }
        List<Size> sizes = new ArrayList<>();
        customers.forEach((id, state) -> {
            List<Finding> found = state.find(History.END, rules);
            state.tell(id, found, state.with(found, catalogue), History.END, rules, CustomerListener.NOTHING);
            state.settle(id, MEMORY_START, rules, CustomerListener.NOTHING);
            sizes.add(new Size(layout.write(state).length, remembered.getOrDefault(id, 0)));
        });
        return sizes;
    }

    private static String table(List<Size> sizes) {
        StringBuilder table = new StringBuilder();
        table.append("| events in the last 8 days | customers | median bytes | p90 bytes | largest |\n");
        table.append("|---|---:|---:|---:|---:|\n");
        for (int i = 0; i < TIERS.length; i++) {
            int from = TIERS[i];
            int until = i + 1 < TIERS.length ? TIERS[i + 1] : Integer.MAX_VALUE;
            String tier = until == Integer.MAX_VALUE ? from + " and more" : from + " to " + (until - 1);
            append(
                    table,
                    tier,
                    sizes.stream()
                            .filter(size -> size.remembered() >= from && size.remembered() < until)
                            .toList());
        }
        append(table, "all", sizes);
        return table.toString();
    }

    private static void append(StringBuilder table, String tier, List<Size> sizes) {
        if (sizes.isEmpty()) {
            return;
        }
        List<Integer> bytes = sizes.stream().map(Size::bytes).sorted().toList();
        table.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d |%n",
                tier,
                bytes.size(),
                percentile(bytes, 50),
                percentile(bytes, 90),
                percentile(bytes, 100)));
    }

    private static int percentile(List<Integer> sorted, int percent) {
        return sorted.get(Math.min(sorted.size() - 1, sorted.size() * percent / 100));
    }
}
