package io.flywheel.app.decode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A registry that answers what it is told to, to see what a real one can not be made to answer. What a real one does answer is shown by {@link RegistryIT}. */
final class FaultyRegistry implements AutoCloseable {

    private static final String JSON = "application/json";

    private final HttpServer server;
    private final Queue<Answer> answers = new ArrayDeque<>();
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private Answer usual = new Answer(404, JSON, "{\"error_code\":40403,\"message\":\"Schema not found\"}", false);

    private record Answer(int status, String type, String body, boolean withheld) {}

    FaultyRegistry() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/apis/ccompat/v7";
    }

    /** From now on the answer to everything. */
    synchronized void answers(int status, String json) {
        usual = new Answer(status, JSON, json, false);
    }

    synchronized void answersWithAPage(int status) {
        usual = new Answer(status, "text/html", "<!doctype html><title>Sign in</title>", false);
    }

    synchronized void doesNotAnswer() {
        usual = new Answer(200, JSON, "", true);
    }

    /** The next answers, before the usual one. */
    synchronized void firstAnswers(int times, int status) {
        for (int i = 0; i < times; i++) {
            answers.add(new Answer(status, JSON, "{}", false));
        }
    }

    /** Method and path of every request so far. */
    List<String> asked() {
        return List.copyOf(asked);
    }

    private synchronized Answer next() {
        Answer first = answers.poll();
        return first == null ? usual : first;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
            exchange.getRequestBody().readAllBytes();
            Answer answer = next();
            if (answer.withheld()) {
                awaitClose();
                return;
            }
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", answer.type());
            exchange.sendResponseHeaders(answer.status(), body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void awaitClose() {
        try {
            closed.await(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
