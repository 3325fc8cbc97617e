package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.Priority;
import io.flywheel.schema.SupportEvent;
import io.flywheel.schema.SupportType;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A request for help, from its opening to the rating. In good times it is answered, solved and closed; while support is behind it waits,
 * misses its target and is escalated, and nothing more happens to it.
 */
final class Ticket {

    private static final List<String> TOPICS = List.of("billing", "login", "export", "integration");
    private static final List<String> CHANNELS = List.of("email", "chat", "web", "phone");

    private enum Step {
        NONE,
        OPENED,
        ANSWERED,
        DISCUSSED,
        SOLVED,
        RATED
    }

    private Step step = Step.NONE;
    private String ticketId = "";
    private String topic = "";
    private String channel = "";
    private Priority priority = Priority.normal;
    private boolean targetMissed;
    private boolean escalated;

    boolean isOpen() {
        return step != Step.NONE;
    }

    RecordedEvent open(Diary diary, Moment moment, SplittableRandom random) {
        boolean urgent = random.nextInt(8) == 0;
        return open(
                diary,
                moment,
                urgent ? Priority.high : Priority.normal,
                TOPICS.get(random.nextInt(TOPICS.size())),
                CHANNELS.get(random.nextInt(CHANNELS.size())));
    }

    RecordedEvent open(Diary diary, Moment moment, Priority howUrgent, String about, String through) {
        step = Step.OPENED;
        ticketId = diary.thingId("ticket");
        topic = about;
        channel = through;
        priority = howUrgent;
        targetMissed = false;
        escalated = false;
        return event(diary, moment, SupportType.ticket_opened, Actor.customer, "open");
    }

    /** The next thing that happens to the open ticket, or nothing if it only waits. */
    @Nullable
    RecordedEvent proceed(Diary diary, Moment moment, SplittableRandom random) {
        if (moment.supportBehind() && (step == Step.OPENED || step == Step.DISCUSSED)) {
            return wait(diary, moment);
        }
        return switch (step) {
            case NONE -> null;
            case OPENED -> answer(diary, moment, random);
            case ANSWERED -> discuss(diary, moment, random);
            case DISCUSSED -> solve(diary, moment);
            case SOLVED -> rate(diary, moment, random);
            case RATED -> close(diary, moment);
        };
    }

    RecordedEvent missTarget(Diary diary, Moment moment) {
        targetMissed = true;
        return event(diary, moment, SupportType.sla_missed, Actor.system, "open");
    }

    RecordedEvent escalate(Diary diary, Moment moment) {
        escalated = true;
        return event(diary, moment, SupportType.escalated, Actor.agent, "open");
    }

    private @Nullable RecordedEvent wait(Diary diary, Moment moment) {
        if (!targetMissed) {
            return missTarget(diary, moment);
        }
        return escalated ? null : escalate(diary, moment);
    }

    private RecordedEvent answer(Diary diary, Moment moment, SplittableRandom random) {
        step = Step.ANSWERED;
        if (!channel.equals("phone")) {
            return diary.write(
                    draft(diary, moment, SupportType.replied, Actor.agent, "open")
                            .setPublic$(true),
                    moment);
        }
        SupportEvent.Builder call = draft(diary, moment, SupportType.call_answered, Actor.customer, "open")
                .setCallId("call-" + ticketId)
                .setWaitS(random.nextLong(5, 240))
                .setTalkS(random.nextLong(60, 900))
                .setHoldS(random.nextLong(0, 120))
                .setTransfers(random.nextInt(3));
        return diary.write(call, moment);
    }

    private RecordedEvent discuss(Diary diary, Moment moment, SplittableRandom random) {
        if (random.nextInt(3) > 0) {
            return solve(diary, moment);
        }
        step = Step.DISCUSSED;
        return diary.write(
                draft(diary, moment, SupportType.replied, Actor.customer, "open")
                        .setPublic$(true),
                moment);
    }

    private RecordedEvent solve(Diary diary, Moment moment) {
        step = Step.SOLVED;
        return event(diary, moment, SupportType.solved, Actor.agent, "solved");
    }

    private RecordedEvent rate(Diary diary, Moment moment, SplittableRandom random) {
        double friction = diary.person().temperament().friction();
        if (random.nextDouble() < friction) {
            step = Step.DISCUSSED;
            return event(diary, moment, SupportType.reopened, Actor.customer, "open");
        }
        step = Step.RATED;
        boolean content = !targetMissed && random.nextDouble() > friction;
        double score = content ? random.nextInt(4, 6) : random.nextInt(1, 3);
        return diary.write(
                draft(diary, moment, SupportType.csat_rated, Actor.customer, "solved")
                        .setScore(score),
                moment);
    }

    private RecordedEvent close(Diary diary, Moment moment) {
        step = Step.NONE;
        return event(diary, moment, SupportType.closed, Actor.agent, "closed");
    }

    private RecordedEvent event(Diary diary, Moment moment, SupportType type, Actor actor, String status) {
        return diary.write(draft(diary, moment, type, actor, status), moment);
    }

    private SupportEvent.Builder draft(Diary diary, Moment moment, SupportType type, Actor actor, String status) {
        return diary.support(type, actor, moment)
                .setChannel(channel)
                .setTicketId(ticketId)
                .setTeam(priority == Priority.normal ? "first-line" : "second-line")
                .setPriority(priority)
                .setStatus(status)
                .setTopic(topic);
    }
}
