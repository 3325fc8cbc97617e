package io.flywheel.notifier.delivery;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.regex.Pattern;

/**
 * Sends JSON by HTTP and says whether it was taken.
 *
 * <p><b>Shape:</b> redirects are not followed: whoever could redirect could read. Neither the address nor the answer's text is told on, for both may hold secrets.
 *
 * <p><b>Units:</b> an attempt ends after 5 s.
 */
public final class Post {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration LONGEST_REST = Duration.ofMinutes(10);
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}");
    private static final int TOO_MANY = 429;

    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    CompletableFuture<Outcome> send(URI address, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json; charset=utf-8")
                .header("User-Agent", "flywheel-notifier")
                .POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return client.sendAsync(request.build(), BodyHandlers.discarding())
                .handle((answer, thrown) -> thrown == null ? outcome(answer) : outcome(thrown));
    }

    private static Outcome outcome(HttpResponse<Void> answer) {
        int status = answer.statusCode();
        if (status >= 200 && status < 300) {
            return Outcome.DELIVERED;
        }
        String rest = answer.headers().firstValue("Retry-After").orElse("");
        boolean asksForRest =
                (status == TOO_MANY || status >= 500) && SECONDS.matcher(rest).matches();
        Duration asked = asksForRest ? Duration.ofSeconds(Long.parseLong(rest)) : null;
        return new Outcome(
                Outcome.Result.REFUSED,
                "answered with status " + status,
                asked == null || asked.compareTo(LONGEST_REST) < 0 ? asked : LONGEST_REST);
    }

    private static Outcome outcome(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof HttpConnectTimeoutException
                || cause instanceof ConnectException
                || cause instanceof UnresolvedAddressException) {
            return Outcome.refused("can not be reached");
        }
        if (cause instanceof HttpTimeoutException) {
            return Outcome.unknown("did not answer within " + PATIENCE.toSeconds() + " s");
        }
        return cause instanceof IOException
                ? Outcome.unknown("the connection broke: " + cause.getClass().getSimpleName())
                : Outcome.unknown("the attempt ended with " + cause.getClass().getSimpleName());
    }
}
