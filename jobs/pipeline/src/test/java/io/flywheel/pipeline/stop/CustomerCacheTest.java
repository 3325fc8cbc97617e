package io.flywheel.pipeline.stop;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.customer.CustomerMeter;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import io.flywheel.domain.customer.SignalListener;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.rehearsal.History;
import io.flywheel.pipeline.rehearsal.SmallCatalogue;
import io.flywheel.pipeline.rehearsal.SmallRiskModel;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CustomerCacheTest {

    private static final SignalCatalogue CATALOGUE = SmallCatalogue.load();
    private static final CustomerRules RULES = new CustomerRules(CATALOGUE, DetectorSettings.DEFAULT);

    private static final CustomerStateLayout LAYOUT = new CustomerStateLayout(CATALOGUE.decayFingerprint());
    private final Shelf shelf = new Shelf();
    private int events;

    @Test
    void aCustomerIsReadOnceHoweverOftenTheyAreAskedFor() throws IOException {
        CustomerCache<CustomerState> cache = cache(10, 10);
        CachedCustomer<CustomerState> first = cache.get("a");
        assertThat(cache.get("a")).isSameAs(first);
        assertThat(shelf.doings).containsExactly("read a");
        assertThat(cache.misses()).isEqualTo(1);
    }

    @Test
    void theCustomerNotUsedForLongestLeavesFirst() throws IOException {
        CustomerCache<CustomerState> cache = cache(2, 10);
        change(cache, "a");
        change(cache, "b");
        cache.get("a");
        shelf.doings.clear();

        cache.get("c");

        assertThat(shelf.doings).containsExactly("read c", "send b", "settle", "write b");
        assertThat(cache.size()).isEqualTo(2);
        assertThat(cache.unsavedCount()).isEqualTo(1);
    }

    @Test
    void aCustomerWhoDidNotChangeIsNotWritten() throws IOException {
        CustomerCache<CustomerState> cache = cache(1, 10);
        cache.get("a");
        cache.get("b");
        cache.writeBackAll();
        assertThat(shelf.states).isEmpty();
        assertThat(cache.writeBacks()).isZero();
    }

    @Test
    void tooManyChangesAreWrittenBackOldestFirst() throws IOException {
        CustomerCache<CustomerState> cache = cache(10, 2);
        change(cache, "a");
        change(cache, "b");
        assertThat(shelf.states).isEmpty();
        change(cache, "c");
        assertThat(shelf.states).containsOnlyKeys("a");
        change(cache, "b");
        change(cache, "a");
        assertThat(shelf.states).containsOnlyKeys("a", "b");
        assertThat(cache.unsavedCount()).isEqualTo(2);
    }

    @Test
    void beforeABarrierEveryChangeIsWrittenOnce() throws IOException {
        CustomerCache<CustomerState> cache = cache(10, 10);
        for (int i = 0; i < 30; i++) {
            change(cache, "customer-" + i % 5);
        }
        cache.writeBackAll();
        cache.writeBackAll();
        assertThat(cache.writeBacks()).isEqualTo(5);
        assertThat(cache.unsavedCount()).isZero();
    }

    @Test
    void whoLeavesIsNoLongerUnsaved() throws IOException {
        CustomerCache<CustomerState> cache = cache(2, 10_000);
        for (int i = 0; i < 1_000; i++) {
            change(cache, "customer-" + i);
            assertThat(cache.unsavedCount()).isLessThanOrEqualTo(2);
        }
        assertThat(cache.writeBacks()).isEqualTo(998);
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,100", "3,1", "3,2", "3,100", "100,1", "100,100"})
    void whatIsReadIsWhatWasWritten(int capacity, int unsavedLimit) throws IOException {
        SplittableRandom random = new SplittableRandom(7);
        CustomerCache<CustomerState> cache = cache(capacity, unsavedLimit);
        Map<String, Long> counted = new HashMap<>();
        for (int i = 0; i < 2_000; i++) {
            String customerId = "customer-" + random.nextInt(20);
            if (random.nextInt(3) > 0) {
                change(cache, customerId);
                counted.merge(customerId, 1L, Long::sum);
            } else if (random.nextInt(50) == 0) {
                cache.writeBackAll();
            }
            assertThat(activities(cache.get(customerId).state)).isEqualTo(counted.getOrDefault(customerId, 0L));
            assertThat(cache.size()).isLessThanOrEqualTo(capacity);
            assertThat(cache.unsavedCount()).isLessThanOrEqualTo(Math.min(capacity, unsavedLimit));
        }
        cache.writeBackAll();
        shelf.states.forEach(
                (id, state) -> assertThat(activities(LAYOUT.read(state))).isEqualTo(counted.getOrDefault(id, 0L)));
        assertThat(shelf.states.keySet()).containsAll(counted.keySet());
    }

    private CustomerCache<CustomerState> cache(int capacity, int unsavedLimit) {
        return new CustomerCache<>(capacity, unsavedLimit, shelf);
    }

    private void change(CustomerCache<CustomerState> cache, String customerId) throws IOException {
        CachedCustomer<CustomerState> cached = cache.get(customerId);
        Activity activity = Activity.builder()
                .customerId(customerId)
                .source("test")
                .eventId("event-" + events++)
                .kind(ActivityKind.PAGE_VIEW)
                .occurredAtMillis(History.START)
                .arrivedAtMillis(History.START)
                .build();
        cached.state.fold(activity, RULES, SignalListener.NONE);
        cache.changed(cached);
    }

    private static long activities(CustomerState state) {
        return state.isEmpty()
                ? 0
                : new CustomerMeter(CATALOGUE, SmallRiskModel.load())
                        .measure("any", state, Long.MIN_VALUE)
                        .profile()
                        .activities();
    }

    /** A state backend that tells what it was asked. */
    private static final class Shelf implements CustomerCache.Backend<CustomerState> {
        final Map<String, byte[]> states = new HashMap<>();
        final List<String> doings = new ArrayList<>();

        @Override
        public CustomerState read(String customerId) {
            doings.add("read " + customerId);
            byte[] kept = states.get(customerId);
            return kept == null ? new CustomerState() : LAYOUT.read(kept);
        }

        @Override
        public void write(String customerId, CustomerState state) {
            doings.add("write " + customerId);
            states.put(customerId, LAYOUT.write(state));
        }

        @Override
        public void settle(CachedCustomer<CustomerState> cached) {
            doings.add("settle");
        }

        @Override
        public void send(CachedCustomer<CustomerState> cached) {
            doings.add("send " + cached.customerId);
        }
    }
}
