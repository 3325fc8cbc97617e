package io.flywheel.domain.wheel.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.signal.Side;
import io.flywheel.domain.signal.Signal;
import io.flywheel.domain.signal.SignalKind;
import io.flywheel.domain.wheel.WheelCustomer;
import io.flywheel.domain.wheel.WheelCustomerLayout;
import io.flywheel.domain.wheel.spot.CustomerSpots;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.spot.SpotListener;
import io.flywheel.domain.wheel.spot.SpotTotals;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Places that rub, counted from the list of what was found and done there. */
class HotspotsTest {

    private static final Map<String, Long> LENGTHS =
            Map.of("5m", Doings.DAY / 288, "1h", Doings.DAY / 24, "1d", Doings.DAY);
    private static final Set<String> OF_SESSIONS = Set.of("all", "segment", "campaign", "channel");

    private final WheelCustomerLayout layout = new WheelCustomerLayout(Doings.CATALOGUE, EnumSet.of(Dimension.ALL));

    /** A place's window, as text: who was there, how many sessions began, and friction by type. */
    private record Row(long customers, long sessions, Map<String, List<Long>> frictions) {}

    static IntStream seeds() {
        return IntStream.range(0, 40);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void countsEachCustomerOnceAPlaceAndWindowInAnyOrder(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Doings.Arrival> arrivals = Doings.invent(random);
        List<Signal> doings = Doings.inOrder(arrivals);
        Findings findings = Findings.invent(doings, random);
        Map<String, Row> expected =
                naive(Stream.concat(doings.stream(), findings.net().stream()).toList());

        List<Signal> all = new ArrayList<>(doings);
        all.addAll(findings.told());
        all.addAll(doings.subList(0, doings.size() / 2));
        for (int run = 0; run < 3; run++) {
            assertThat(fold(all, false)).isEqualTo(expected);
            Collections.shuffle(all, new Random(seed + run));
        }
        assertThat(fold(Doings.asTheyCome(arrivals), true)).isEqualTo(naive(doings));
    }

    private Map<String, Row> fold(List<Signal> signals, boolean settles) {
        Map<String, SpotTotals> told = new HashMap<>();
        // a slice may end where an hour and a day do: the grain is part of the place
        SpotListener byGrain = (spot, slice, grains, delta) -> {
            for (Grain grain : CustomerSpots.GRAINS) {
                if ((grains & 1 << CustomerSpots.GRAINS.indexOf(grain)) != 0) {
                    grain.forEachEnd(
                            Reach.all(slice),
                            end -> told.computeIfAbsent(
                                            place(spot.key(), grain.word(), end * Doings.SLICE),
                                            its -> new SpotTotals())
                                    .add(delta));
                }
            }
        };
        WheelCustomer customer = layout.unknown();
        long latest = Long.MIN_VALUE;
        for (Signal signal : signals) {
            customer.fold(signal, (series, reach, delta) -> {}, (day, delta) -> {}, byGrain);
            latest = Math.max(latest, signal.occurredAtMillis());
            if (settles) {
                customer.settle(latest - Doings.LATEST);
                customer = layout.read(layout.write(customer));
            }
        }
        Map<String, Row> rows = new TreeMap<>();
        told.forEach((place, totals) -> {
            totals.dropEmpty();
            if (!totals.isZero()) {
                Map<String, List<Long>> frictions = new TreeMap<>();
                totals.byType()
                        .forEach((type, its) ->
                                frictions.put(type, List.of(its.count(), its.thousandths(), its.customers())));
                rows.put(place, new Row(totals.customers(), totals.sessions(), frictions));
            }
        });
        return rows;
    }

    private static String place(String spot, String grain, long endMillis) {
        return spot + " " + grain + " " + endMillis;
    }

    private static Map<String, Row> naive(List<Signal> signals) {
        Map<String, List<Signal>> byPlace = new TreeMap<>();
        for (Signal signal : signals) {
            values(signal)
                    .forEach((dimension, value) -> LENGTHS.forEach((grain, length) -> {
                        long at = signal.occurredAtMillis();
                        String place = place(dimension + ":" + value, grain, at - Math.floorMod(at, length) + length);
                        byPlace.computeIfAbsent(place, its -> new ArrayList<>()).add(signal);
                    }));
        }
        Map<String, Row> rows = new TreeMap<>();
        byPlace.forEach((place, its) -> {
            Row row = row(place.substring(0, place.indexOf(':')), its);
            if (row.customers > 0 || !row.frictions.isEmpty()) {
                rows.put(place, row);
            }
        });
        return rows;
    }

    private static Row row(String dimension, List<Signal> signals) {
        Set<String> sessions = new HashSet<>();
        Map<String, List<Long>> frictions = new TreeMap<>();
        boolean wasThere = false;
        for (Signal signal : signals) {
            wasThere |= !signal.facts().kind().isDerived();
            if (signal.facts().kind() == ActivityKind.SESSION_START && OF_SESSIONS.contains(dimension)) {
                sessions.add(signal.source() + "/" + signal.eventId());
            }
            if (signal.kind() == SignalKind.IMPULSE && signal.side() == Side.FRICTION) {
                for (String type : List.of("*", signal.signalType())) {
                    List<Long> before = frictions.getOrDefault(type, List.of(0L, 0L, 1L));
                    frictions.put(type, List.of(before.get(0) + 1, before.get(1) + signal.weightThousandths(), 1L));
                }
            }
        }
        return new Row(wasThere ? 1 : 0, sessions.size(), frictions);
    }

    private static Map<String, String> values(Signal signal) {
        Map<String, String> values = new HashMap<>();
        values.put("all", "all");
        values.put("page", signal.page());
        values.put(
                "department",
                signal.department() == null ? null : signal.department().word());
        values.put("phase", signal.phase() == null ? null : signal.phase().word());
        values.put("segment", signal.segment());
        values.put("campaign", signal.campaign());
        values.put("channel", signal.channel());
        values.values().removeIf(value -> value == null);
        return values;
    }

    @Test
    void aSessionOfTwoRecordsIsOne() {
        List<Signal> start = Doings.signals(
                Doings.activity("s", ActivityKind.SESSION_START, Doings.START)
                        .page("/pricing")
                        .segment("smb")
                        .build(),
                new CustomerState());
        Map<String, Row> rows = fold(List.of(start.get(0), Findings.as(SignalKind.NOTE, start.get(0))), false);
        String day = " 1d " + (Doings.START + Doings.DAY);
        assertThat(rows).containsEntry("segment:smb" + day, new Row(1, 1, Map.of()));
        assertThat(rows).containsEntry("page:/pricing" + day, new Row(1, 0, Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"all:all", "page:https://a.example/b:c?d=e", "segment:"})
    void keysAreTakenApart(String key) {
        assertThat(Spot.ofKey(key).key()).isEqualTo(key);
    }
}
