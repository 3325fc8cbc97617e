package io.flywheel.local.home;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** Chooses and checks the loopback ports of a local run, so that a taken port is a clear message and not a part that never starts. */
public final class LoopbackPorts {

    /** Bound by the address, not by name, because a name may also stand for an address that others can reach. */
    public static final String HOST = "127.0.0.1";

    /**
     * Below the ports that systems lend to outgoing connections (from 32768 on Linux, from 49152 elsewhere): such a connection, of whatever process, could take a port after it was
     * chosen and before a server listens there, or while a server that is to come back is away.
     */
    private static final int FIRST_FREE = 20_000;

    private static final int FREE_PORTS = 10_000;

    /** Far from each other for processes that were started one after the other, so that two that choose at once do not choose the same. */
    private static final AtomicInteger NEXT =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 7_919 % FREE_PORTS));

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
        for (int tried = 0; tried < FREE_PORTS; tried++) {
            int port = FIRST_FREE + Math.floorMod(NEXT.getAndIncrement(), FREE_PORTS);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "no free port on " + HOST + " from " + FIRST_FREE + " to " + (FIRST_FREE + FREE_PORTS - 1));
    }

    private static ServerSocket open(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        // A port left in TIME_WAIT by the run before is free for us, as it is for PostgreSQL and Kafka.
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        return socket;
    }
}
