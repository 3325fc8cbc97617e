package io.flywheel.app.postgres;

import static io.flywheel.app.postgres.SampleOutputs.NOW;

import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.Priority;
import io.flywheel.domain.facts.CallRow;
import io.flywheel.domain.facts.FrictionRow;
import io.flywheel.domain.facts.RatingRow;
import io.flywheel.domain.friction.deals.InquiryRow;
import io.flywheel.domain.friction.service.TicketRow;
import io.flywheel.domain.signal.Department;
import io.flywheel.domain.signal.Phase;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Facts about customers for tests: single ones, and invented ones with a seed that meet the edges of windows. */
final class SampleFacts {

    static final long MINUTE = 60_000;
    static final long HOUR = 60 * MINUTE;
    /** The midnight at which the invented days begin; two days later summer time begins in one of the zones of readers and ends in another. */
    static final long START = Instant.parse("2026-04-03T00:00:00Z").toEpochMilli();

    private final SplittableRandom random;

    SampleFacts(long seed) {
        random = new SplittableRandom(seed);
    }

    static FrictionRow friction(String id, FrictionRow.Kind kind, FrictionRow.Status status, @Nullable Long closedAt) {
        return new FrictionRow(
                id,
                "deal_stalled",
                kind,
                status,
                1_250,
                Priority.HIGH,
                Phase.ENGAGE,
                Department.SALES,
                "acme",
                "mail",
                null,
                null,
                "deal",
                "D1",
                NOW - HOUR,
                NOW,
                closedAt,
                true,
                "crm",
                List.of("e1", "e 2"));
    }

    FrictionRow friction(int n) {
        FrictionRow.Status status = FrictionRow.Status.values()[random.nextInt(3)];
        long began = moment();
        return new FrictionRow(
                "f" + n,
                List.of("repeat_contact", "channel_switched", "deal_stalled", "resolution_missed")
                        .get(random.nextInt(4)),
                status == FrictionRow.Status.OPEN ? FrictionRow.Kind.STANDING : FrictionRow.Kind.IMPULSE,
                status,
                random.nextInt(10_000),
                Priority.values()[random.nextInt(Priority.values().length)],
                Phase.values()[random.nextInt(Phase.values().length)],
                Department.values()[random.nextInt(Department.values().length)],
                one("acme", null),
                one("mail", null),
                null,
                null,
                one("ticket", null),
                one("t1", null),
                began,
                began + HOUR,
                status == FrictionRow.Status.CLOSED ? began : null,
                random.nextBoolean(),
                "snow",
                random.nextBoolean() ? List.of("e" + n) : List.of("e" + n, "later, \"quoted\""));
    }

    TicketRow ticket(int n) {
        Long created = random.nextInt(20) == 0 ? null : moment();
        Long reply = created == null || random.nextInt(4) == 0 ? null : created + random.nextInt(200) * MINUTE;
        Long solved =
                random.nextInt(4) == 0 ? null : (created == null ? moment() : created + random.nextInt(3000) * MINUTE);
        boolean reopened = solved != null && random.nextInt(4) == 0;
        return new TicketRow(
                "t" + n,
                solved == null
                        ? "open"
                        : reopened && random.nextBoolean()
                                ? "In progress"
                                : random.nextBoolean() ? "Resolved" : "closed",
                Priority.NORMAL,
                one("mail", "chat", null),
                one("first", "second", null),
                created,
                reply,
                reply == null || created == null ? null : (reply - created) / 1000,
                reply == null ? null : (long) random.nextInt(5000),
                solved,
                solved,
                solved == null || created == null ? null : (solved - created) / 1000,
                solved == null || created == null ? null : (long) random.nextInt(50_000),
                null,
                reopened ? random.nextInt(1, 3) : 0,
                random.nextInt(4),
                random.nextInt(3),
                random.nextInt(2),
                random.nextInt(2),
                "usual",
                null,
                null,
                random.nextInt(4) == 0,
                random.nextInt(6) == 0,
                random.nextInt(5) == 0,
                false,
                n % 3 == 0 ? 1.0 + n % 5 : null);
    }

    CallRow call(int n) {
        ActivityKind kind = List.of(
                        ActivityKind.CALL_ANSWERED,
                        ActivityKind.CALL_ANSWERED,
                        ActivityKind.CALL_MISSED,
                        ActivityKind.CALL_ABANDONED,
                        ActivityKind.CALL_ABANDONED,
                        ActivityKind.VOICEMAIL,
                        ActivityKind.OUTBOUND_CALL)
                .get(random.nextInt(7));
        return new CallRow(
                random.nextInt(2) == 0 ? "pbx" : "tracker",
                "call" + n,
                kind,
                kind == ActivityKind.OUTBOUND_CALL || random.nextInt(6) == 0 ? Actor.AGENT : Actor.CUSTOMER,
                null,
                one("first", null),
                null,
                null,
                one("bill", "login", null),
                moment(),
                random.nextInt(5) == 0 ? null : (long) random.nextInt(40),
                random.nextInt(5) == 0 ? null : (long) random.nextInt(3) * 60,
                null,
                null);
    }

    RatingRow rating(int n) {
        ActivityKind kind = List.of(ActivityKind.CSAT_RATED, ActivityKind.NPS_RATED, ActivityKind.CES_RATED)
                .get(random.nextInt(3));
        int most = kind == ActivityKind.CSAT_RATED ? 5 : kind == ActivityKind.NPS_RATED ? 10 : 7;
        return new RatingRow(
                "survey",
                "rating" + n,
                kind,
                random.nextInt(1, most + 1),
                null,
                one("first", null),
                one("mail", null),
                moment());
    }

    InquiryRow inquiry(int n) {
        long asked = moment();
        boolean repeated = random.nextInt(5) == 0;
        Long touched = repeated || random.nextInt(4) == 0
                ? null
                : asked
                        + List.of(0L, 5 * MINUTE, 5 * MINUTE + 1, HOUR, HOUR + 1, 24 * HOUR, 24 * HOUR + 1, 50 * HOUR)
                                .get(random.nextInt(8));
        return new InquiryRow(
                "web",
                "inquiry" + n,
                "form_submit",
                one("mail", "ads", null),
                null,
                asked,
                repeated ? null : asked + HOUR,
                touched,
                touched == null ? null : "outbound_call",
                !repeated && (touched == null || touched > asked + HOUR),
                repeated);
    }

    /** A moment of four days, often at the edge of an hour. */
    private long moment() {
        return START + random.nextInt(96) * HOUR + (random.nextInt(4) == 0 ? 0 : random.nextInt(60) * MINUTE);
    }

    private @Nullable String one(@Nullable String... words) {
        return words[random.nextInt(words.length)];
    }
}
