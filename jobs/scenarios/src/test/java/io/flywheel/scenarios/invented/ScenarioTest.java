package io.flywheel.scenarios.invented;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.scenarios.recorded.CanonicalLines;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ScenarioTest {

    private static final Instant START = Instant.parse("2026-01-08T10:00:00Z");
    private static final Scenario DEMO = Scenario.demo(42, START).withDuration(Duration.ofSeconds(90));
    /** SHA-256 of the canonical lines of the demo's first 90 s; it changes only when the invented company does. */
    private static final String GOLDEN = "930bac3838c3b78aacfaac848b48e8bfc694259eb635468da864a502618c3ccd";

    @Test
    void theSameSeedGivesTheSameBytes() throws NoSuchAlgorithmException {
        assertThat(hash(DEMO)).isEqualTo(hash(DEMO)).isEqualTo(GOLDEN);
        assertThat(hash(Scenario.demo(43, START).withDuration(Duration.ofSeconds(90))))
                .isNotEqualTo(GOLDEN);
    }

    @Test
    void theRateIsKeptExactlyAndEveryIdIsUsedOnce() {
        List<RecordedEvent> events = all(DEMO);

        assertThat(events).hasSize(90 * 200);
        assertThat(events.stream()
                        .map(event -> event.source() + " " + event.eventId())
                        .distinct())
                .hasSize(90 * 200);
    }

    @Test
    void eventsArriveInOrderAndUpToFiveSecondsAfterTheyOccurred() {
        List<RecordedEvent> events = all(DEMO);
        int outOfOrder = 0;
        for (int number = 1; number < events.size(); number++) {
            RecordedEvent before = events.get(number - 1);
            RecordedEvent event = events.get(number);
            assertThat(event.arrivedAtMillis()).isGreaterThanOrEqualTo(before.arrivedAtMillis());
            assertThat(event.arrivedAtMillis() - event.occurredAtMillis()).isBetween(0L, 4_999L);
            outOfOrder += event.occurredAtMillis() < before.occurredAtMillis() ? 1 : 0;
        }

        assertThat(outOfOrder).isGreaterThan(events.size() / 4);
        assertThat(events.stream()
                        .mapToLong(RecordedEvent::occurredAtMillis)
                        .min()
                        .orElseThrow())
                .isGreaterThanOrEqualTo(START.toEpochMilli());
    }

    @Test
    void aScenarioWithoutDurationHasNoEndAndBeginsLikeOneThatHas() {
        Iterator<RecordedEvent> endless = Scenario.demo(42, START).events();
        Iterator<RecordedEvent> limited = DEMO.events();
        for (int number = 0; number < 10_000; number++) {
            assertThat(endless.next()).isEqualTo(limited.next());
        }
        for (int number = 0; number < 40_000; number++) {
            endless.next();
        }

        assertThat(endless.hasNext()).isTrue();
    }

    @Test
    void journeysTouchEveryPhaseAndStream() {
        Set<String> types = all(DEMO).stream().map(ScenarioTest::type).collect(Collectors.toSet());

        assertThat(types)
                .contains("page_view", "content_download", "email_open", "email_click", "pricing_view", "form_submit")
                .contains(
                        "signup",
                        "activation_milestone",
                        "meeting_booked",
                        "created",
                        "qualified",
                        "stage_changed",
                        "won")
                .contains("product_added", "checkout_start", "checkout_step", "payment_succeeded", "order_completed")
                .contains("feature_used", "invite_sent", "seat_added", "renewed", "expanded", "review_posted")
                .contains("referral_sent", "referral_converted", "ticket_opened", "replied", "solved", "closed")
                .contains("csat_rated", "nps_rated", "cancel_page_view", "cancelled");
    }

    @Test
    void theNamedCustomersTakePartAndACompanyHasSeveralContacts() {
        List<RecordedEvent> events = all(DEMO);

        assertThat(events.stream().map(RecordedEvent::key).collect(Collectors.toSet()))
                .containsAll(Cast.NAMED);
        assertThat(events.stream()
                        .filter(event -> "acme".equals(field(event, "account_id")))
                        .map(RecordedEvent::key)
                        .distinct())
                .containsExactlyInAnyOrder("acme", "acme-buyer", "acme-admin", "acme-analyst");
    }

    @Test
    void theDemoStartsItsFirstIncidentAfter45Seconds() {
        assertThat(DEMO.incidents())
                .extracting(Incident::name)
                .containsExactly("checkout-breaks", "champion-lost", "support-backlog");
        assertThat(DEMO.incidents().get(0).startsAfter()).isEqualTo(Duration.ofSeconds(45));
        assertThat(DEMO.incidents()).allSatisfy(incident -> {
            assertThat(incident.description()).isNotBlank();
            assertThat(incident.startsAfter().plus(incident.lasts())).isLessThan(Duration.ofSeconds(90));
        });
    }

    @Test
    void theBrokenCheckoutIsSeenWhileItLasts() {
        Incident broken = incident(Trouble.CHECKOUT_BREAKS);

        assertThat(during(DEMO, broken, event -> type(event).equals("checkout_step")))
                .isZero();
        assertThat(during(quiet(), broken, event -> type(event).equals("checkout_step")))
                .isPositive();
        assertThat(during(DEMO, broken, ScenarioTest::isFrictionAtCheckout))
                .isGreaterThan(10 * (1 + during(quiet(), broken, ScenarioTest::isFrictionAtCheckout)));
    }

    @Test
    void theBacklogLeavesTicketsUnanswered() {
        Incident backlog = incident(Trouble.SUPPORT_BACKLOG);
        Set<String> waiting = Set.of("sla_missed", "escalated");

        assertThat(during(quiet(), backlog, event -> waiting.contains(type(event))))
                .isZero();
        assertThat(during(DEMO, backlog, event -> waiting.contains(type(event))))
                .isGreaterThan(50);
        assertThat(during(DEMO, backlog, event -> type(event).equals("call_answered")))
                .isZero();
    }

    @Test
    void theChampionIsLostStepByStepAndThenSilent() {
        Incident lost = incident(Trouble.CHAMPION_LOST);
        List<String> before = new ArrayList<>();
        List<String> after = new ArrayList<>();
        all(DEMO).stream()
                .filter(event -> event.key().equals("globex"))
                .sorted(Comparator.comparingLong(RecordedEvent::occurredAtMillis))
                .forEach(event -> (elapsed(event) < lost.startsAfter().toMillis() ? before : after).add(type(event)));

        assertThat(before).contains("feature_used").doesNotContain("cancelled");
        assertThat(after)
                .containsExactly(
                        "rage_click",
                        "rage_click",
                        "ticket_opened",
                        "rage_click",
                        "sla_missed",
                        "escalated",
                        "nps_rated",
                        "cancel_page_view",
                        "cancelled");
    }

    @Test
    void aFewCustomersDoMuchAndMostDoLittle() {
        List<RecordedEvent> events = all(quiet());
        List<Long> perCustomer = events.stream()
                .filter(event -> event.key().startsWith("c-"))
                .collect(Collectors.groupingBy(RecordedEvent::key, Collectors.counting()))
                .values()
                .stream()
                .sorted(Comparator.reverseOrder())
                .toList();

        long busiest =
                perCustomer.stream().limit(100).mapToLong(Long::longValue).sum();
        assertThat((double) busiest / events.size()).isBetween(0.5, 0.75);
        assertThat(new HashSet<>(perCustomer)).hasSizeGreaterThan(20);
    }

    @Test
    void settingsOutsideTheirRangeAreRefused() {
        assertThatThrownBy(() -> DEMO.withCustomers(7)).hasMessageContaining("named ones: 7");
        assertThatThrownBy(() -> DEMO.withEventsPerSecond(0)).hasMessageContaining("eventsPerSecond");
        assertThatThrownBy(() -> DEMO.withDuration(Duration.ofSeconds(-1))).hasMessageContaining("duration");
        assertThatThrownBy(() -> new Incident(Trouble.CHAMPION_LOST, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("must last");
    }

    private static Scenario quiet() {
        return DEMO.withIncidents(List.of());
    }

    private static Incident incident(Trouble trouble) {
        return DEMO.incidents().stream()
                .filter(incident -> incident.trouble() == trouble)
                .findFirst()
                .orElseThrow();
    }

    private static long during(Scenario scenario, Incident incident, Predicate<RecordedEvent> wanted) {
        return all(scenario).stream()
                .filter(event -> incident.isOn(elapsed(event)) && wanted.test(event))
                .count();
    }

    private static boolean isFrictionAtCheckout(RecordedEvent event) {
        boolean clicked =
                Set.of("error_click", "rage_click").contains(type(event)) && "/checkout".equals(field(event, "page"));
        return clicked || type(event).equals("payment_failed");
    }

    private static String type(RecordedEvent event) {
        return field(event, "type");
    }

    private static String field(RecordedEvent event, String name) {
        return String.valueOf(
                event.payload().get(event.stream().schema().getField(name).pos()));
    }

    private static long elapsed(RecordedEvent event) {
        return event.occurredAtMillis() - START.toEpochMilli();
    }

    private static List<RecordedEvent> all(Scenario scenario) {
        List<RecordedEvent> events = new ArrayList<>();
        scenario.events().forEachRemaining(events::add);
        return events;
    }

    private static String hash(Scenario scenario) throws NoSuchAlgorithmException {
        MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
        scenario.events()
                .forEachRemaining(
                        event -> sha256.update((CanonicalLines.line(event) + "\n").getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(sha256.digest());
    }
}
