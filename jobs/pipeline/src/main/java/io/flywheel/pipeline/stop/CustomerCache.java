package io.flywheel.pipeline.stop;

import java.io.IOException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;

/**
 * A bounded write-back cache of customers in front of the state backend.
 *
 * <p>Customers are read once, changed in memory, and written back when they are evicted, when too many of them differ from the backend (oldest first, a few per event, so that a
 * checkpoint never has to write them all), and all of them before a checkpoint's barrier passes. So a checkpoint always holds the whole truth.
 *
 * <p><b>Shape:</b> {@code S} is what is known of a customer; one instance a subtask, one thread; at most one customer more than its capacity, and nothing of those who left.
 *
 * <p><b>Source:</b> docs/decisions/0006-customer-state.md.
 */
public final class CustomerCache<S> {

    private static final int WRITE_BACKS_A_TURN = 2;

    private final int capacity;
    private final int unsavedLimit;
    private final Backend<S> backend;
    private final LinkedHashMap<String, CachedCustomer<S>> customers = new LinkedHashMap<>(1024, 0.75f, true);
    private final LinkedHashSet<CachedCustomer<S>> unsaved = new LinkedHashSet<>();
    private long misses;
    private long writeBacks;

    /** Where customers are kept. */
    public interface Backend<S> {
        /** What is kept of a customer, or what nothing is known of yet. */
        S read(String customerId) throws IOException;

        void write(String customerId, S state) throws IOException;

        /** Lets go of what is not needed any more; called before a customer is written. */
        void settle(CachedCustomer<S> cached);

        /** Sends the rows of a customer that still has some to send; called before a customer is evicted. */
        void send(CachedCustomer<S> cached) throws IOException;
    }

    public CustomerCache(int capacity, int unsavedLimit, Backend<S> backend) {
        this.capacity = capacity;
        this.unsavedLimit = unsavedLimit;
        this.backend = backend;
    }

    public CachedCustomer<S> get(String customerId) throws IOException {
        CachedCustomer<S> cached = customers.get(customerId);
        if (cached == null) {
            misses++;
            cached = new CachedCustomer<>(customerId, backend.read(customerId));
            customers.put(customerId, cached);
            if (customers.size() > capacity) {
                evictEldest();
            }
        }
        return cached;
    }

    /** Notes that a customer changed, and writes a few older changes back if there are too many. */
    public void changed(CachedCustomer<S> cached) throws IOException {
        if (!cached.unsaved) {
            cached.unsaved = true;
            unsaved.add(cached);
        }
        for (int i = 0; i < WRITE_BACKS_A_TURN && unsaved.size() > unsavedLimit; i++) {
            writeBack(unsaved.iterator().next());
        }
    }

    public void writeBackAll() throws IOException {
        while (!unsaved.isEmpty()) {
            writeBack(unsaved.iterator().next());
        }
    }

    /** Forgets what is cached of a customer, and saves it no more. */
    void forget(String customerId) {
        CachedCustomer<S> cached = customers.remove(customerId);
        if (cached != null) {
            unsaved.remove(cached);
        }
    }

    public int size() {
        return customers.size();
    }

    public int unsavedCount() {
        return unsaved.size();
    }

    public long misses() {
        return misses;
    }

    public long writeBacks() {
        return writeBacks;
    }

    private void evictEldest() throws IOException {
        Iterator<CachedCustomer<S>> eldest = customers.values().iterator();
        CachedCustomer<S> cached = eldest.next();
        backend.send(cached);
        writeBack(cached);
        eldest.remove();
    }

    /** Does nothing for a customer that the backend has the latest of. */
    private void writeBack(CachedCustomer<S> cached) throws IOException {
        if (!cached.unsaved) {
            return;
        }
        backend.settle(cached);
        backend.write(cached.customerId, cached.state);
        cached.unsaved = false;
        unsaved.remove(cached);
        writeBacks++;
    }
}
