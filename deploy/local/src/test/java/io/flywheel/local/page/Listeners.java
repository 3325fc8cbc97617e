package io.flywheel.local.page;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Many viewers of the stream of a page, on one thread: what each was told is counted, not kept. */
final class Listeners implements AutoCloseable {

    private static final Pattern ROUND = Pattern.compile("id:[0-9]+\\.([0-9]+)");

    private final Selector selector;
    private final int[] ticks;
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16);
    private long latestRound;
    private boolean lost;

    private Listeners(int count) throws IOException {
        selector = Selector.open();
        ticks = new int[count];
    }

    static Listeners open(URI page, int count) throws IOException {
        Listeners listeners = new Listeners(count);
        String request = "GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1:" + page.getPort()
                + "\r\nAccept: text/event-stream\r\n\r\n";
        for (int viewer = 0; viewer < count; viewer++) {
            SocketChannel channel =
                    SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), page.getPort()));
            ByteBuffer words = ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII));
            while (words.hasRemaining()) {
                var unused = channel.write(words);
            }
            channel.configureBlocking(false);
            channel.register(listeners.selector, SelectionKey.OP_READ, viewer);
        }
        return listeners;
    }

    /** Reads for this long. */
    void listen(Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end && !lost) {
            selector.select(200);
            for (SelectionKey key : selector.selectedKeys()) {
                read(key);
            }
            selector.selectedKeys().clear();
        }
    }

    private void read(SelectionKey key) throws IOException {
        buffer.clear();
        int bytes = ((SocketChannel) key.channel()).read(buffer);
        if (bytes < 0) {
            lost = true;
            key.cancel();
            return;
        }
        String text = new String(buffer.array(), 0, bytes, StandardCharsets.UTF_8);
        int viewer = (Integer) key.attachment();
        for (int at = text.indexOf("event:tick"); at >= 0; at = text.indexOf("event:tick", at + 1)) {
            ticks[viewer]++;
        }
        if (viewer == 0) {
            Matcher round = ROUND.matcher(text);
            while (round.find()) {
                latestRound = Math.max(latestRound, Long.parseLong(round.group(1)));
            }
        }
    }

    /** Signs of life that the viewer with the fewest has got. */
    int fewestTicks() {
        return Arrays.stream(ticks).min().orElse(0);
    }

    /** Rounds of questions to the database since the page was started. */
    long rounds() {
        return latestRound;
    }

    boolean someoneWasLost() {
        return lost;
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
