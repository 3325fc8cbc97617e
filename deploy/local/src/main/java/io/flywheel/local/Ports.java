package io.flywheel.local;

/** Ports on loopback of the parts of a run that listen; 0 takes any free one. */
public record Ports(int web, int kafka, int postgres, int page) {

    public static Ports anyFree() {
        return new Ports(0, 0, 0, 0);
    }
}
