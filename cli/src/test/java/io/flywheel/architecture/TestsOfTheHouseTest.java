package io.flywheel.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;

/** What holds for the tests of all rooms, and for every source file. */
class TestsOfTheHouseTest {

    private static final int LONGEST_FILE_LINES = 400;
    private static final JavaClasses TESTS = new ClassFileImporter().importPaths(Sources.compiledTests());

    @Test
    void thereAreTestsToLookAt() {
        assertThat(TESTS.size()).isGreaterThan(20);
    }

    @Test
    void whatRunsIsNamedSoThatItRuns() {
        Set<String> wrong = TESTS.stream()
                .filter(type -> type.getMethods().stream().anyMatch(TestsOfTheHouseTest::isTest))
                .map(type -> outermost(type).getSimpleName())
                .filter(name -> !name.endsWith("Test") && !name.endsWith("IT"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(wrong).as("classes with tests must end in Test or IT").isEmpty();
    }

    @Test
    void nobodyMocksAndNobodyUsesOldFrameworks() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.mockito..", "org.easymock..", "org.powermock..", "net.jqwik..", "junit..", "lombok..")
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "org\\.junit\\.(Test|Before|After|BeforeClass|AfterClass|Rule|ClassRule|Assert|Ignore)")
                .check(TESTS);
    }

    @Test
    void nobodySleepsOrLeavesChanceWithoutASeed() {
        noClasses()
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(ThreadLocalRandom.class, "current")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callConstructor(Random.class)
                .check(TESTS);
    }

    @Test
    void noTestIsSwitchedOff() {
        noMethods().should().beAnnotatedWith(Disabled.class).check(TESTS);
        noClasses().should().beAnnotatedWith(Disabled.class).check(TESTS);
    }

    @Test
    void filesAreShortEnoughToRead() throws IOException {
        Set<String> tooLong = new TreeSet<>();
        for (Path file : Sources.all()) {
            try (Stream<String> lines = Files.lines(file)) {
                if (lines.count() >= LONGEST_FILE_LINES) {
                    tooLong.add(file.getFileName().toString());
                }
            }
        }
        assertThat(tooLong).as("files of %d lines or more", LONGEST_FILE_LINES).isEmpty();
    }

    @Test
    void nothingIsLeftToBeDone() throws IOException {
        Pattern marks = Pattern.compile("\\b(TO" + "DO|FIX" + "ME)\\b|@auth" + "or\\b");
        Set<String> unfinished = new TreeSet<>();
        for (Path file : Sources.all()) {
            if (marks.matcher(Files.readString(file)).find()) {
                unfinished.add(file.toString());
            }
        }
        assertThat(unfinished).isEmpty();
    }

    private static boolean isTest(JavaMethod method) {
        return method.isAnnotatedWith(Test.class)
                || method.isAnnotatedWith(ParameterizedTest.class)
                || method.isAnnotatedWith(RepeatedTest.class)
                || method.isAnnotatedWith(TestFactory.class);
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(TestsOfTheHouseTest::outermost).orElse(type);
    }
}
