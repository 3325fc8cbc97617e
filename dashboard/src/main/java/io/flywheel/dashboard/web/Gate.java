package io.flywheel.dashboard.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.handlers.CookieImpl;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import io.undertow.util.StatusCodes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who is let in, and what a browser may do with what it gets.
 *
 * <p><b>Shape:</b> only GET and HEAD, and POST of what {@link AlertDesk} takes; only under the names of this server, so that no foreign page can reach it by a name of its own (DNS rebinding); with a
 * token, only who shows it: as {@code Authorization: Bearer}, or once as {@code ?token=}, which is turned into a cookie that scripts can not read.
 */
final class Gate implements HttpHandler {

    /** Nothing from elsewhere, nothing inline, and text never becomes markup. */
    static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'none'; base-uri 'none'; form-action 'none'; "
                    + "frame-ancestors 'none'; require-trusted-types-for 'script'";

    /** RFC 9110: this server does not answer under that name. */
    private static final int MISDIRECTED = 421;

    private static final String COOKIE = "flywheel-token";
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

    private final Set<String> hosts;
    private final @Nullable String token;
    private final HttpHandler inside;

    Gate(Set<String> hosts, @Nullable String token, HttpHandler inside) {
        this.hosts = hosts;
        this.token = token;
        this.inside = inside;
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws Exception {
        HeaderMap headers = exchange.getResponseHeaders();
        headers.put(HttpString.tryFromString("Content-Security-Policy"), CONTENT_SECURITY_POLICY);
        headers.put(HttpString.tryFromString("X-Content-Type-Options"), "nosniff");
        headers.put(HttpString.tryFromString("Referrer-Policy"), "no-referrer");
        headers.put(HttpString.tryFromString("Cross-Origin-Resource-Policy"), "same-origin");
        headers.put(HttpString.tryFromString("Cross-Origin-Opener-Policy"), "same-origin");
        headers.put(Headers.CACHE_CONTROL, "no-store");
        if (!isAllowed(exchange)) {
            headers.put(Headers.ALLOW, "GET, HEAD");
            refuse(exchange, StatusCodes.METHOD_NOT_ALLOWED, "this page only reads");
        } else if (!isOurName(exchange.getHostName())) {
            refuse(exchange, MISDIRECTED, "this server is not known under that name");
        } else if (token == null || mayEnter(exchange, token)) {
            inside.handleRequest(exchange);
        } else if (isRight(token, queried(exchange))) {
            giveCookie(exchange, token);
        } else {
            headers.put(Headers.WWW_AUTHENTICATE, "Bearer");
            refuse(
                    exchange,
                    StatusCodes.UNAUTHORIZED,
                    "open the page once with ?token=, the token that its server was started with");
        }
    }

    private static boolean isAllowed(HttpServerExchange exchange) {
        HttpString method = exchange.getRequestMethod();
        String path = exchange.getRequestPath();
        return method.equals(Methods.GET)
                || method.equals(Methods.HEAD)
                || method.equals(Methods.POST)
                        && (path.equals(AlertDesk.ACKNOWLEDGE) || path.equals(AlertDesk.SILENCE));
    }

    private boolean isOurName(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(name) || hosts.contains(name);
    }

    private static boolean mayEnter(HttpServerExchange exchange, String token) {
        String header = exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION);
        if (header != null && header.startsWith("Bearer ")) {
            return isRight(token, header.substring("Bearer ".length()));
        }
        var cookie = exchange.getRequestCookie(COOKIE);
        return cookie != null && isRight(token, cookie.getValue());
    }

    private static @Nullable String queried(HttpServerExchange exchange) {
        var values = exchange.getQueryParameters().get("token");
        return values == null ? null : values.peekFirst();
    }

    private static boolean isRight(String token, @Nullable String shown) {
        // takes the same time however much of it is right
        return shown != null
                && MessageDigest.isEqual(
                        token.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

    private static void giveCookie(HttpServerExchange exchange, String token) {
        exchange.setResponseCookie(new CookieImpl(COOKIE, token)
                .setHttpOnly(true)
                .setSameSiteMode("Strict")
                .setPath("/")
                .setSecure(exchange.getRequestScheme().equals("https")));
        exchange.setStatusCode(StatusCodes.SEE_OTHER);
        exchange.getResponseHeaders().put(Headers.LOCATION, "/");
        exchange.endExchange();
    }

    private static void refuse(HttpServerExchange exchange, int code, String why) {
        exchange.setStatusCode(code);
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, "text/plain; charset=utf-8");
        exchange.getResponseSender().send(why + "\n");
    }
}
