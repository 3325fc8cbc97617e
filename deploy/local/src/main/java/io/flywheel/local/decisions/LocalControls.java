package io.flywheel.local.decisions;

import io.flywheel.app.control.ControlContents;
import io.flywheel.app.control.SilenceContent;
import io.flywheel.domain.alert.Acknowledgement;
import io.flywheel.domain.alert.Matcher;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.local.Configurations;
import io.flywheel.local.RowCounts;
import io.flywheel.local.alerts.AlertRows;
import io.flywheel.local.alerts.Alerts;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import io.flywheel.local.kafka.TopicReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes decisions to the control topic and waits for the job to judge them. */
public final class LocalControls implements Controls {

    private static final Duration TICK = Duration.ofMillis(100);

    /** How long after their publication settings begin unless a moment is named, so that every part of every job has heard of them by then. */
    private static final Duration NOTICE = Duration.ofSeconds(2);

    private final Configurations configurations;
    private final Clock clock;

    public LocalControls(Configurations configurations, Clock clock) {
        this.configurations = configurations;
        this.clock = clock;
    }

    @Override
    public Published rules(Place place, Path file, @Nullable Instant from, String author) {
        RuleBook rules = LocalRules.book(file);
        ControlWorld world = ControlWorld.of(configurations, place, clock);
        Instant begins = from == null ? clock.instant() : from;
        return world.publish(new ControlRecord(
                ControlKind.RULES,
                ControlContents.RULES_ID,
                rules.version(),
                begins.toEpochMilli(),
                null,
                author,
                LocalRules.text(file)));
    }

    @Override
    public Published setting(Place place, Setting setting, Path file, @Nullable Instant from, String author) {
        SettingsFiles.Valid valid = SettingsFiles.read(setting, file);
        ControlWorld world = ControlWorld.of(configurations, place, clock);
        if (from != null) {
            requireUncounted(world, from);
        }
        Instant begins = from == null ? clock.instant().plus(NOTICE) : from;
        String id = ControlContents.idOf(valid.kind());
        int version = valid.version();
        if (version == 0) {
            ControlRecord latest = world.decided().latest(valid.kind(), id);
            version = latest == null ? 1 : latest.version() + 1;
        }
        return world.publish(
                new ControlRecord(valid.kind(), id, version, begins.toEpochMilli(), null, author, valid.text()));
    }

    /** What was counted is not counted again, so a version can not begin before it. */
    private void requireUncounted(ControlWorld world, Instant from) {
        Optional<Instant> counted =
                RowCounts.answer(world.database(), () -> DecisionRows.countedUpTo(world.database()));
        if (counted.isPresent() && from.isBefore(counted.get())) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "settings can not begin at " + from,
                    "the jobs have counted what happened up to " + counted.get() + " and count nothing twice",
                    "name a later moment, or replay with flywheel replay --decisions");
        }
    }

    @Override
    public List<Version> versions(Place place) {
        ControlWorld world = ControlWorld.of(configurations, place, clock);
        return RowCounts.answer(world.database(), () -> DecisionRows.versions(world.database()));
    }

    @Override
    public Published acknowledge(Place place, String fingerprint, @Nullable Long episode, String author) {
        ControlWorld world = ControlWorld.of(configurations, place, clock);
        List<Alerts.Line> meant =
                RowCounts.answer(world.database(), () -> AlertRows.read(world.database(), true)).stream()
                        .filter(alert -> alert.fingerprint().startsWith(fingerprint))
                        .filter(alert -> episode == null || alert.episode() == episode)
                        .toList();
        if (meant.isEmpty()
                || meant.stream().map(Alerts.Line::fingerprint).distinct().count() > 1) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "no single alert is meant by '" + fingerprint + "'",
                    meant.isEmpty() ? "no alert has a fingerprint that begins so" : "several alerts begin so",
                    "see fingerprints with: flywheel alerts list --all -o json");
        }
        Alerts.Line latest = meant.stream()
                .reduce((one, other) -> one.episode() > other.episode() ? one : other)
                .orElseThrow();
        // in event time, as the jobs count it, so that the alert is acknowledged now and not when events have come as
        // far as this clock
        long now = Math.min(
                clock.millis(),
                RowCounts.answer(world.database(), () -> DecisionRows.eventTimeMillis(world.database())));
        Acknowledgement run = new Acknowledgement(
                latest.fingerprint(),
                latest.episode(),
                author,
                Math.max(now, latest.since().toEpochMilli()));
        return world.publish(
                new ControlRecord(ControlKind.ACKNOWLEDGEMENT, run.id(), 1, run.atMillis(), null, author, ""));
    }

    @Override
    public Published silence(Place place, List<String> matchers, Duration lasts, String author, String comment) {
        List<Matcher> read;
        try {
            read = matchers.stream().map(SilenceContent::matcher).toList();
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "a matcher can not be read",
                    Failure.wordsOf(e),
                    "write it as rule=friction_spreads or customer_id=~acme-.*",
                    e);
        }
        Instant now = clock.instant();
        return ControlWorld.of(configurations, place, clock)
                .publish(new ControlRecord(
                        ControlKind.SILENCE,
                        String.format(Locale.ROOT, "%s-%s", author, now),
                        1,
                        now.toEpochMilli(),
                        now.plus(lasts).toEpochMilli(),
                        author,
                        new SilenceContent(read, comment).write()));
    }

    @Override
    public Published endSilence(Place place, String id, String author) {
        ControlWorld world = ControlWorld.of(configurations, place, clock);
        ControlRecord silence = world.decided().latest(ControlKind.SILENCE, id);
        if (silence == null) {
            throw new Failure(
                    ErrorCode.INPUT_UNREADABLE,
                    "there is no silence " + id,
                    "the control topic has none of this id",
                    "ask for all of them: SELECT * FROM flywheel.alert_silence");
        }
        long ends = Math.max(silence.effectiveFromMillis() + 1, clock.millis());
        return world.publish(new ControlRecord(
                ControlKind.SILENCE,
                id,
                silence.version() + 1,
                silence.effectiveFromMillis(),
                ends,
                author,
                silence.content()));
    }

    @Override
    public void tail(Place place, Consumer<String> told, BooleanSupplier ends) {
        ControlWorld world = ControlWorld.of(configurations, place, clock);
        try (TopicReader reader = new TopicReader(world.bootstrapServers(), world.security())) {
            reader.follow(world.names().alerts());
            while (!ends.getAsBoolean()) {
                reader.next(TICK).forEach(value -> told.accept(new String(value, StandardCharsets.UTF_8)));
            }
        }
    }
}
