package io.flywheel.local.notifications;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.app.config.Suggestion;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.alert.Inhibition;
import io.flywheel.domain.alert.Matcher;
import io.flywheel.notifier.telling.Budget;
import io.flywheel.notifier.telling.Route;
import io.flywheel.notifier.telling.Timing;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.flink.util.TimeUtils;
import org.jspecify.annotations.Nullable;

/**
 * Reads from YAML whom to tell of alerts.
 *
 * <p><b>Errors:</b> {@link InvalidFileException} with every problem of the file, each with line and column.
 *
 * <p><b>Source:</b> docs/reference/notifications.md, "File".
 */
public final class NotificationsFile {

    private static final Set<String> TOP = Set.of("version", "page_url", "receivers", "routes", "inhibitions");
    private static final Set<String> RECEIVER = Set.of(
            "name",
            "type",
            "url",
            "url_file",
            "secret_file",
            "group_by",
            "group_wait",
            "group_interval",
            "repeat_interval",
            "cool_down",
            "summary_wait",
            "bucket",
            "bucket_total",
            "bucket_refill");
    private static final Set<String> ROUTE = Set.of("receiver", "match");
    private static final Set<String> INHIBITION = Set.of("name", "causes", "effects", "equal");
    private static final List<String> GROUP_BY = List.of("rule");
    private static final Duration LONGEST = Duration.ofDays(365);

    /** Alertmanager groups, waits and repeats by itself. */
    private static final Timing AT_ONCE = new Timing(
            Duration.ZERO, Duration.ZERO, Duration.ofDays(36_500), Duration.ZERO, Timing.DEFAULT.summaryWait());

    private final List<Problem> problems = new ArrayList<>();
    private final YamlTree root;

    private NotificationsFile(String name, String text) {
        this.root = YamlTree.parse(name, text, problems);
    }

    /** Reads a text; {@code name} is what problems call the file. */
    public static Notifications parse(String name, String text) {
        return new NotificationsFile(name, text).read();
    }

    /** How patient a receiver is, which all its routes share. */
    private record Patience(List<String> groupBy, Timing timing, Budget budget) {}

    private Notifications read() {
        if (!root.isPresent() && problems.isEmpty()) {
            root.problem("the file is empty; 'version', 'receivers' and 'routes' are needed");
        }
        mustBeAmong(root, TOP);
        if (!"1".equals(word(root, "version"))) {
            root.child("version").problem("the version of this form is 1");
        }
        String page = optional(root, "page_url");
        if (page != null && !isWeb(page)) {
            root.child("page_url").problem("an address such as https://wheel.example.org/ is expected");
        }
        Map<String, Patience> patience = new LinkedHashMap<>();
        List<ReceiverSpec> receivers = new ArrayList<>();
        for (YamlTree entry : required("receivers").list()) {
            ReceiverSpec receiver = receiver(entry);
            if (receiver.name().isEmpty()) {
                continue;
            }
            if (patience.put(receiver.name(), patience(entry, receiver.type())) != null) {
                entry.problem("another receiver has the name '" + receiver.name() + "', too");
            }
            receivers.add(receiver);
        }
        List<Route> routes = new ArrayList<>();
        for (YamlTree entry : required("routes").list()) {
            route(entry, patience, routes);
        }
        List<Inhibition> inhibitions = new ArrayList<>();
        for (YamlTree entry : root.child("inhibitions").list()) {
            inhibition(entry, inhibitions);
        }
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
        return new Notifications(page, receivers, routes, inhibitions);
    }

    private YamlTree required(String name) {
        YamlTree list = root.child(name);
        if (root.isPresent()
                && (!list.isPresent() || list.isList() && list.list().isEmpty())) {
            root.problem("'" + name + "' is missing; without it nobody is told");
        }
        return list;
    }

    private ReceiverSpec receiver(YamlTree entry) {
        mustBeAmong(entry, RECEIVER);
        String name = word(entry, "name");
        if (!name.isEmpty() && !name.matches("[A-Za-z0-9_-]{1,64}")) {
            entry.child("name").problem("a name of 1 to 64 letters, digits, '-' and '_' is expected");
        }
        String typeWord = word(entry, "type");
        ReceiverSpec.Type type = Stream.of(ReceiverSpec.Type.values())
                .filter(known -> known.word().equals(typeWord))
                .findFirst()
                .orElse(null);
        if (type == null) {
            List<String> words = Stream.of(ReceiverSpec.Type.values())
                    .map(ReceiverSpec.Type::word)
                    .toList();
            if (!typeWord.isEmpty()) {
                entry.child("type")
                        .problem("one of " + words + " is expected, but here is '" + typeWord + "'"
                                + Suggestion.didYouMean(typeWord, words));
            }
            type = ReceiverSpec.Type.WEBHOOK;
        }
        String url = optional(entry, "url");
        String urlFile = optional(entry, "url_file");
        String secretFile = optional(entry, "secret_file");
        checkAddress(entry, type, url, urlFile);
        if (secretFile != null && type != ReceiverSpec.Type.WEBHOOK) {
            entry.child("secret_file").problem("only messages to a webhook are signed");
        }
        return new ReceiverSpec(name, type, url, path(urlFile), path(secretFile));
    }

    private void checkAddress(YamlTree entry, ReceiverSpec.Type type, @Nullable String url, @Nullable String urlFile) {
        if (type == ReceiverSpec.Type.SLACK) {
            if (url != null) {
                entry.child("url")
                        .problem("the address of a Slack webhook is a secret; name a file that holds it: url_file");
            } else if (urlFile == null) {
                entry.problem("'url_file' is missing: a file with the address of the Slack webhook");
            }
        } else if (urlFile != null) {
            entry.child("url_file").problem("only the address of a Slack webhook is read from a file; use 'url'");
        } else if (url == null) {
            entry.problem("'url' is missing");
        } else if (!isWeb(url)) {
            entry.child("url")
                    .problem(
                            "an address such as https://hooks.example.org/alerts, without user and password, is expected");
        }
    }

