package io.flywheel.pipeline.customer;

import io.flywheel.domain.customer.CustomerState;

/** A customer in the cache, and whether state backend and tables have their latest. */
final class CachedCustomer {

    final String customerId;
    final CustomerState state;
    boolean unsaved;
    boolean unsent;

    CachedCustomer(String customerId, CustomerState state) {
        this.customerId = customerId;
        this.state = state;
    }
}
