package io.flywheel.domain.alert;

import io.flywheel.domain.packing.Sha256;
import io.flywheel.domain.wheel.spot.Spot;
import io.flywheel.domain.wheel.window.Grain;
import io.flywheel.domain.wheel.window.Series;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whom or what an alert is about, by labels that never change.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Fingerprints".
 */
public record AlertSubject(Scope scope, Map<String, String> labels) {

    /** Labels of what alerts are about. */
    public static final String CUSTOMER_ID = "customer_id";

    public static final String GRAIN = "grain";
    public static final String DIM_TYPE = "dim_type";
    public static final String DIM_VALUE = "dim_value";
    public static final String SIGNAL_TYPE = "signal_type";

    /** The label with the name of the rule. */
    public static final String RULE = "rule";

    public AlertSubject {
        labels = Map.copyOf(labels);
    }

    public static AlertSubject customer(String customerId) {
        return new AlertSubject(Scope.CUSTOMER, Map.of(CUSTOMER_ID, customerId));
    }

    public static AlertSubject window(Grain grain, Series series) {
        return new AlertSubject(
                Scope.WINDOW,
                Map.of(GRAIN, grain.word(), DIM_TYPE, series.dimension().word(), DIM_VALUE, series.value()));
    }

    /** A type of friction at a place. */
    public static AlertSubject hotspot(Spot spot, String signalType) {
        return new AlertSubject(
                Scope.HOTSPOT,
                Map.of(DIM_TYPE, spot.dimension().word(), DIM_VALUE, spot.value(), SIGNAL_TYPE, signalType));
    }

    /** The labels of a rule's alert about this subject, sorted. */
    public SortedMap<String, String> labels(String rule) {
        SortedMap<String, String> all = new TreeMap<>(labels);
        all.put(RULE, rule);
        return all;
    }

    /**
     * What a rule's alert about this subject is known by: SHA-256 over its sorted labels, in hexadecimal digits. Scores and severity are no part of it, so it stays the same as they change.
     *
     * <p><b>Shape:</b> each name and value goes in with its length before it, so that no two sets of labels look alike.
     */
    public String fingerprint(String rule) {
        MessageDigest digest = Sha256.digest();
        labels(rule).forEach((name, value) -> {
            update(digest, name);
            update(digest, value);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
        digest.update(bytes);
    }
}
