package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The invented company at work: draws who does something next and lets their journey say what, in the order in which it occurs.
 *
 * <p><b>Shape:</b> event number i occurs within its own slot of 1 / rate seconds, so the rate is kept exactly and never drifts. A
 * customer who is silent is drawn again; if many in a row are, the last takes a look at the front page. Journeys are kept for the
 * customers drawn so far.
 */
final class Company implements Iterator<RecordedEvent> {

    private static final double SHARE_OF_NAMED = 0.02;
    private static final int SILENT_IN_A_ROW = 32;
    private static final int LONGEST_WAY_MILLIS = 5_000;
    private static final double MILLIS_PER_SECOND = 1_000;

    private final Scenario scenario;
    private final Cast cast;
    private final Zipf others;
    private final SplittableRandom random;
    private final @Nullable Journey[] journeys;
    private final List<Farewell> farewells;
    private final long endsAfterMillis;
    private long happened;
    private long nextAfterMillis;

    Company(Scenario scenario) {
        this.scenario = scenario;
        cast = new Cast(scenario.seed());
        others = new Zipf(scenario.customers() - Cast.NAMED.size(), scenario.zipfExponent());
        random = new SplittableRandom(scenario.seed());
        journeys = new Journey[scenario.customers()];
        farewells = scenario.incidents().stream()
                .filter(incident -> incident.trouble() == Trouble.CHAMPION_LOST)
                .limit(1)
                .map(Farewell::new)
                .toList();
        Duration duration = scenario.duration();
        endsAfterMillis = duration == null ? Long.MAX_VALUE : duration.toMillis();
        nextAfterMillis = drawNextTime();
    }

    @Override
    public boolean hasNext() {
        return nextAfterMillis < endsAfterMillis;
    }

    @Override
    public RecordedEvent next() {
        if (!hasNext()) {
            throw new NoSuchElementException("the scenario is over");
        }
        long elapsedMillis = nextAfterMillis;
        RecordedEvent event = happen(elapsedMillis, moment(elapsedMillis));
        happened++;
        nextAfterMillis = drawNextTime();
        return event;
    }

    private long drawNextTime() {
        return (long) ((happened + random.nextDouble()) * MILLIS_PER_SECOND / scenario.eventsPerSecond());
    }

    private Moment moment(long elapsedMillis) {
        long occurredAtMillis = scenario.start().toEpochMilli() + elapsedMillis;
        return new Moment(
                occurredAtMillis,
                occurredAtMillis + random.nextInt(LONGEST_WAY_MILLIS),
                isOn(Trouble.CHECKOUT_BREAKS, elapsedMillis),
                isOn(Trouble.SUPPORT_BACKLOG, elapsedMillis));
    }

    private boolean isOn(Trouble trouble, long elapsedMillis) {
        for (Incident incident : scenario.incidents()) {
            if (incident.trouble() == trouble && incident.isOn(elapsedMillis)) {
                return true;
            }
        }
        return false;
    }

    private RecordedEvent happen(long elapsedMillis, Moment moment) {
        for (Farewell farewell : farewells) {
            if (farewell.isDue(elapsedMillis)) {
                return farewell.next(journey(Cast.CHAMPION), moment);
            }
        }
        for (int silent = 0; silent < SILENT_IN_A_ROW; silent++) {
            RecordedEvent event = journey(drawCustomer()).next(moment);
            if (event != null) {
                return event;
            }
        }
        return journey(Cast.NAMED.size() + others.draw(random)).lookIn(moment);
    }

    private int drawCustomer() {
        boolean named = random.nextDouble() < SHARE_OF_NAMED;
        return named ? random.nextInt(Cast.NAMED.size()) : Cast.NAMED.size() + others.draw(random);
    }

    private Journey journey(int number) {
        Journey known = journeys[number];
        if (known == null) {
            known = new Journey(cast.person(number), cast.randomOf(number).split());
            journeys[number] = known;
        }
        return known;
    }
}