    private static boolean isWeb(String text) {
        try {
            URI address = new URI(text);
            boolean isWeb = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
            return isWeb && address.getHost() != null && address.getUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static @Nullable Path path(@Nullable String text) {
        return text == null ? null : Path.of(text);
    }

    private Patience patience(YamlTree entry, ReceiverSpec.Type type) {
        Budget budget = Budget.DEFAULT;
        try {
            int perRule = whole(entry, "bucket", Budget.DEFAULT.perRule());
            budget = new Budget(
                    perRule,
                    whole(entry, "bucket_total", Math.max(perRule, Budget.DEFAULT.total())),
                    duration(entry, "bucket_refill", Budget.DEFAULT.refill()));
        } catch (IllegalArgumentException e) {
            entry.problem(String.valueOf(e.getMessage()));
        }
        if (type == ReceiverSpec.Type.ALERTMANAGER) {
            for (String name : List.of("group_by", "group_wait", "group_interval", "repeat_interval", "cool_down")) {
                if (entry.child(name).isPresent()) {
                    entry.child(name).problem("Alertmanager groups and repeats by itself; set this there");
                }
            }
            return new Patience(List.of(), AT_ONCE, budget);
        }
        Timing timing = Timing.DEFAULT;
        try {
            timing = new Timing(
                    duration(entry, "group_wait", timing.groupWait()),
                    duration(entry, "group_interval", timing.groupInterval()),
                    duration(entry, "repeat_interval", timing.repeatInterval()),
                    duration(entry, "cool_down", timing.coolDown()),
                    duration(entry, "summary_wait", timing.summaryWait()));
        } catch (IllegalArgumentException e) {
            entry.problem(String.valueOf(e.getMessage()));
        }
        return new Patience(groupBy(entry.child("group_by")), timing, budget);
    }

    private static List<String> groupBy(YamlTree list) {
        if (!list.isPresent()) {
            return GROUP_BY;
        }
        List<String> labels = new ArrayList<>();
        for (YamlTree entry : list.list()) {
            String label = entry.text();
            if (label == null || label.isBlank()) {
                entry.problem("the name of a label is expected");
            } else {
                labels.add(label.strip());
            }
        }
        return labels;
    }

    private void route(YamlTree entry, Map<String, Patience> patience, List<Route> routes) {
        mustBeAmong(entry, ROUTE);
        String receiver = word(entry, "receiver");
        Patience known = patience.get(receiver);
        if (known == null) {
            if (!receiver.isEmpty()) {
                entry.child("receiver")
                        .problem("there is no receiver '" + receiver + "'"
                                + Suggestion.didYouMean(receiver, patience.keySet()));
            }
            return;
        }
        routes.add(
                new Route(receiver, matchers(entry.child("match")), known.groupBy(), known.timing(), known.budget()));
    }

    private void inhibition(YamlTree entry, List<Inhibition> inhibitions) {
        mustBeAmong(entry, INHIBITION);
        String name = word(entry, "name");
        List<Matcher> causes = matchers(entry.child("causes"));
        List<Matcher> effects = matchers(entry.child("effects"));
        List<String> equal = entry.child("equal").isPresent() ? groupBy(entry.child("equal")) : List.of();
        try {
            inhibitions.add(new Inhibition(name, causes, effects, equal));
        } catch (IllegalArgumentException e) {
            entry.problem(String.valueOf(e.getMessage()));
        }
    }

    private static List<Matcher> matchers(YamlTree list) {
        List<Matcher> matchers = new ArrayList<>();
        for (YamlTree entry : list.list()) {
            String text = entry.text();
            try {
                matchers.add(MatcherText.read(text == null ? "" : text));
            } catch (IllegalArgumentException e) {
                entry.problem(String.valueOf(e.getMessage()).lines().findFirst().orElse(MatcherText.FORM));
            }
        }
        return matchers;
    }

    private static void mustBeAmong(YamlTree map, Set<String> known) {
        map.map().forEach((name, value) -> {
            if (!known.contains(name)) {
                value.problem("this name is unknown" + Suggestion.didYouMean(name, known));
            }
        });
    }

    /** A text that must be there; empty if it is not. */
    private static String word(YamlTree map, String name) {
        String text = optional(map, name);
        if (text == null && map.isMap()) {
            map.problem("'" + name + "' is missing");
        }
        return text == null ? "" : text;
    }

    private static @Nullable String optional(YamlTree map, String name) {
        YamlTree value = map.child(name);
        String text = value.isPresent() ? value.text() : null;
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static int whole(YamlTree map, String name, int usual) {
        String text = optional(map, name);
        if (text == null) {
            return usual;
        }
        if (text.matches("[1-9]\\d{0,5}")) {
            return Integer.parseInt(text);
        }
        map.child(name).problem("a whole number from 1 to 999999 is expected, but here is '" + text + "'");
        return usual;
    }

    private static Duration duration(YamlTree map, String name, Duration usual) {
        String text = optional(map, name);
        if (text == null) {
            return usual;
        }
        try {
            Duration value = TimeUtils.parseDuration(text);
            if (Character.isLetter(text.charAt(text.length() - 1)) && value.compareTo(LONGEST) <= 0) {
                return value;
            }
        } catch (IllegalArgumentException e) {
            // falls through to the problem below, which names the value
        }
        map.child(name)
                .problem("a duration of at most 365 d such as 30 s, 5 min or 4 h is expected, but here is '" + text
                        + "'");
        return usual;
    }
}
