package io.flywheel.pipeline.stop;

/** A customer in the cache, and whether state backend and tables have their latest. */
public final class CachedCustomer<S> {

    public final String customerId;
    public final S state;
    boolean unsaved;
    public boolean unsent;

    CachedCustomer(String customerId, S state) {
        this.customerId = customerId;
        this.state = state;
    }
}
