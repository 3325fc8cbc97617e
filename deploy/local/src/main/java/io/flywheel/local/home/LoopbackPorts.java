package io.flywheel.local.home;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Chooses and checks the loopback ports of a local run, so that a taken port is a clear message and not a part that never starts. */
public final class LoopbackPorts {

    /** Bound by the address, not by name, because a name may also stand for an address that others can reach. */
    public static final String HOST = "127.0.0.1";

    private LoopbackPorts() {}

    /**
     * The port that was asked for, or a free one for 0.
     *
     * <p><b>Errors:</b> {@link Failure} with {@link ErrorCode#PORT_IN_USE} that names the part which wanted it.
     */
    public static int choose(String part, int asked) {
        if (asked == 0) {
            return free();
        }
        if (!isFree(asked)) {
            throw new Failure(
                    ErrorCode.PORT_IN_USE,
                    part + " can not listen on " + HOST + ":" + asked,
                    "another process listens there",
                    "end that process, or ask for another port (0 takes any free one)");
        }
        return asked;
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = open(port)) {
            return socket.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static int free() {
        try (ServerSocket socket = open(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port on " + HOST, e);
        }
    }

    private static ServerSocket open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        // A port left in TIME_WAIT by the run before is free for us, as it is for PostgreSQL and Kafka.
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        return socket;
    }
}
