package io.flywheel.scenarios.invented;

/**
 * How a customer tends to behave: how much goes wrong for them, how fast they move on, how gladly they speak of it.
 *
 * <p><b>Units:</b> all are probabilities from 0 to 1 at one doing of the customer: {@code friction} that it is something that rubs,
 * {@code drive} that they take a step towards buying, {@code advocacy} that they recommend, {@code departure} that they move towards
 * leaving.
 */
enum Temperament {
    HEALTHY(0.03, 0.25, 0.03, 0.0),
    CHAMPION(0.01, 0.40, 0.15, 0.0),
    CASUAL(0.05, 0.10, 0.01, 0.002),
    CHURNING(0.25, 0.08, 0.0, 0.04);

    private final double friction;
    private final double drive;
    private final double advocacy;
    private final double departure;

    Temperament(double friction, double drive, double advocacy, double departure) {
        this.friction = friction;
        this.drive = drive;
        this.advocacy = advocacy;
        this.departure = departure;
    }

    double friction() {
        return friction;
    }

    double drive() {
        return drive;
    }

    double advocacy() {
        return advocacy;
    }

    double departure() {
        return departure;
    }
}
