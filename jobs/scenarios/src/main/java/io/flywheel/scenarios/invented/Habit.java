package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.ClickstreamType;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Something customers of a stage do over and over on the web or with an email, and how often compared with their other habits.
 *
 * <p><b>Units:</b> {@code weight} is relative to the sum of the weights of the same list.
 */
record Habit(int weight, ClickstreamType type, String channel, String page, String object) {

    static final List<Habit> VISITING = List.of(
            new Habit(40, ClickstreamType.page_view, "web", "/blog", "article"),
            new Habit(10, ClickstreamType.session_start, "web", "/", "home"),
            new Habit(12, ClickstreamType.email_open, "email", "/mail", "newsletter"),
            new Habit(6, ClickstreamType.email_click, "email", "/mail", "newsletter"),
            new Habit(1, ClickstreamType.email_bounce, "email", "/mail", "newsletter"),
            new Habit(8, ClickstreamType.content_download, "web", "/guides", "buyers-guide"),
            new Habit(8, ClickstreamType.search, "web", "/search", "search-box"),
            new Habit(8, ClickstreamType.pricing_view, "web", "/pricing", "plans"),
            new Habit(7, ClickstreamType.form_start, "web", "/contact", "contact-form"));

    static final List<Habit> EVALUATING = List.of(
            new Habit(25, ClickstreamType.page_view, "web", "/docs", "getting-started"),
            new Habit(20, ClickstreamType.feature_used, "web", "/app", "trial-dashboard"),
            new Habit(15, ClickstreamType.step_passed, "web", "/onboarding", "tour"),
            new Habit(5, ClickstreamType.step_failed, "web", "/onboarding", "tour"),
            new Habit(12, ClickstreamType.activation_milestone, "web", "/app", "first-report"),
            new Habit(15, ClickstreamType.pricing_view, "web", "/pricing", "plans"),
            new Habit(8, ClickstreamType.email_click, "email", "/mail", "trial-tips"));

    static final List<Habit> USING = List.of(
            new Habit(55, ClickstreamType.feature_used, "web", "/app", "dashboard"),
            new Habit(15, ClickstreamType.page_view, "web", "/app/reports", "report"),
            new Habit(8, ClickstreamType.session_start, "web", "/app", "home"),
            new Habit(8, ClickstreamType.search, "web", "/help", "search-box"),
            new Habit(6, ClickstreamType.email_open, "email", "/mail", "release-notes"),
            new Habit(5, ClickstreamType.invite_sent, "web", "/team", "invite"),
            new Habit(3, ClickstreamType.seat_added, "web", "/team", "seat"));

    static final List<Habit> ADVOCATING = List.of(
            new Habit(30, ClickstreamType.referral_sent, "web", "/refer", "referral-link"),
            new Habit(20, ClickstreamType.review_posted, "web", "/reviews", "review"),
            new Habit(10, ClickstreamType.referral_converted, "web", "/refer", "referral-link"),
            new Habit(30, ClickstreamType.invite_sent, "web", "/team", "invite"),
            new Habit(10, ClickstreamType.seat_added, "web", "/team", "seat"));

    static final List<Habit> STUMBLING = List.of(
            new Habit(30, ClickstreamType.dead_click, "web", "/app", "export-button"),
            new Habit(25, ClickstreamType.error_click, "web", "/app", "save-button"),
            new Habit(25, ClickstreamType.js_error, "web", "/app", "chart"),
            new Habit(15, ClickstreamType.rage_click, "web", "/app", "export-button"),
            new Habit(5, ClickstreamType.unsubscribed, "email", "/mail", "newsletter"));

    /** One of the habits, the weightier the likelier. */
    static Habit pick(List<Habit> habits, SplittableRandom random) {
        int total = 0;
        for (Habit habit : habits) {
            total += habit.weight;
        }
        int place = random.nextInt(total);
        for (Habit habit : habits) {
            place -= habit.weight;
            if (place < 0) {
                return habit;
            }
        }
        throw new IllegalStateException("a draw below the sum of all weights always meets a habit");
    }

    RecordedEvent happen(Diary diary, Moment moment, SplittableRandom random) {
        ClickstreamEvent.Builder event = diary.click(type, moment)
                .setChannel(channel)
                .setPage(page)
                .setTarget(object)
                .setContent(page.substring(1) + "/" + object);
        switch (type) {
            case page_view, feature_used -> event.setDurationMs(random.nextLong(1_000, 180_000));
            case dead_click, error_click -> event.setX(random.nextInt(1_440)).setY(random.nextInt(900));
            case rage_click ->
                event.setX(random.nextInt(1_440)).setY(random.nextInt(900)).setCount(random.nextInt(3, 9));
            case email_bounce -> event.setActor(Actor.system);
            default -> {
                // The others have nothing of their own to tell.
            }
        }
        return diary.write(event, moment);
    }
}
