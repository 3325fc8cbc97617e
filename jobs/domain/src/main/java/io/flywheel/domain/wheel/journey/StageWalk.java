package io.flywheel.domain.wheel.journey;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The walk of a customer over the days, from stage to stage.
 *
 * <p><b>Shape:</b> where the walk stands and the transitions on the way; days in silence are jumped over, for only a lapse and a regress can come in them.
 *
 * <p><b>Units:</b> UTC days since the epoch; {@link Days#LAST} stands for a day that never comes.
 *
 * <p><b>Source:</b> docs/reference/wheel.md, "Stages".
 */
final class StageWalk {

    private static final int PATIENCE_DAYS = 28;
    private static final Stage[] STAGES = Stage.values();
    private static final TransitionKind[] UP = {
        TransitionKind.IDENTIFY, TransitionKind.ACTIVATE, TransitionKind.ADOPT, TransitionKind.ADORE
    };

    private Stage stage = Stage.STRANGER;
    private long sinceMillis = ValueEvents.NEVER;
    private int enteredDay = Days.FIRST;
    private int keptDay = Days.FIRST;
    private int regressedDay = Days.FIRST;
    private int lastActiveDay = Days.LAST;
    private boolean dormant;
    private final List<StageTransition> transitions = new ArrayList<>();

    StageWalk copy() {
        StageWalk copy = new StageWalk();
        copy.stage = stage;
        copy.sinceMillis = sinceMillis;
        copy.enteredDay = enteredDay;
        copy.keptDay = keptDay;
        copy.regressedDay = regressedDay;
        copy.lastActiveDay = lastActiveDay;
        copy.dormant = dormant;
        copy.transitions.addAll(transitions);
        return copy;
    }

    /** Walks on to the end of a day, over days with records that it has not walked yet. */
    void walk(List<StageDay> days, int lastDay, @Nullable Moment lead, StageRules rules) {
        for (StageDay day : days) {
            if (day.day > lastDay) {
                break;
            }
            passSilence(day.day - 1);
            pass(day, lead, rules);
        }
        passSilence(lastDay);
    }

    private void pass(StageDay day, @Nullable Moment lead, StageRules rules) {
        Moment active = day.active();
        if (active != null) {
            if (dormant) {
                dormant = false;
                record(TransitionKind.RESURRECT, stage, day.day, active);
            }
            lastActiveDay = day.day;
        }
        if (rules.keeps(stage, day.day)) {
            keptDay = day.day;
        } else if (regressDay() <= day.day) {
            regress(day.day);
        }
        if (day.day - regressedDay >= PATIENCE_DAYS) {
            while (rules.leads(stage, day.day)) {
                TransitionKind kind = UP[stage.ordinal()];
                enter(kind, STAGES[stage.ordinal() + 1], day.day, kind == TransitionKind.IDENTIFY ? lead : null);
            }
        }
        if (stage == Stage.CHAMPION && day.advocacy() != null) {
            record(TransitionKind.ADVOCATE, stage, day.day, day.advocacy());
        }
        if (lapseDay() <= day.day) {
            lapse(day.day);
        }
    }

    private void passSilence(int lastDay) {
        int next = nextSilentDay();
        while (next <= lastDay && next != Days.LAST) {
            if (regressDay() == next) {
                regress(next);
            }
            if (lapseDay() == next) {
                lapse(next);
            }
            next = nextSilentDay();
        }
    }

    /** The day of the next lapse or regress if nothing comes until then. */
    int nextSilentDay() {
        return Math.min(regressDay(), lapseDay());
    }

    private int regressDay() {
        return stage.compareTo(Stage.REGULAR) < 0 ? Days.LAST : keptDay + PATIENCE_DAYS;
    }

    private int lapseDay() {
        return dormant || lastActiveDay == Days.LAST ? Days.LAST : lastActiveDay + PATIENCE_DAYS;
    }

    private void regress(int day) {
        regressedDay = day;
        enter(TransitionKind.REGRESS, STAGES[stage.ordinal() - 1], day, null);
    }

    private void lapse(int day) {
        dormant = true;
        record(TransitionKind.LAPSE, stage, day, null);
    }

    private void enter(TransitionKind kind, Stage to, int day, @Nullable Moment trigger) {
        record(kind, to, day, trigger);
        stage = to;
        sinceMillis = transitions.get(transitions.size() - 1).atMillis();
        enteredDay = day;
        keptDay = day;
    }

    private void record(TransitionKind kind, Stage to, int day, @Nullable Moment trigger) {
        transitions.add(new StageTransition(
                kind,
                stage,
                to,
                trigger == null ? Days.startOf(day) : trigger.atMillis(),
                day,
                trigger == null ? null : trigger.eventId(),
                stage == Stage.STRANGER ? 0 : day - enteredDay));
    }

    Stage stage() {
        return stage;
    }

    @Nullable
    Long sinceMillis() {
        return ValueEvents.known(sinceMillis);
    }

    boolean isDormant() {
        return dormant;
    }

    List<StageTransition> transitions() {
        return List.copyOf(transitions);
    }

    void write(StateWriter out) {
        out.putByte(stage.ordinal());
        if (stage != Stage.STRANGER) {
            out.putSigned(sinceMillis);
            out.putSigned(enteredDay);
            out.putSigned(keptDay);
            out.putSigned(regressedDay);
            out.putSigned(lastActiveDay);
            out.putByte(dormant ? 1 : 0);
        }
        out.putCount(transitions.size());
        transitions.forEach(transition -> transition.write(out));
    }

    static StageWalk read(StateReader in) {
        StageWalk walk = new StageWalk();
        walk.stage = STAGES[in.getByte()];
        if (walk.stage != Stage.STRANGER) {
            walk.sinceMillis = in.getSigned();
            walk.enteredDay = (int) in.getSigned();
            walk.keptDay = (int) in.getSigned();
            walk.regressedDay = (int) in.getSigned();
            walk.lastActiveDay = (int) in.getSigned();
            walk.dormant = in.getByte() != 0;
        }
        for (int i = StageTransition.countOf(in); i > 0; i--) {
            walk.transitions.add(StageTransition.read(in));
        }
        return walk;
    }
}
