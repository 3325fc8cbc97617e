package io.flywheel.local;

import java.time.Duration;
import java.util.Comparator;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.function.ToLongFunction;

/**
 * What the world does to records on their way: they overtake each other, and some arrive twice.
 *
 * <p><b>Shape:</b> every record comes out, later ones no more than {@code shuffle} of their own time after earlier ones; a copy of some follows, at another
 * place of the same stretch. Same seed, same order. Holds the records of one such stretch in memory.
 * <p><b>Units:</b> {@code duplicateRatio} is copies for each record, 0 to 1.
 * <p><b>Errors:</b> {@link IllegalArgumentException} for a negative shuffle or a ratio outside 0 to 1.
 */
public record Disturbance(Duration shuffle, double duplicateRatio, long seed) {

    public Disturbance {
        if (shuffle.isNegative()) {
            throw new IllegalArgumentException("shuffle must not be negative: " + shuffle);
        }
        if (!(duplicateRatio >= 0 && duplicateRatio <= 1)) {
            throw new IllegalArgumentException("the ratio of duplicates must be from 0 to 1: " + duplicateRatio);
        }
    }

    public static Disturbance none() {
        return new Disturbance(Duration.ZERO, 0, 0);
    }

    public boolean isNone() {
        return shuffle.isZero() && duplicateRatio == 0;
    }

    /** The disturbed order of records that come in order of their time, which {@code millis} reads. */
    public <T> Iterator<T> disturb(Iterator<T> records, ToLongFunction<T> millis) {
        return isNone() ? records : new Disturbed<>(records, millis, this);
    }

    /** A record with the moment at which it comes out; the arrival number makes the order complete. */
    private record Delayed<T>(T value, long leavesAtMillis, long number) {}

    private static final class Disturbed<T> implements Iterator<T> {

        private final Iterator<T> records;
        private final ToLongFunction<T> millis;
        private final Disturbance rule;
        private final SplittableRandom random;
        private final PriorityQueue<Delayed<T>> waiting = new PriorityQueue<>(
                Comparator.<Delayed<T>>comparingLong(Delayed::leavesAtMillis).thenComparingLong(Delayed::number));
        private long latestMillis = Long.MIN_VALUE;
        private long number;

        Disturbed(Iterator<T> records, ToLongFunction<T> millis, Disturbance rule) {
            this.records = records;
            this.millis = millis;
            this.rule = rule;
            this.random = new SplittableRandom(rule.seed());
        }

        @Override
        public boolean hasNext() {
            return !waiting.isEmpty() || records.hasNext();
        }

        @Override
        public T next() {
            while (records.hasNext() && !firstMayLeave()) {
                T value = records.next();
                latestMillis = Math.max(latestMillis, millis.applyAsLong(value));
                delay(value);
                if (random.nextDouble() < rule.duplicateRatio()) {
                    delay(value);
                }
            }
            Delayed<T> first = waiting.poll();
            if (first == null) {
                throw new NoSuchElementException();
            }
            return first.value();
        }

        private void delay(T value) {
            long spread = rule.shuffle().toMillis();
            long delayMillis = spread == 0 ? 0 : random.nextLong(spread);
            waiting.add(new Delayed<>(value, millis.applyAsLong(value) + delayMillis, number++));
        }

        /** Nothing that is still to come can leave before it. */
        private boolean firstMayLeave() {
            Delayed<T> first = waiting.peek();
            return first != null && first.leavesAtMillis() < latestMillis;
        }
    }
}
