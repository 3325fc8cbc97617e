package io.flywheel.dashboard.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PageFilesTest {

    private static final long BUDGET_BYTES = 60_000;
    private static final Path PAGE = Path.of("src/main/resources/io/flywheel/dashboard/page");
    private static final Pattern TAKEN = Pattern.compile("(?m)^import \\{ ([^}]+) } from \"\\./([a-z]+\\.js)\";$");
    private static final Pattern GIVEN =
            Pattern.compile("(?m)^export (?:async )?(?:function|const|let|class) (\\w+)|^export \\{ (\\w+) };");
    private static final Pattern DECLARED = Pattern.compile("(?m)^(?:async )?(?:function|const|let|class) (\\w+)");

    /** Every file in every language, packed as it goes over the wire. */
    @Test
    void thePageIsWithinItsBudget() throws IOException {
        long bytes = new PageFiles().packedBytes();
        System.out.printf(Locale.ROOT, "the page: %d bytes packed%n", bytes);
        assertThat(bytes).isLessThanOrEqualTo(BUDGET_BYTES);

        Matcher stated = Pattern.compile("([0-9.]+) KB packed")
                .matcher(Files.readString(Path.of("..", "docs", "reference", "dashboard.md")));
        assertThat(stated.find()).isTrue();
        assertThat(bytes / 1000.0).isCloseTo(Double.parseDouble(stated.group(1)), within(0.5));
    }

    @Test
    void everythingThatThePageIsWrittenInIsServedAndCounted() throws IOException {
        Set<String> parts = new TreeSet<>(PageFiles.NAMES);
        parts.remove("messages.json");
        parts.add(PageParts.TAKEN_STYLE);
        parts.addAll(PageParts.MODULES);
        PageParts.LANGUAGES.forEach(language -> parts.add("messages." + language + ".json"));
        try (Stream<Path> files = Files.walk(PAGE)) {
            assertThat(files.filter(Files::isRegularFile)
                            .map(file -> PAGE.relativize(file).toString().replace('\\', '/')))
                    .containsExactlyInAnyOrderElementsOf(parts);
        }
    }

    /** Joined, modules can take names only from those before them, and a name means one thing. */
    @Test
    void modulesCanBeJoined() throws IOException {
        List<String> before = new ArrayList<>();
        for (String module : PageParts.MODULES) {
            String text = new String(PageParts.part(module), StandardCharsets.UTF_8);
            List<MatchResult> taken = TAKEN.matcher(text).results().toList();
            assertThat(text.lines().filter(line -> line.startsWith("import")))
                    .as(module)
                    .hasSize(taken.size());
            for (MatchResult names : taken) {
                assertThat(before).as(module).contains(names.group(2));
                assertThat(given(names.group(2)))
                        .as(module + " from " + names.group(2))
                        .contains(names.group(1).split(", "));
            }
            before.add(module);
        }
        String script = new PageFiles().plain("app.js");
        assertThat(script.lines()).noneMatch(line -> line.startsWith("import ") || line.startsWith("export "));
        List<String> declared = PageParts.MODULES.stream()
                .flatMap(module -> declared(module).stream())
                .toList();
        assertThat(declared).hasSizeGreaterThan(100).doesNotHaveDuplicates();
    }

    @Test
    void allLanguagesLieInOneFile() throws IOException {
        JsonNode messages = new ObjectMapper().readTree(new PageFiles().plain("messages.json"));
        assertThat(messages.size()).isEqualTo(PageParts.LANGUAGES.size());
        for (String language : PageParts.LANGUAGES) {
            assertThat(messages.path(language).size()).as(language).isGreaterThan(400);
        }
    }

    @Test
    void whatWasTakenFromElsewhereIsAsItWasTaken() throws IOException, NoSuchAlgorithmException {
        assertThat(fingerprint("vendor/uPlot.iife.min.js"))
                .isEqualTo("19c8d4c6ad88929a79f4ae49d6f7161566dfd0ba3d15cc495e974f787eb78f1f");
        assertThat(fingerprint("vendor/uPlot.min.css"))
                .isEqualTo("df630c6a8d6f8eeaff264b50f73ce5b114f646ffd9a0bb74f049b0a00135fa04");
    }

    private static Set<String> given(String module) throws IOException {
        return GIVEN.matcher(new String(PageParts.part(module), StandardCharsets.UTF_8))
                .results()
                .map(match -> match.group(1) == null ? match.group(2) : match.group(1))
                .collect(Collectors.toSet());
    }

    private static List<String> declared(String module) {
        try {
            String text = new String(PageParts.part(module), StandardCharsets.UTF_8).replaceAll("(?m)^export ", "");
            return DECLARED.matcher(text).results().map(match -> match.group(1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String fingerprint(String name) throws IOException, NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PageParts.part(name)));
    }
}
