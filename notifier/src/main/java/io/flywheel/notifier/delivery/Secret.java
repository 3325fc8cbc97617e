package io.flywheel.notifier.delivery;

import java.io.IOException;

/** A secret that is read when it is needed, so that it can be rotated. Its text form says where it is, never what. */
@FunctionalInterface
public interface Secret {
    String read() throws IOException;
}
