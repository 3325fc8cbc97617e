package io.flywheel.app.catalogue;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the signal catalogue from YAML.
 *
 * <p><b>Shape:</b> text in, the catalogue of the domain out.
 *
 * <p><b>Errors:</b> {@link InvalidFileException} with every problem of the file, each with line and column.
 *
 * <p><b>Source:</b> docs/reference/signals.md, "Catalogue".
 */
public final class CatalogueFile {

    private static final String BUILT_IN = "catalogue.yaml";
    private static final Set<String> TOP = Set.of("version", "classes", "revenue", "signals");

    private final List<Problem> problems = new ArrayList<>();
    private final YamlTree root;

    private CatalogueFile(String name, String text) {
        this.root = YamlTree.parse(name, text, problems);
    }

    /** The text of the catalogue that comes with the jobs. */
    public static String builtIn() {
        try (InputStream in = CatalogueFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the job jar lacks its signal catalogue " + BUILT_IN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Reads a catalogue; {@code name} is what problems call the file. */
    public static SignalCatalogue parse(String name, String text) {
        return new CatalogueFile(name, text).read();
    }

    private SignalCatalogue read() {
        Fields top = new Fields(root, TOP);
        int version = (int) top.whole("version", 1, Integer.MAX_VALUE);
        Map<String, HalfLifeClass> classes = classes(root.child("classes"));
        YamlTree revenue = root.child("revenue");
        Fields money = new Fields(revenue, Set.of("typical_minor", "typical_other_minor", "value_events", "refunds"));
        Map<String, Long> typical = typicalRevenue(revenue.child("typical_minor"));
        long other = money.whole("typical_other_minor", 1, Long.MAX_VALUE);
        Set<ActivityKind> valueEvents = Fields.kinds(revenue.child("value_events"));
        Set<ActivityKind> refunds = Fields.kinds(revenue.child("refunds"));
        List<SignalRule> rules = rules(root.child("signals"), classes);
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        try {
            return new SignalCatalogue(
                    version, List.copyOf(classes.values()), rules, typical, other, valueEvents, refunds);
        } catch (IllegalArgumentException e) {
            root.problem(String.valueOf(e.getMessage()));
            throw new InvalidFileException(problems);
        }
    }

    private static Map<String, HalfLifeClass> classes(YamlTree list) {
        Map<String, HalfLifeClass> classes = new LinkedHashMap<>();
        for (YamlTree entry : list.list()) {
            Fields fields = new Fields(entry, Set.of("name", "half_life_days", "saturation_per_day"));
            String name = fields.word("name");
            double days = fields.number("half_life_days", 0.01, 3650);
            double saturation =
                    entry.child("saturation_per_day").isPresent() ? fields.number("saturation_per_day", 0.001, 1e6) : 0;
            if (!name.isEmpty() && days > 0) {
                HalfLifeClass halfLife = new HalfLifeClass(
                        name, Math.round(days * Duration.ofDays(1).toMillis()), saturation);
                if (classes.put(name, halfLife) != null) {
                    entry.problem("the class '" + name + "' stands here a second time; remove one");
                }
            }
        }
        if (classes.isEmpty()) {
            list.problem("at least one half-life class is needed");
        }
        return classes;
    }

    private static Map<String, Long> typicalRevenue(YamlTree map) {
        Map<String, Long> typical = new HashMap<>();
        Fields fields = new Fields(map, map.map().keySet());
        for (String currency : map.map().keySet()) {
            typical.put(currency, fields.whole(currency, 1, Long.MAX_VALUE));
        }
        return typical;
    }

    private static List<SignalRule> rules(YamlTree list, Map<String, HalfLifeClass> classes) {
        List<SignalRule> rules = new ArrayList<>();
        Map<Integer, SignalRule> firstOfId = new HashMap<>();
        Map<String, Integer> idOfName = new HashMap<>();
        for (YamlTree entry : list.list()) {
            for (SignalRule rule : new RuleEntry(entry, classes).rules()) {
                SignalRule first = firstOfId.putIfAbsent(rule.id(), rule);
                Integer id = idOfName.putIfAbsent(rule.name(), rule.id());
                if (first != null && !SignalCatalogue.sameSignal(first, rule)) {
                    entry.problem(
                            "id " + rule.id() + " is also that of '" + first.name()
                                    + "'; rules of one signal agree in name, side, class, phase, department and standing friction");
                } else if (id != null && id != rule.id()) {
                    entry.problem(
                            "the signal '" + rule.name() + "' has id " + id + " elsewhere; one signal has one id");
                } else {
                    rules.add(rule);
                }
            }
        }
        return rules;
    }
}
