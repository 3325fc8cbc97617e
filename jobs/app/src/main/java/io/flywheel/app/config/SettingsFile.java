package io.flywheel.app.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings as they were written: one YAML file, and overrides from the command line on top.
 *
 * <p><b>Shape:</b> names may be nested or dotted ({@code kafka: {group-id: x}} or {@code kafka.group-id: x}). An override replaces the value of the file.
 *
 * <p><b>Errors:</b> what is no YAML, and an override without {@code =}, are noted as problems.
 */
public final class SettingsFile {

    private final Map<String, Setting> settings = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /** A value and where it stands. */
    record Setting(String value, String where) {}

    /** Reads a file and its overrides of the form {@code key=value}. */
    public static SettingsFile read(Path file, List<String> overrides) throws IOException {
        return parse(file.toString(), Files.readString(file, StandardCharsets.UTF_8), overrides);
    }

    /** The same from text. */
    public static SettingsFile parse(String name, String yaml, List<String> overrides) {
        SettingsFile file = new SettingsFile();
        YamlTree root = YamlTree.parse(name, yaml, file.problems);
        file.flatten("", root);
        for (String override : overrides) {
            file.override(override);
        }
        return file;
    }

    /** Settings without a file. */
    public static SettingsFile of(Map<String, String> values) {
        SettingsFile file = new SettingsFile();
        values.forEach((key, value) -> file.settings.put(key, new Setting(value, "settings")));
        return file;
    }

    private void flatten(String prefix, YamlTree tree) {
        tree.map().forEach((name, child) -> {
            String key = prefix.isEmpty() ? name : prefix + "." + name;
            if (child.isMap()) {
                flatten(key, child);
            } else {
                String text = child.text();
                Setting before = settings.get(key);
                if (before != null) {
                    child.problem("set twice; first at " + before.where());
                } else if (text != null) {
                    settings.put(key, new Setting(text, child.where()));
                }
            }
        });
    }

    private void override(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            problems.add(new Problem("--set", "", "'key=value' is expected, but here is '" + text + "'"));
        } else {
            String key = text.substring(0, equals).strip();
            settings.put(key, new Setting(text.substring(equals + 1).strip(), "--set " + key));
        }
    }

    Map<String, Setting> settings() {
        return settings;
    }

    List<Problem> problems() {
        return problems;
    }
}
