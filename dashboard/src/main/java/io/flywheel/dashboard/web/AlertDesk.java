package io.flywheel.dashboard.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.flywheel.dashboard.actions.AlertActions;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.StatusCodes;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Takes what viewers want done about alerts.
 *
 * <p><b>Shape:</b> POST of JSON, and only from this page itself: the request states the page's own origin and shows the proof that the page was given. A foreign
 * page can do neither without asking first, and is never allowed to.
 * <p><b>Errors:</b> JSON with a reason {@code why}: 400 for what can not be read, 403 for another origin or no proof, 409 when nothing is wired or the act was
 * refused, 415 for another type.
 */
final class AlertDesk {

    static final String ACKNOWLEDGE = "/api/v1/alerts/acknowledge";
    static final String SILENCE = "/api/v1/alerts/silence";

    private static final HttpString PROOF = HttpString.tryFromString("X-Flywheel-Page");
    private static final HttpString FETCH_SITE = HttpString.tryFromString("Sec-Fetch-Site");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_TEXT = 200;
    private static final int MOST_LABELS = 20;
    private static final int LONGEST_SILENCE_HOURS = 168;

    private final @Nullable AlertActions actions;
    private final PageProof proof;
    private final Clock clock;

    AlertDesk(@Nullable AlertActions actions, PageProof proof, Clock clock) {
        this.actions = actions;
        this.proof = proof;
        this.clock = clock;
    }

    /** Whether anything can be done here, and the proof for who does it. */
    void access(HttpServerExchange exchange) {
        answer(
                exchange,
                StatusCodes.OK,
                JSON.createObjectNode().put("wired", actions != null).put("token", proof.text()));
    }

    void acknowledge(HttpServerExchange exchange) throws IOException {
        act(exchange, (wired, wish) -> {
            String fingerprint = text(wish, "fingerprint");
            long episode = wish.path("episode").asLong();
            if (!fingerprint.matches("[0-9a-f]{64}") || episode < 1) {
                throw new AlertActions.Refused("name the alert by its fingerprint and episode");
            }
            wired.acknowledge(fingerprint, episode, author(wish), text(wish, "comment"));
        });
    }

    void silence(HttpServerExchange exchange) throws IOException {
        act(exchange, (wired, wish) -> {
            int hours = wish.path("hours").asInt();
            if (hours < 1 || hours > LONGEST_SILENCE_HOURS) {
                throw new AlertActions.Refused("a silence lasts 1 to " + LONGEST_SILENCE_HOURS + " hours");
            }
            wired.silence(
                    labels(wish), clock.instant().plus(Duration.ofHours(hours)), author(wish), text(wish, "comment"));
        });
    }

    @FunctionalInterface
    private interface Act {
        void on(AlertActions wired, JsonNode wish) throws AlertActions.Refused;
    }

    private void act(HttpServerExchange exchange, Act act) throws IOException {
        AlertActions wired = actions;
        String type = exchange.getRequestHeaders().getFirst(Headers.CONTENT_TYPE);
        if (type == null || !type.startsWith("application/json")) {
            refuse(exchange, StatusCodes.UNSUPPORTED_MEDIA_TYPE, "send JSON");
        } else if (!isFromThisPage(exchange)
                || !proof.isRight(exchange.getRequestHeaders().getFirst(PROOF))) {
            refuse(exchange, StatusCodes.FORBIDDEN, "only this page itself may ask for that; open it again");
        } else if (wired == null) {
            refuse(exchange, StatusCodes.CONFLICT, "this page only reads; use ./flywheel alerts");
        } else {
            try {
                act.on(wired, JSON.readTree(exchange.getInputStream().readAllBytes()));
                answer(exchange, StatusCodes.OK, JSON.createObjectNode().put("done", true));
            } catch (JsonProcessingException unreadable) {
                refuse(exchange, StatusCodes.BAD_REQUEST, "that is no JSON");
            } catch (AlertActions.Refused refused) {
                refuse(exchange, StatusCodes.CONFLICT, String.valueOf(refused.getMessage()));
            }
        }
    }

    private static boolean isFromThisPage(HttpServerExchange exchange) {
        String origin = exchange.getRequestHeaders().getFirst(Headers.ORIGIN);
        String site = exchange.getRequestHeaders().getFirst(FETCH_SITE);
        if (origin == null || site != null && !site.equals("same-origin")) {
            return false;
        }
        try {
            return exchange.getHostAndPort().equals(URI.create(origin).getAuthority());
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static String author(JsonNode wish) {
        String stated = text(wish, "author");
        return stated.isBlank() ? "live page" : stated;
    }

    private static String text(JsonNode wish, String name) {
        String stated = wish.path(name).asText("");
        return stated.length() <= LONGEST_TEXT ? stated : stated.substring(0, LONGEST_TEXT);
    }

    private static Map<String, String> labels(JsonNode wish) throws AlertActions.Refused {
        Map<String, String> labels = new TreeMap<>();
        wish.path("matchers")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        if (labels.isEmpty() || labels.size() > MOST_LABELS) {
            throw new AlertActions.Refused("a silence names 1 to " + MOST_LABELS + " labels");
        }
        return labels;
    }

    private static void refuse(HttpServerExchange exchange, int code, String why) {
        answer(exchange, code, JSON.createObjectNode().put("why", why));
    }

    private static void answer(HttpServerExchange exchange, int code, JsonNode body) {
        exchange.setStatusCode(code);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "application/json");
        exchange.getResponseSender().send(body.toString());
    }
}
