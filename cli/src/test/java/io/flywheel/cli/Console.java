package io.flywheel.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Properties;

/** A command line without a process: what went in, and what came out on both sides. */
final class Console {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Product product;
    private final Map<String, String> environment;

    Console(Product product, Map<String, String> environment) {
        this.product = product;
        this.environment = environment;
    }

    int run(String... arguments) {
        Properties system = new Properties();
        system.setProperty("user.home", System.getProperty("java.io.tmpdir"));
        Surroundings surroundings = new Surroundings(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                environment,
                system,
                false,
                Clock.fixed(NOW, ZoneOffset.UTC),
                NOW);
        return Flywheel.run(arguments, product, surroundings);
    }

    String out() {
        return out.toString();
    }

    String err() {
        return err.toString();
    }
}
