package io.flywheel.app.rules;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.alert.AlertRule;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.alert.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the rules of alerts from YAML.
 *
 * <p><b>Shape:</b> text in, the rules of the domain out, their expressions compiled.
 *
 * <p><b>Errors:</b> {@link InvalidFileException} with every problem of the file, each with line and column; those of an expression with a caret.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Rules".
 */
public final class RuleFile {

    private static final String BUILT_IN = "rules.yaml";
    private static final Set<String> TOP = Set.of("version", "rules");

    private final List<Problem> problems = new ArrayList<>();
    private final YamlTree root;

    private RuleFile(String name, String text) {
        this.root = YamlTree.parse(name, text, problems);
    }

    /** The text of the rules that come with the jobs. */
    public static String builtIn() {
        try (InputStream in = RuleFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the job jar lacks its rules of alerts " + BUILT_IN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }

    /** Reads rules; {@code name} is what problems call the file. */
    public static RuleBook parse(String name, String text) {
        return new RuleFile(name, text).read();
    }

    private RuleBook read() {
        if (!root.isPresent() && problems.isEmpty()) {
            root.problem("the file is empty; 'version' and 'rules' are needed");
        }
        root.map().forEach((name, value) -> {
            if (!TOP.contains(name)) {
                value.problem("this name is unknown" + Suggestion.didYouMean(name, TOP));
            }
        });
        int version = (int) new RuleFields(root).whole("version", 1, Integer.MAX_VALUE, 0);
        List<AlertRule> rules = rules(root.child("rules"));
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return new RuleBook(version, rules);
    }

    private List<AlertRule> rules(YamlTree list) {
        Map<Scope, Expressions> expressions = new EnumMap<>(Scope.class);
        for (Scope scope : Scope.values()) {
            expressions.put(scope, new Expressions(scope));
        }
        List<AlertRule> rules = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (YamlTree entry : list.list()) {
            AlertRule rule = new RuleEntry(entry, expressions).rule();
            if (rule != null && !names.add(rule.name())) {
                entry.problem("another rule has the name '" + rule.name() + "', too; an alert is known by it");
            } else if (rule != null) {
                rules.add(rule);
            }
        }
        return rules;
    }
}
