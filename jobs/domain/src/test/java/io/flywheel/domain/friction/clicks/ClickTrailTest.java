package io.flywheel.domain.friction.clicks;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.friction.Finding;
import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ClickTrailTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "reference", "friction-clicks.md");
    private static final ClickSettings DEFAULT = ClickSettings.DEFAULT;

    record Row(String name, String events, String asOf, String found) {

        static Row of(String line) {
            List<String> cells =
                    Arrays.stream(line.split("\\|")).map(String::strip).toList();
            return new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Row> truthTable() throws IOException {
        String page = Files.readString(PAGE);
        String table = page.substring(page.indexOf("<!-- truth-table -->"), page.indexOf("<!-- /truth-table -->"));
        return table.lines().skip(3).map(Row::of);
    }

    @ParameterizedTest
    @MethodSource("truthTable")
    void findsWhatTheTableSays(Row row) {
        List<Activity> events = Scene.events(row.events);
        assertThat(Scene.told(found(events, Scene.time(row.asOf), DEFAULT)))
                .containsExactlyInAnyOrderElementsOf(Scene.expected(row.found));
        Collections.reverse(events);
        assertThat(Scene.told(found(events, Scene.time(row.asOf), DEFAULT)))
                .as("in reverse order")
                .containsExactlyInAnyOrderElementsOf(Scene.expected(row.found));
    }

    @ParameterizedTest
    @MethodSource("truthTable")
    void settlesWhatTheTableSays(Row row) {
        ClickTrail trail = trail(Scene.events(row.events), DEFAULT);
        List<Finding> open = found(trail, Scene.END, DEFAULT);
        List<Finding> settled = new ArrayList<>();
        trail.settle(Scene.END, DEFAULT, settled::add);
        assertThat(settled).containsExactlyInAnyOrderElementsOf(open);
        assertThat(trail.isEmpty()).isTrue();
        assertThat(found(trail, Scene.END, DEFAULT)).isEmpty();
    }

    @Test
    void tellsWhatAFindingIsMadeOf() {
        List<Activity> events =
                Scene.events("0 click; 100 click; 200 click; 300 click; 10s checkout_start target=- ref=d1");
        assertThat(found(events, Scene.END, DEFAULT))
                .containsExactly(
                        new Finding(
                                ActivityKind.CLICKED_IN_RAGE,
                                "shop",
                                "clicked_in_rage:e0",
                                Scene.START + 300,
                                null,
                                "/a",
                                "buy",
                                null,
                                4,
                                List.of("e0", "e1", "e2")),
                        new Finding(
                                ActivityKind.CHECKOUT_ABANDONED,
                                "shop",
                                "checkout_abandoned:e4",
                                Scene.time("60m+10s"),
                                "d1",
                                "/a",
                                null,
                                null,
                                1,
                                List.of("e4")));
    }

    @ParameterizedTest
    @CsvSource({
        "0 click,                            end,  clicked_in_vain 3000",
        "0 click,                            3000, nothing",
        "0 click,                            3001, clicked_in_vain 3000",
        "0 click; 3000 page_view page=/b,    end,  nothing",
        "0 click; 3001 page_view page=/b,    end,  clicked_in_vain 3000",
        "0 click; 0 feature_used,            end,  nothing",
        "0 click; 1000 feature_used session=t, end, clicked_in_vain 3000",
        "0 click; 1000 click target=sell,    end,  clicked_in_vain 4000",
        "0 click; 2000 dead_click,           end,  nothing",
        "0 click target=textarea,            end,  nothing",
    })
    void findsDeadClicksIfAskedTo(String events, String asOf, String expected) {
        ClickSettings asked = new ClickSettings(
                0, 1_000, 30, 2_000, DEFAULT.leftAlone(), 0, 3_000, 0, 1_800_000, false, 0, 0, 0, "results");
        assertThat(Scene.told(found(Scene.events(events), Scene.time(asOf), asked)))
                .isEqualTo(Scene.expected(expected));
    }

    @Test
    void keepsNothingForDetectorsThatAreOff() {
        ClickSettings off = new ClickSettings(0, 0, 0, 0, DEFAULT.leftAlone(), 0, 0, 0, 0, false, 0, 0, 0, "hits");
        ClickTrail trail = trail(
                Scene.events("0 click; 1 click; 2 click; 2 js_error; 3 page_view; 4 form_start; 5 checkout_start"),
                off);
        assertThat(found(trail, Scene.END, off)).isEmpty();
        assertThat(trail.nextLookAfter(Scene.START, off)).isEqualTo(Long.MAX_VALUE);
        trail.settle(Scene.END, off, finding -> {});
        assertThat(trail.isEmpty()).isTrue();
    }

    @Test
    void saysWhenToLookAgain() {
        ClickTrail trail =
                trail(Scene.events("0 form_start; 10s click; 10100 js_error; 20s search results=0"), DEFAULT);
        List<Long> looks = new ArrayList<>();
        for (long at = trail.nextLookAfter(Scene.START, DEFAULT);
                at != Long.MAX_VALUE;
                at = trail.nextLookAfter(at, DEFAULT)) {
            looks.add(at - Scene.START);
        }
        assertThat(looks).containsExactly(11_001L, 20_000L, 1_820_001L);
    }

    @Test
    void aMachineIsKeptWithinItsBounds() {
        ClickTrail trail = new ClickTrail();
        List<Finding> settled = new ArrayList<>();
        int rounds = 3 * ClickTrail.MOST_FACTS;
        for (int i = 0; i < rounds; i++) {
            trail.take(
                    Scene.events(i * 400L + " click; " + i * 400L + " form_start target=f" + i)
                            .get(0),
                    DEFAULT);
            trail.take(machineForm(i), DEFAULT);
            if (i % 1_000 == 999) {
                trail.settle(Scene.START, DEFAULT, settled::add);
            }
        }
        int sizeOfAFact = 24;
        assertThat(bytes(trail).length)
                .isLessThan(sizeOfAFact * (ClickTrail.MOST_FACTS + ClickTrail.MOST_UNDERTAKINGS) + 10_000);
        assertThat(settled).extracting(Finding::kind).contains(ActivityKind.CLICKED_IN_RAGE);
        int clicks = settled.stream().mapToInt(Finding::count).sum()
                + found(trail, Scene.END, DEFAULT).stream()
                        .filter(finding -> finding.kind() == ActivityKind.CLICKED_IN_RAGE)
                        .mapToInt(Finding::count)
                        .sum();
        assertThat(clicks).as("no click is lost").isEqualTo(rounds);
    }

    private static Activity machineForm(int number) {
        return Activity.builder()
                .source("shop")
                .eventId("f" + number)
                .kind(ActivityKind.FORM_START)
                .target("f")
                .occurredAtMillis(Scene.START + number * 400L)
                .sessionId("s")
                .build();
    }

    @Test
    void manySessionsAreKeptWithinTheirBounds() {
        ClickTrail trail = new ClickTrail();
        for (int i = 0; i < 3 * ClickTrail.MOST_VISITS; i++) {
            trail.take(Scene.events(i + " feature_used session=s" + i).get(0), DEFAULT);
        }
        trail.settle(Scene.START, DEFAULT, finding -> {});
        assertThat(bytes(trail).length).isLessThan(ClickTrail.MOST_VISITS * 24);
    }

    static byte[] bytes(ClickTrail trail) {
        StateWriter out = new StateWriter();
        trail.write(out);
        return out.toBytes();
    }

    static ClickTrail again(ClickTrail trail) {
        StateReader in = new StateReader(bytes(trail));
        ClickTrail read = ClickTrail.read(in);
        assertThat(in.isAtEnd()).isTrue();
        assertThat(bytes(read)).isEqualTo(bytes(trail));
        return read;
    }

    private static ClickTrail trail(List<Activity> events, ClickSettings settings) {
        ClickTrail trail = new ClickTrail();
        events.forEach(event -> trail.take(event, settings));
        return again(trail);
    }

    private static List<Finding> found(List<Activity> events, long watermark, ClickSettings settings) {
        return found(trail(events, settings), watermark, settings);
    }

    static List<Finding> found(ClickTrail trail, long watermark, ClickSettings settings) {
        List<Finding> found = new ArrayList<>();
        trail.find(watermark, settings, found::add);
        return found;
    }
}
