package io.flywheel.benchmarks;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.Actor;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.Priority;
import io.flywheel.pipeline.intake.Inbound;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The events that every contestant is given: the same seed gives the same events.
 *
 * <p>Customers are drawn by Zipf's law with exponent 1, so the busiest of 200,000 does 8 % of everything. Of the events 95 % are clickstream, 4 % support and 1 % deals; one in a
 * hundred is sent a second time within the hour. Arrivals are spread evenly over the days, so that the memory of duplicates, which reaches back 8 days of event time, stays in
 * proportion; a heartbeat between every so many events moves the watermark, at the same places for everybody.
 *
 * <p><b>Units:</b> {@code days} of event time.
 */
record Workload(long seed, int customers, int events, int days) {

    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final int LONGEST_DELAY_MILLIS = 5_000;
    private static final int HEARTBEATS = 400;
    private static final long REPEAT_WITHIN_MILLIS = Duration.ofHours(1).toMillis();
    private static final String[] CHANNELS = {"direct", "email", "organic", "paid_search", "social"};
    private static final String[] REGIONS = {"DACH", "Nordics", "UK", "US"};
    private static final String[] PLANS = {"free", "team", "business"};

    private static final Mix CLICKSTREAM = new Mix()
            .add(38, ActivityKind.PAGE_VIEW)
            .add(16, ActivityKind.FEATURE_USED)
            .add(10, ActivityKind.EMAIL_OPEN)
            .add(6, ActivityKind.SESSION_START)
            .add(5, ActivityKind.PRODUCT_ADDED)
            .add(4, ActivityKind.EMAIL_CLICK)
            .add(4, ActivityKind.SEARCH)
            .add(3, ActivityKind.PRICING_VIEW)
            .add(3, ActivityKind.CHECKOUT_STEP)
            .add(2, ActivityKind.CHECKOUT_START)
            .add(2, ActivityKind.CONTENT_DOWNLOAD)
            .add(2, ActivityKind.RAGE_CLICK)
            .add(2, ActivityKind.JS_ERROR)
            .add(1, ActivityKind.FORM_SUBMIT)
            .add(1, ActivityKind.ERROR_CLICK)
            .add(1, ActivityKind.INVITE_SENT);
    private static final Mix SUPPORT = new Mix()
            .add(40, ActivityKind.TICKET_OPENED)
            .add(30, ActivityKind.SOLVED)
            .add(10, ActivityKind.CSAT_RATED)
            .add(8, ActivityKind.SLA_MISSED)
            .add(6, ActivityKind.REASSIGNED)
            .add(6, ActivityKind.NPS_RATED);
    private static final Mix DEALS = new Mix()
            .add(40, ActivityKind.ORDER_COMPLETED)
            .add(20, ActivityKind.CREATED)
            .add(15, ActivityKind.STAGE_CHANGED)
            .add(10, ActivityKind.WON)
            .add(8, ActivityKind.PAYMENT_FAILED)
            .add(7, ActivityKind.PAYMENT_SUCCEEDED);

    /** Kinds with their shares of a hundred. */
    private static final class Mix {
        private final List<ActivityKind> tickets = new ArrayList<>();

        Mix add(int share, ActivityKind kind) {
            for (int i = 0; i < share; i++) {
                tickets.add(kind);
            }
            return this;
        }

        ActivityKind draw(SplittableRandom random) {
            return tickets.get(random.nextInt(tickets.size()));
        }
    }

    /** The records in order of arrival, heartbeats among them and one at the end. */
    Inbound[] records() {
        SplittableRandom random = new SplittableRandom(seed);
        double[] shares = cumulativeShares(customers);
        long between = Duration.ofDays(days).toMillis() / events;
        int heartbeatEvery = Math.max(1, events / HEARTBEATS);
        List<Inbound> records = new ArrayList<>(events + HEARTBEATS + 2);
        List<Activity> lately = new ArrayList<>();
        for (int i = 0; i < events; i++) {
            long arrivedAt = START.toEpochMilli() + i * between + random.nextLong(Math.max(1, between));
            boolean again = random.nextInt(100) == 0;
            if (again && !lately.isEmpty()) {
                records.add(Inbound.of(lately.get(random.nextInt(lately.size()))));
            } else {
                Activity activity = activity(i, customerOf(random, shares), arrivedAt, random);
                records.add(Inbound.of(activity));
                remember(lately, activity);
            }
            if (i % heartbeatEvery == heartbeatEvery - 1) {
                records.add(Inbound.heartbeat(EventStream.CLICKSTREAM, arrivedAt));
            }
        }
        records.add(Inbound.heartbeat(EventStream.CLICKSTREAM, START.toEpochMilli() + events * between));
        return records.toArray(Inbound[]::new);
    }

    private static void remember(List<Activity> lately, Activity activity) {
        lately.removeIf(old -> old.arrivedAtMillis() < activity.arrivedAtMillis() - REPEAT_WITHIN_MILLIS);
        lately.add(activity);
    }

    private static double[] cumulativeShares(int customers) {
        double[] shares = new double[customers];
        double sum = 0;
        for (int i = 0; i < customers; i++) {
            sum += 1.0 / (i + 1);
            shares[i] = sum;
        }
        return shares;
    }

    /** The rank drawn, scattered over the ids so that busy customers are not neighbours in the state backend. */
    private static int customerOf(SplittableRandom random, double[] shares) {
        int place = Arrays.binarySearch(shares, random.nextDouble() * shares[shares.length - 1]);
        int rank = Math.min(place < 0 ? -1 - place : place, shares.length - 1);
        return (int) (rank * 2_654_435_761L % shares.length);
    }

    private static Activity activity(int number, int customer, long arrivedAt, SplittableRandom random) {
        int stream = random.nextInt(100);
        Mix mix = stream < 95 ? CLICKSTREAM : stream < 99 ? SUPPORT : DEALS;
        ActivityKind kind = mix.draw(random);
        Activity.Builder activity = Activity.builder()
                .customerId("customer-" + customer)
                .source("web")
                .eventId("event-" + number)
                .kind(kind)
                .arrivedAtMillis(arrivedAt)
                .occurredAtMillis(arrivedAt - random.nextInt(LONGEST_DELAY_MILLIS))
                .actor(kind == ActivityKind.SOLVED ? Actor.AGENT : Actor.CUSTOMER)
                .region(REGIONS[customer % REGIONS.length])
                .segment("segment-" + customer % 64)
                .plan(PLANS[customer % PLANS.length])
                .fingerprint(random.nextInt())
                .offset(number);
        return switch (kind.stream()) {
            case CLICKSTREAM ->
                activity.channel(CHANNELS[random.nextInt(CHANNELS.length)])
                        .page("/page/" + random.nextInt(200))
                        .build();
            case SUPPORT ->
                activity.objectRef("ticket-" + customer % 1_000 + "-" + random.nextInt(4))
                        .priority(random.nextInt(10) == 0 ? Priority.URGENT : Priority.NORMAL)
                        .score(kind == ActivityKind.NPS_RATED ? random.nextInt(11) : 1 + random.nextInt(5))
                        .build();
            case DEALS ->
                activity.objectRef("deal-" + random.nextInt(4))
                        .amountMinor(1_000 + random.nextInt(200_000))
                        .currency("EUR")
                        .build();
        };
    }
}
