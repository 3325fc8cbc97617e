package io.flywheel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.flywheel.architecture.Product.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;

/**
 * The rooms of the house and who may know whom.
 *
 * <p>No rule is frozen and none has a file of exceptions. Where a rule names a class, the reason stands beside the name.
 *
 * <p><b>Source:</b> docs/architecture.md, "Who may know whom".
 */
@AnalyzeClasses(
        packages = "io.flywheel",
        importOptions = {ImportOption.DoNotIncludeTests.class, Product.OnlyWrittenByHand.class})
class RoomsTest {

    private static final String DOMAIN = "io.flywheel.domain..";
    private static final String PIPELINE = "io.flywheel.pipeline..";
    private static final String APP = "io.flywheel.app..";
    private static final String SCENARIOS = "io.flywheel.scenarios..";
    private static final String DASHBOARD = "io.flywheel.dashboard..";
    private static final String NOTIFIER = "io.flywheel.notifier..";
    private static final String LOCAL = "io.flywheel.local..";
    private static final String CLI = "io.flywheel.cli..";
    private static final String GENERATED = "io.flywheel.schema..";
    private static final String JSPECIFY = "org.jspecify..";

    /** R5: a package of the app, and the packages of the app that it may know. */
    private static final Map<String, Set<String>> WITHIN_APP = Map.of(
            "decode", Set.of(),
            "encode", Set.of(),
            "postgres", Set.of(),
            "config", Set.of("postgres"),
            "catalogue", Set.of("config"),
            "rules", Set.of("config"),
            "control", Set.of("catalogue", "config", "rules"),
            "kafka", Set.of("config", "control", "decode", "encode"));

