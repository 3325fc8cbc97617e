package io.flywheel.dashboard.web;

import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.StatusCodes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The files of the page, read once from the program itself, packed once.
 *
 * <p><b>Shape:</b> only files of the list are served, so no path leads elsewhere. A browser that has a file already is told so by its ETag.
 */
final class PageFiles implements HttpHandler {

    static final List<String> NAMES = List.of(
            "index.html",
            "page.css",
            "icon.svg",
            "app.js",
            "messages.json",
            "vendor/uPlot.iife.min.js",
            "vendor/uPlot.LICENSE.txt");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, PageFile> files = new LinkedHashMap<>();

    PageFiles() {
        for (String name : NAMES) {
            files.put("/" + name, PageFile.of(name));
        }
    }

    /** One file: as it is, packed, and the name of this version of it. */
    private static final class PageFile {

        private final String type;
        private final byte[] plain;
        private final byte[] packed;
        private final String version;

        private PageFile(String type, byte[] plain, byte[] packed, String version) {
            this.type = type;
            this.plain = plain;
            this.packed = packed;
            this.version = version;
        }

        static PageFile of(String name) {
            try {
                byte[] plain = lean(name, PageParts.whole(name));
                String ending = name.substring(name.lastIndexOf('.') + 1);
                String type = TYPES.getOrDefault(ending, "application/octet-stream");
                return new PageFile(type, plain, pack(plain), "\"" + fingerprint(plain) + "\"");
            } catch (IOException e) {
                throw new UncheckedIOException("the program's own file " + name + " can not be read", e);
            }
        }

        /** Comments and indentation are for who reads the program, not for who looks at the page. What was taken from elsewhere stays as it was. */
        private static byte[] lean(String name, byte[] whole) {
            if (name.startsWith("vendor/") || !name.endsWith(".js") && !name.endsWith(".css")) {
                return whole;
            }
            return new String(whole, StandardCharsets.UTF_8)
                    .replaceAll("(?m)^[ \\t]+", "")
                    .replaceAll("(?ms)^/\\*\\*.*?\\*/\\R", "")
                    .replaceAll("(?m)^//.*\\R", "")
                    .replaceAll("\\R{2,}", "\n")
                    .getBytes(StandardCharsets.UTF_8);
        }

        private static byte[] pack(byte[] plain) throws IOException {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream gzip = new Smallest(packed)) {
                gzip.write(plain);
            }
            return packed.toByteArray();
        }

        /** Packed once and sent often: size counts, time does not. */
        private static final class Smallest extends GZIPOutputStream {

            private Smallest(OutputStream packed) throws IOException {
                super(packed);
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }

        private static String fingerprint(byte[] content) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(content));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every Java has SHA-256", e);
            }
        }
    }

    /** Bytes over the wire of everything that is served, in all languages. */
    long packedBytes() {
        return files.values().stream().mapToLong(file -> file.packed.length).sum();
    }

    /** A file as a browser is given it. */
    String plain(String name) {
        return new String(Objects.requireNonNull(files.get("/" + name), name).plain, StandardCharsets.UTF_8);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        String path = exchange.getRequestPath();
        @Nullable PageFile file = files.get(path.equals("/") ? "/index.html" : path);
        if (file == null) {
            exchange.setStatusCode(StatusCodes.NOT_FOUND);
            exchange.endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CACHE_CONTROL, "no-cache");
        exchange.getResponseHeaders().put(Headers.ETAG, file.version);
        exchange.getResponseHeaders().put(Headers.VARY, "Accept-Encoding");
        if (file.version.equals(exchange.getRequestHeaders().getFirst(Headers.IF_NONE_MATCH))) {
            exchange.setStatusCode(StatusCodes.NOT_MODIFIED);
            exchange.endExchange();
            return;
        }
        exchange.getResponseHeaders().put(Headers.CONTENT_TYPE, file.type);
        String accepted = exchange.getRequestHeaders().getFirst(Headers.ACCEPT_ENCODING);
        if (accepted != null && accepted.contains("gzip")) {
            exchange.getResponseHeaders().put(Headers.CONTENT_ENCODING, "gzip");
            exchange.getResponseSender().send(ByteBuffer.wrap(file.packed));
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(file.plain));
        }
    }
}
