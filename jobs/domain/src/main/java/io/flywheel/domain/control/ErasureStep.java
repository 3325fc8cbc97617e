package io.flywheel.domain.control;

/**
 * One part of a stop has let go of an erased customer, and sends nothing of before any more: all rows that it sent until then came before this.
 *
 * <p><b>Units:</b> {@code effectiveFromMillis} is event time in epoch milliseconds.
 *
 * @param erasure what the erasure is known by: {@link Erasures#idOf} of the customer
 * @param version of the erasure that was heard of
 * @param customersForgotten how many customers this part held and forgot: 1 on the part that held the customer, else 0
 */
public record ErasureStep(
        String erasure,
        int version,
        long effectiveFromMillis,
        String job,
        String stage,
        int subtask,
        long customersForgotten) {

    /** What a part of a stop answers to a record of an erasure. */
    public static ErasureStep of(
            ControlRecord erasure, String job, String stage, int subtask, long customersForgotten) {
        return new ErasureStep(
                erasure.id(),
                erasure.version(),
                erasure.effectiveFromMillis(),
                job,
                stage,
                subtask,
                customersForgotten);
    }
}