    // R1
    @ArchTest
    static final ArchRule theDomainKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage(DOMAIN)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(DOMAIN, "java..", JSPECIFY).and(not(resideInAPackage("java.sql.."))));

    // R2: connectors begin with org.apache.flink, too
    @ArchTest
    static final ArchRule thePipelineKnowsTheDomainAndFlink = classes()
            .that()
            .resideInAPackage(PIPELINE)
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage(PIPELINE, DOMAIN, "java..", JSPECIFY, "org.slf4j..", "org.apache.flink..")
                            .and(not(resideInAnyPackage(
                                    "java.sql..", "org.apache.flink.connector..", "org.apache.flink.formats.."))));

    // R3
    @ArchTest
    static final ArchRule nobodyKnowsTheAppButWhoRunsIt = noClasses()
            .that()
            .resideOutsideOfPackages(APP, LOCAL, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(APP);

    @ArchTest
    static final ArchRule nobodyKnowsTheScenariosButWhoSendsThem = noClasses()
            .that()
            .resideOutsideOfPackages(SCENARIOS, LOCAL, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(SCENARIOS);

    @ArchTest
    static final ArchRule nobodyKnowsTheLocalRunsButTheCommands = noClasses()
            .that()
            .resideOutsideOfPackages(LOCAL, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(LOCAL);

    @ArchTest
    static final ArchRule nobodyKnowsThePageButWhoServesIt = noClasses()
            .that()
            .resideOutsideOfPackages(DASHBOARD, LOCAL, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(DASHBOARD);

    @ArchTest
    static final ArchRule thePageKnowsNoJob = noClasses()
            .that()
            .resideInAPackage(DASHBOARD)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.flywheel..", "org.apache.flink..", "org.apache.kafka..")
                    .and(not(resideInAPackage(DASHBOARD))));

    @ArchTest
    static final ArchRule nobodyKnowsTheNotifierButWhoStartsIt = noClasses()
            .that()
            .resideOutsideOfPackages(NOTIFIER, LOCAL, CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(NOTIFIER);

    @ArchTest
    static final ArchRule theNotifierKnowsTheDomainAndNoJob = noClasses()
            .that()
            .resideInAPackage(NOTIFIER)
            .should()
            .dependOnClassesThat(resideInAnyPackage("io.flywheel..", "org.apache.flink..", "org.apache.kafka..")
                    .and(not(resideInAnyPackage(NOTIFIER, DOMAIN))));

    @ArchTest
    static final ArchRule whatIsToldIsDecidedByTheJdkAlone = classes()
            .that()
            .resideInAPackage("io.flywheel.notifier.telling..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("io.flywheel.notifier.telling..", DOMAIN, "java..", JSPECIFY)
                    .and(not(resideInAnyPackage("java.sql..", "java.net.http.."))));

    @ArchTest
    static final ArchRule onlyDeliveriesKnowTheNetwork = noClasses()
            .that()
            .resideInAPackage(NOTIFIER)
            .and()
            .resideOutsideOfPackage("io.flywheel.notifier.delivery..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..");

    @ArchTest
    static final ArchRule nobodyKnowsTheCommands = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI);

    // R4
    @ArchTest
    static final ArchRule kafkaIsAtTheEdge = noClasses()
            .that(not(resideInAnyPackage("io.flywheel.app.kafka..", LOCAL))
                    .and(not(named("io.flywheel.cli.WorldChecks")))) // the doctor asks whether a broker answers
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.apache.flink.connector.kafka..");

    @ArchTest
    static final ArchRule theDatabaseIsAtTheEdge = noClasses()
            .that(not(resideInAnyPackage(
                            "io.flywheel.app.postgres..", // writes the tables
                            "io.flywheel.dashboard.tables..", // reads them for the page
                            "io.flywheel.notifier..", // reads alerts, keeps what was told
                            "io.flywheel.local.postgres..")) // runs the embedded server
                    .and(not(named("io.flywheel.local.MomentumTables"))) // reads back what a run reports
                    .and(not(named("io.flywheel.local.RowCounts"))) // counts what a run wrote
                    .and(not(named("io.flywheel.local.alerts.AlertRows"))) // reads the alerts
                    .and(not(named("io.flywheel.local.decisions.DecisionRows"))) // reads what was decided
                    .and(not(named("io.flywheel.local.explain.ExplanationRows"))) // reads what explains a customer
                    .and(not(named("io.flywheel.local.operations.Resend"))) // claims in the database what it sends
                    .and(not(named("io.flywheel.cli.WorldChecks")))) // the doctor asks whether a database answers
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.postgresql..", "org.flywaydb..");

    @ArchTest
    static final ArchRule onlyTheSinkKnowsTheDriverAndTheMigrations = noClasses()
            .that()
            .resideOutsideOfPackage("io.flywheel.app.postgres..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.postgresql..", "org.flywaydb..");

    @ArchTest
    static final ArchRule generatedContractsAreAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.flywheel.app.decode..", "io.flywheel.app.encode..", "io.flywheel.app.kafka..", SCENARIOS, LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(GENERATED, "org.apache.avro..");

    @ArchTest
    static final ArchRule theWebServerIsInThePage = noClasses()
            .that()
            .resideOutsideOfPackage("io.flywheel.dashboard.web..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.undertow..");

    @ArchTest
    static final ArchRule onlyTheRulesKnowTheirLanguage = noClasses()
            .that()
            .resideOutsideOfPackage("io.flywheel.app.rules..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.cel..", "com.google.protobuf..", "com.google.common..");

    // R5
    @ArchTest
    static void roomsOfTheAppKnowOnlyTheirNeighbours(JavaClasses classes) {
        WITHIN_APP.forEach((name, known) -> {
            List<String> strangers = WITHIN_APP.keySet().stream()
                    .filter(other -> !other.equals(name) && !known.contains(other))
                    .map(other -> "io.flywheel.app." + other + "..")
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage("io.flywheel.app." + name + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(strangers.toArray(String[]::new))
                    .check(classes);
        });
        classes()
                .that()
                .resideInAPackage(APP)
                .should()
                .resideInAnyPackage(packagesOfTheApp())
                .check(classes);
    }

    // R6
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.flywheel.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule namesKnowNoStop = noClasses()
            .that()
            .resideInAPackage("io.flywheel.pipeline.names..")
            .should()
            .dependOnClassesThat(resideInAPackage(PIPELINE).and(not(resideInAPackage("io.flywheel.pipeline.names.."))));

    // R13
    @ArchTest
    static void everyPackageIsNullMarked(JavaClasses classes) {
        Set<String> unmarked = classes.stream()
                .map(JavaClass::getPackage)
                .filter(place -> !place.isAnnotatedWith(NullMarked.class))
                .map(place -> place.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked)
                .as("packages without @NullMarked in package-info.java")
                .isEmpty();
    }

    // R14: a rule over nothing proves nothing
    @ArchTest
    static void everySourceFileWasSeen(JavaClasses classes) throws IOException {
        Set<String> seen = classes.stream().map(JavaClass::getName).collect(Collectors.toSet());
        Set<String> written = Sources.mainClasses();
        assertThat(written).hasSizeGreaterThan(150);
        assertThat(seen).containsAll(written);
    }

    private static String[] packagesOfTheApp() {
        return Stream.concat(
                        Stream.of("io.flywheel.app"),
                        WITHIN_APP.keySet().stream().map(name -> "io.flywheel.app." + name + ".."))
                .toArray(String[]::new);
    }
}
