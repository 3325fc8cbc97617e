package io.flywheel.pipeline.wheel;

import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.wheel.journey.DealRow;
import io.flywheel.domain.wheel.journey.JourneyReading;
import io.flywheel.domain.wheel.journey.Revolution;
import io.flywheel.domain.wheel.journey.StageTransition;
import io.flywheel.domain.wheel.journey.WheelRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that the wheel stop tells: where a customer stands with all transitions, one revolution, one deal, how far the stop has come, or that a customer was forgotten.
 *
 * <p><b>Shape:</b> each is written by itself, so that a later one about something else never replaces it.
 */
public record WheelOutput(
        String customerId,
        @Nullable WheelRow wheel,
        List<StageTransition> transitions,
        @Nullable Revolution revolution,
        @Nullable DealRow deal,
        @Nullable Progress progress,
        @Nullable ErasureStep erasure) {

    static WheelOutput of(String customerId, JourneyReading reading) {
        return new WheelOutput(customerId, reading.wheel(), reading.transitions(), null, null, null, null);
    }

    static WheelOutput of(String customerId, Revolution revolution) {
        return new WheelOutput(customerId, null, List.of(), revolution, null, null, null);
    }

    static WheelOutput of(String customerId, DealRow deal) {
        return new WheelOutput(customerId, null, List.of(), null, deal, null, null);
    }

    static WheelOutput of(Progress progress) {
        return new WheelOutput("", null, List.of(), null, null, progress, null);
    }

    static WheelOutput of(ErasureStep erasure) {
        return new WheelOutput("", null, List.of(), null, null, null, erasure);
    }
}
