package io.flywheel.local.decisions;

import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.control.Erasures;
import io.flywheel.local.Configurations;
import io.flywheel.local.RowCounts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.OutgoingRecord;
import io.flywheel.local.postgres.ErasureRows;
import io.flywheel.local.progress.Progress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes an erasure, waits until every part of every job has let go, and only then takes the rows out of the tables, for until then they would be written again.
 *
 * <p>An alert of the customer that was told ends first, and the notifier is given time to tell that: rows that are gone can not be told of.
 */
public final class LocalErase implements Erase {

    /** So that every part of every job has heard of it by its moment, and a replay forgets no less and no more. */
    private static final Duration NOTICE = Duration.ofSeconds(2);

    /** A notifier looks every second; whoever groups for longer is not waited for. */
    private static final Duration TELLING = Duration.ofSeconds(30);

    private static final Duration TICK = Duration.ofMillis(200);

    private final Configurations configurations;
    private final Clock clock;

    public LocalErase(Configurations configurations, Clock clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public EraseReport run(EraseRequest request, Progress progress) {
        ControlWorld world = ControlWorld.of(configurations, request.place(), clock);
        ControlRecord erasure = erasure(world, request);
        requireJobs(world, erasure, request.without());
        progress.begin("Erasure");
        Controls.Published published = world.publish(erasure);
        if (published.verdict().equals("refused")) {
            progress.done("refused");
            return new EraseReport(
                    erasure.id(),
                    erasure.version(),
                    published.effectiveFrom(),
                    published.verdict(),
                    published.reason(),
                    List.of(),
                    false,
                    List.of(),
                    null,
                    0);
        }
        progress.done("published");
        progress.begin("Jobs");
        List<EraseReport.Stage> stages = stages(awaitLetGo(world, erasure, request));
        progress.done(stages.size() + " stages have let go");
        buryInTopic(world, request.customerId());
        progress.begin("Tables");
        long untold = awaitTold(world, request.customerId());
        Optional<List<EraseReport.Rows>> rows = erase(world, request.customerId());
        progress.done(rows.isPresent() ? "erased" : "not for this role");
        return new EraseReport(
                erasure.id(),
                erasure.version(),
                published.effectiveFrom(),
                "accepted",
                null,
                stages,
                rows.isPresent(),
                rows.orElse(List.of()),
                rows.isPresent() ? null : statement(request.customerId()),
                untold);
    }

    /** From the later of now and what the jobs have reached, so that nothing that they hold is from after it. */
    private ControlRecord erasure(ControlWorld world, EraseRequest request) {
        if (request.customerId().isBlank()) {
            throw new Failure(
                    ErrorCode.USAGE,
                    "no customer is named",
                    "the customer id is empty",
                    "name the customer by the id of their events");
        }
        Instant now = clock.instant();
        Instant reached = RowCounts.answer(world.database(), () -> ErasureRows.reached(world.database()))
                .orElse(now);
        Instant from = (reached.isAfter(now) ? reached : now).plus(NOTICE);
        String id = Erasures.idOf(request.customerId());
        ControlRecord known = world.decided().latest(ControlKind.ERASURE, id);
        long moment = known == null ? from.toEpochMilli() : Math.max(from.toEpochMilli(), known.effectiveFromMillis());
        return new ControlRecord(
                ControlKind.ERASURE, id, known == null ? 1 : known.version() + 1, moment, null, request.author(), "");
    }

    private static void requireJobs(ControlWorld world, ControlRecord erasure, List<String> without) {
        if (parts(world, erasure, without).isEmpty()) {
            throw new Failure(
                    ErrorCode.NOTHING_KEPT,
                    "no job is there that could let go of a customer",
                    "no job whose input goes on has said in pipeline_freshness how far it is",
                    "start the jobs first, for what they keep would come back with them; for tables alone, run flywheel.erase_customer as flywheel_keeper");
        }
    }

    private List<ErasureRows.Part> awaitLetGo(ControlWorld world, ControlRecord erasure, EraseRequest request) {
        Waiting waiting = new Waiting(clock, request.patience(), TICK);
        List<ErasureRows.Part> parts;
        do {
            parts = parts(world, erasure, request.without());
            if (parts.stream().allMatch(ErasureRows.Part::hasLetGo)) {
                return parts;
            }
        } while (waiting.goesOn());
        List<String> silent = parts.stream()
                .filter(part -> !part.hasLetGo())
                .map(part -> part.job() + "/" + part.stage() + "/" + part.subtask())
                .toList();
        throw new Failure(
                ErrorCode.TIMED_OUT,
                "not every part of the jobs has let go of the customer, so no row was deleted",
                "nothing heard within " + request.patience().toSeconds() + " s of "
                        + String.join(", ", silent.subList(0, Math.min(silent.size(), 10)))
                        + (silent.size() > 10 ? " and " + (silent.size() - 10) + " more" : ""),
                "see that these jobs run and run the command again; leave out a job that is gone for good with --without JOB");
    }

    private static List<ErasureRows.Part> parts(ControlWorld world, ControlRecord erasure, List<String> without) {
        return RowCounts.answer(
                        world.database(), () -> ErasureRows.parts(world.database(), erasure.id(), erasure.version()))
                .stream()
                .filter(part -> !without.contains(part.job()))
                .toList();
    }

    private static List<EraseReport.Stage> stages(List<ErasureRows.Part> parts) {
        Map<String, EraseReport.Stage> stages = new LinkedHashMap<>();
        for (ErasureRows.Part part : parts) {
            stages.merge(
                    part.job() + "\n" + part.stage(),
                    new EraseReport.Stage(part.job(), part.stage(), 1, part.customersForgotten()),
                    (one, other) -> new EraseReport.Stage(
                            one.job(),
                            one.stage(),
                            one.parts() + other.parts(),
                            one.customersForgotten() + other.customersForgotten()));
        }
        return List.copyOf(stages.values());
    }

    /** Tells the compacted topic of customers to let go at its next compaction. */
    private void buryInTopic(ControlWorld world, String customerId) {
        world.send(new OutgoingRecord(
                world.names().customers(), customerId.getBytes(StandardCharsets.UTF_8), null, clock.millis()));
    }

    private long awaitTold(ControlWorld world, String customerId) {
        Waiting waiting = new Waiting(clock, TELLING, TICK);
        long untold;
        do {
            untold = RowCounts.answer(world.database(), () -> ErasureRows.untoldEnds(world.database(), customerId));
        } while (untold > 0 && waiting.goesOn());
        return untold;
    }

    private static Optional<List<EraseReport.Rows>> erase(ControlWorld world, String customerId) {
        return RowCounts.answer(world.database(), () -> ErasureRows.erase(world.database(), customerId))
                .map(deleted -> deleted.entrySet().stream()
                        .map(table -> new EraseReport.Rows(table.getKey(), table.getValue()))
                        .toList());
    }

    private static String statement(String customerId) {
        return "SELECT * FROM flywheel.erase_customer('" + customerId.replace("'", "''") + "');";
    }
}
