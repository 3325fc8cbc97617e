package io.flywheel.benchmarks;

import io.flywheel.app.decode.BundledSchemas;
import io.flywheel.app.decode.EventDecoder;
import io.flywheel.app.encode.WireFormat;
import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Lateness;
import io.flywheel.domain.customer.CustomerListener;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.TrackingSettings;
import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.invented.Scenario;
import io.flywheel.scenarios.recorded.RecordedSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes a customer takes in the state backend: median, 90th percentile and most, packed as in RocksDB, settled at the last arrival.
 *
 * <p><b>Shape:</b> {@code [folder]}: the invented company of the demo, and each recorded set found in the folder. Events go through the job's own decoder and fold.
 *
 * <p><b>Source:</b> docs/benchmarks.md.
 */
public final class StateSize {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int GREATEST_SIZE = 1 << 20;
    private static final long SEED = 42;
    private static final Map<String, String> FOLDERS = Map.of(
            "online_retail_uci", "online-retail",
            "stepik_submissions", "stepik",
            "bpic2012_loans", "bpic2012",
            "servicenow_incidents_uci", "servicenow");

    private final CustomerRules rules = Contestant.customerRules();
    private final SignalCatalogue catalogue = rules.catalogue();
    private final BundledSchemas schemas = new BundledSchemas();
    private final Map<EventStream, EventDecoder> decoders = new EnumMap<>(EventStream.class);
    private final Map<EventStream, WireFormat<SpecificRecord>> formats = new EnumMap<>(EventStream.class);

    private StateSize() {
        for (EventStream stream : EventStream.values()) {
            decoders.put(
                    stream, new EventDecoder(stream, schemas, Lateness.DEFAULT, GREATEST_SIZE, catalogue.attributes()));
        }
    }

    public static void main(String[] arguments) throws IOException {
        StateSize size = new StateSize();
        System.out.print(Machine.asMarkdown());
        System.out.println(
                "\n| population | customers | events | median B | 90 % B | most B | of which memory of duplicates, median B |\n"
                        + "|---|---:|---:|---:|---:|---:|---:|");
        Scenario hour = Scenario.demo(SEED, START).withDuration(Duration.ofHours(1));
        size.print("invented, 2,000 customers, 1 h at 200 events/s", hour.events());
        Scenario month = Scenario.demo(SEED, START)
                .withCustomers(20_000)
                .withEventsPerSecond(0.4)
                .withDuration(Duration.ofDays(28));
        size.print("invented, 20,000 customers, 28 days at 0.4 events/s", month.events());
        if (arguments.length > 0) {
            size.printRecorded(Path.of(arguments[0]));
        }
    }

    private void printRecorded(Path folder) throws IOException {
        for (Map.Entry<String, String> set :
                FOLDERS.entrySet().stream().sorted(Map.Entry.comparingByKey()).toList()) {
            Path files = folder.resolve(set.getKey());
            if (Files.isDirectory(files)) {
                List<RecordedEvent> events = new ArrayList<>();
                for (Path file : dataFiles(files)) {
                    events.addAll(
                            RecordedSources.named(set.getValue()).read(file).events());
                }
                events.sort(Comparator.comparingLong(RecordedEvent::arrivedAtMillis));
                print(set.getValue(), events.iterator());
            }
        }
    }

    private static List<Path> dataFiles(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".gz") || file.toString().endsWith(".csv"))
                    .sorted()
                    .toList();
        }
    }

    private void print(String population, Iterator<RecordedEvent> events) throws IOException {
        Map<String, CustomerState> customers = new HashMap<>();
        long last = Long.MIN_VALUE;
        long accepted = 0;
        while (events.hasNext()) {
            RecordedEvent event = events.next();
            last = Math.max(last, event.arrivedAtMillis());
            Activity activity = decoded(event);
            if (activity != null) {
                accepted++;
                customers
                        .computeIfAbsent(activity.customerId(), absent -> new CustomerState())
                        .fold(activity, rules, SignalListener.NONE);
            }
        }
        long[] whole = sizes(customers, last - TrackingSettings.MEMORY_MILLIS);
        long[] withoutMemory = sizes(customers, last + Duration.ofDays(1).toMillis());
        System.out.printf(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d | %,d |%n",
                population,
                customers.size(),
                accepted,
                whole[whole.length / 2],
                whole[(int) (whole.length * 0.9)],
                whole[whole.length - 1],
                whole[whole.length / 2] - withoutMemory[withoutMemory.length / 2]);
    }

    private long[] sizes(Map<String, CustomerState> customers, long horizonMillis) {
        CustomerStateLayout layout = new CustomerStateLayout(catalogue.decayFingerprint());
        long[] sizes = new long[customers.size()];
        int place = 0;
        for (Map.Entry<String, CustomerState> customer : customers.entrySet()) {
            CustomerState state = customer.getValue();
            state.settle(customer.getKey(), horizonMillis, rules, CustomerListener.NOTHING);
            sizes[place++] = layout.write(state).length;
        }
        Arrays.sort(sizes);
        return sizes;
    }

    private @Nullable Activity decoded(RecordedEvent event) throws IOException {
        EventStream stream = EventStream.valueOf(event.stream().name());
        WireFormat<SpecificRecord> format = formats.computeIfAbsent(stream, absent -> {
            Schema schema = event.stream().schema();
            return new WireFormat<>(schemas.idFor(event.stream().topic(), schema), schema);
        });
        EventDecoder decoder = Objects.requireNonNull(decoders.get(stream));
        return decoder.decode(format.write(event.payload()), event.arrivedAtMillis(), 0, 0)
                .activity();
    }
}
