package io.flywheel.app.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A YAML file that still knows where each of its values stands, so that every problem can name line and column.
 *
 * <p><b>Shape:</b> maps, lists and texts; a value of the wrong form is noted in the list of problems and read as absent, so that one reading finds them all.
 */
public final class YamlTree {

    private final String file;
    private final List<Problem> problems;
    private final @Nullable Node node;
    private final String path;

    private YamlTree(String file, List<Problem> problems, @Nullable Node node, String path) {
        this.file = file;
        this.problems = problems;
        this.node = node;
        this.path = path;
    }

    /** Reads a text; what is wrong with it, now or later, goes to the list. */
    public static YamlTree parse(String file, String text, List<Problem> problems) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setAllowDuplicateKeys(false)
                .build();
        try {
            Optional<Node> root = new Compose(settings).composeString(text);
            return new YamlTree(file, problems, root.orElse(null), "");
        } catch (MarkedYamlEngineException e) {
            String where = e.getProblemMark()
                    .map(mark -> file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                    .orElse(file);
            problems.add(new Problem(where, "", "this is no YAML: " + e.getProblem()));
        } catch (YamlEngineException e) {
            problems.add(new Problem(file, "", "this is no YAML: " + e.getMessage()));
        }
        return new YamlTree(file, problems, null, "");
    }

    public boolean isPresent() {
        return node != null;
    }

    /** Names and values of a map, in the order of the file. */
    public Map<String, YamlTree> map() {
        Map<String, YamlTree> children = new LinkedHashMap<>();
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                String name = tuple.getKeyNode() instanceof ScalarNode key ? key.getValue() : "?";
                children.put(
                        name,
                        new YamlTree(file, problems, tuple.getValueNode(), path.isEmpty() ? name : path + "." + name));
            }
        } else if (node != null) {
            problem("a map of names and values is expected here");
        }
        return children;
    }

    public List<YamlTree> list() {
        List<YamlTree> children = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node child : sequence.getValue()) {
                children.add(new YamlTree(file, problems, child, path + "[" + children.size() + "]"));
            }
        } else if (node != null) {
            problem("a list is expected here");
        }
        return children;
    }

    /** One value, or every value of a list. */
    public List<YamlTree> oneOrMore() {
        return node instanceof SequenceNode ? list() : List.of(this);
    }

    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** The text of a value, or null if it is absent or no plain value. */
    public @Nullable String text() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue();
        }
        if (node != null) {
            problem("a plain value is expected here");
        }
        return null;
    }

    /** A child by name; an absent one if there is none. */
    public YamlTree child(String name) {
        if (node instanceof MappingNode) {
            YamlTree child = map().get(name);
            if (child != null) {
                return child;
            }
        }
        return new YamlTree(file, problems, null, path.isEmpty() ? name : path + "." + name);
    }

    public void problem(String message) {
        problems.add(new Problem(where(), path, message));
    }

    /** File, line and column, counted from one. */
    public String where() {
        if (node == null) {
            return file;
        }
        return node.getStartMark()
                .map(mark -> file + ":" + (mark.getLine() + 1) + ":" + (mark.getColumn() + 1))
                .orElse(file);
    }

    public String path() {
        return path;
    }
}
