package io.flywheel.pipeline.customer;

import io.flywheel.domain.customer.CustomerState;
import io.flywheel.domain.customer.CustomerStateLayout;
import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import org.jspecify.annotations.Nullable;

/**
 * A bounded write-back cache of customers in front of the state backend.
 *
 * <p>Customers are read once, changed in memory, and written back when they are evicted, when too many of them differ from the backend (oldest first, a few per event, so that a
 * checkpoint never has to write them all), and all of them before a checkpoint's barrier passes. So a checkpoint always holds the whole truth.
 *
 * <p><b>Shape:</b> one instance a subtask, one thread; at most one customer more than its capacity, and nothing of those who left.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
final class CustomerCache {

    private static final int WRITE_BACKS_A_TURN = 2;

    private final int capacity;
    private final int unsavedLimit;
    private final Backend backend;
    private final CustomerStateLayout layout;
    private final LinkedHashMap<String, CachedCustomer> customers = new LinkedHashMap<>(1024, 0.75f, true);
    private final LinkedHashSet<CachedCustomer> unsaved = new LinkedHashSet<>();
    private long misses;
    private long writeBacks;

    /** Where packed customers are kept. */
    interface Backend {
        byte @Nullable [] read(String customerId) throws IOException;

        void write(String customerId, byte[] state) throws IOException;

        /** Lets go of what is not needed any more; called before a customer is packed. */
        void settle(CustomerState state);

        /** Sends the rows of a customer that still has some to send; called before a customer is evicted. */
        void send(CachedCustomer cached) throws IOException;
    }

    CustomerCache(int capacity, int unsavedLimit, Backend backend, CustomerStateLayout layout) {
        this.capacity = capacity;
        this.unsavedLimit = unsavedLimit;
        this.backend = backend;
        this.layout = layout;
    }

    CachedCustomer get(String customerId) throws IOException {
        CachedCustomer cached = customers.get(customerId);
        if (cached == null) {
            misses++;
            byte[] packed = backend.read(customerId);
            cached = new CachedCustomer(customerId, packed == null ? new CustomerState() : layout.read(packed));
            customers.put(customerId, cached);
            if (customers.size() > capacity) {
                evictEldest();
            }
        }
        return cached;
    }

    /** Notes that a customer changed, and writes a few older changes back if there are too many. */
    void changed(CachedCustomer cached) throws IOException {
        if (!cached.unsaved) {
            cached.unsaved = true;
            unsaved.add(cached);
        }
        for (int i = 0; i < WRITE_BACKS_A_TURN && unsaved.size() > unsavedLimit; i++) {
            writeBack(unsaved.iterator().next());
        }
    }

    void writeBackAll() throws IOException {
        while (!unsaved.isEmpty()) {
            writeBack(unsaved.iterator().next());
        }
    }

    int size() {
        return customers.size();
    }

    int unsavedCount() {
        return unsaved.size();
    }

    long misses() {
        return misses;
    }

    long writeBacks() {
        return writeBacks;
    }

    private void evictEldest() throws IOException {
        Iterator<CachedCustomer> eldest = customers.values().iterator();
        CachedCustomer cached = eldest.next();
        backend.send(cached);
        writeBack(cached);
        eldest.remove();
    }

    /** Does nothing for a customer that the backend has the latest of. */
    private void writeBack(CachedCustomer cached) throws IOException {
        if (!cached.unsaved) {
            return;
        }
        backend.settle(cached.state);
        backend.write(cached.customerId, layout.write(cached.state));
        cached.unsaved = false;
        unsaved.remove(cached);
        writeBacks++;
    }
}
