package io.flywheel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.flywheel.app.decode.SchemaSource;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.local.Parts;
import io.flywheel.local.postgres.EmbeddedDatabase;
import io.flywheel.pipeline.names.Operators;
import io.flywheel.pipeline.names.States;
import io.flywheel.pipeline.names.Tags;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.metrics.Metric;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.util.OutputTag;
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
        importOptions = {ImportOption.DoNotIncludeTests.class, RoomsTest.OnlyWrittenByHand.class})
class RoomsTest {

    /** Leaves out what the Avro plugin writes: it keeps to its own manners. */
    static final class OnlyWrittenByHand implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/io/flywheel/schema/");
        }
    }

    private static final String DOMAIN = "io.flywheel.domain..";
    private static final String PIPELINE = "io.flywheel.pipeline..";
    private static final String APP = "io.flywheel.app..";
    private static final String SCENARIOS = "io.flywheel.scenarios..";
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
            "kafka", Set.of("config", "decode", "encode"));

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
    static final ArchRule nobodyKnowsTheCommands = noClasses()
            .that()
            .resideOutsideOfPackage(CLI)
            .should()
            .dependOnClassesThat()
            .resideInAPackage(CLI);

    // R4
    @ArchTest
    static final ArchRule kafkaIsAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("io.flywheel.app.kafka..", LOCAL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "kafka..", "org.apache.flink.connector.kafka..");

    @ArchTest
    static final ArchRule theDatabaseIsAtTheEdge = noClasses()
            .that(not(resideInAnyPackage(
                    "io.flywheel.app.postgres..",
                    "io.flywheel.local.postgres..", // runs the embedded server
                    LOCAL, // asks the tables for what a run reports
                    CLI))) // the doctor connects
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

    // R7
    @ArchTest
    static final ArchRule onlyOperatorsGivesNames = noClasses()
            .that(doNotBelongTo(Operators.class))
            .should()
            .accessTargetWhere(access(
                    "give a stream or sink its uid or name",
                    access ->
                            access.getTargetOwner().getPackageName().equals("org.apache.flink.streaming.api.datastream")
                                    && Set.of("uid", "setUidHash", "name", "setUid")
                                            .contains(access.getName())));

    @ArchTest
    static final ArchRule onlyStatesMakesDescriptors = noClasses()
            .that(doNotBelongTo(States.class))
            .should()
            .accessTargetWhere(access("make a state descriptor", access -> constructs(access, StateDescriptor.class)));

    @ArchTest
    static final ArchRule onlyTagsMakesOutputTags = noClasses()
            .that(doNotBelongTo(Tags.class))
            .should()
            .accessTargetWhere(access("make an output tag", access -> constructs(access, OutputTag.class)));

    // R8
    @ArchTest
    static final ArchRule clocksAndChanceAreHandedIn = noClasses()
            .that(doNotBelongTo(
                            Parts.class, // logs how long a part took to end
                            SchemaSource.class) // hands the registry client the clock by which it asks again
                    .and(not(named("io.flywheel.cli.Flywheel"))) // the edge: hands the clock to every command
                    .and(not(named("io.flywheel.local.postgres.DatabasePassword")))) // a password must be chance
            .should()
            .accessTargetWhere(access("read a clock or ask chance", RoomsTest::isClockOrChance));

    @ArchTest
    static final ArchRule nobodySleeps = noClasses()
            .should()
            .accessTargetWhere(access("sleep", access -> isCall(access, Thread.class.getName(), "sleep")));

    // R9
    @ArchTest
    static final ArchRule theEnvironmentIsReadAtTheEdge = noClasses()
            .that(doNotBelongTo(
                            SecretSource.class, // secrets are read on the machine that connects
                            EmbeddedDatabase.class) // the library of the embedded server takes its folder this way
                    .and(not(named("io.flywheel.cli.Flywheel"))) // the edge: hands both to every command
                    .and(not(named("io.flywheel.cli.Versions"))) // tells of the process it runs in
                    .and(not(named("io.flywheel.cli.MachineChecks")))) // tells of the machine it runs on
            .should()
            .accessTargetWhere(access("read the environment or system properties", RoomsTest::isEnvironment));

    // R11
    @ArchTest
    static final ArchRule functionsAndOperatorsAreFinal = classes()
            .that()
            .resideInAPackage(PIPELINE)
            .and(assignableTo(Function.class).or(assignableTo(StreamOperator.class)))
            .and(not(DescribedPredicate.describe("are interfaces", JavaClass::isInterface)))
            .should()
            .haveModifier(JavaModifier.FINAL);

    @ArchTest
    static final ArchRule handlesOfFlinkAreMadeAnewOnEachMachine = fields().that()
            .areDeclaredInClassesThat(
                    resideInAPackage(PIPELINE).and(assignableTo(Function.class).or(assignableTo(StreamOperator.class))))
            .and()
            .haveRawType(assignableTo(State.class).or(assignableTo(Metric.class)))
            .should()
            .bePrivate()
            .andShould()
            .haveModifier(JavaModifier.TRANSIENT);

    // R12
    @ArchTest
    static final ArchRule onlyTheEdgeOwnsTheStandardStreams =
            noClasses().that(not(named("io.flywheel.cli.Flywheel"))).should(ACCESS_STANDARD_STREAMS);

    @ArchTest
    static final ArchRule noJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule exceptionsHaveAMeaning = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule nothingOfTestsIsInTheProduct = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.junit..", "junit..", "org.assertj..", "org.mockito..", "lombok..");

    @ArchTest
    static final ArchRule onlyStandardSerializationOfTheJobGraph =
            noClasses().should().dependOnClassesThat(belongToAnyOf(ObjectInputStream.class, ObjectOutputStream.class));

    @ArchTest
    static void namesAreNounsOfTheProduct(JavaClasses classes) {
        Set<String> endings =
                Set.of("Impl", "Util", "Utils", "Manager", "Helper", "Common", "Data", "Info", "Processor", "Handler");
        List<String> wrong = classes.stream()
                .filter(type -> !type.isAssignableTo(
                        "org.apache.flink.api.common.typeinfo.TypeInformation")) // Flink's own word
                .map(JavaClass::getSimpleName)
                .filter(name -> endings.stream().anyMatch(name::endsWith) || name.matches("(Abstract|Base)[A-Z].*"))
                .sorted()
                .toList();
        assertThat(wrong).isEmpty();
    }

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

    private static DescribedPredicate<JavaClass> doNotBelongTo(Class<?>... types) {
        return not(belongToAnyOf(types));
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(
                "belong to " + name,
                type -> type.getName().equals(name) || type.getName().startsWith(name + "$"));
    }

    private static DescribedPredicate<JavaAccess<?>> access(String description, Predicate<JavaAccess<?>> which) {
        return DescribedPredicate.describe(description, which);
    }

    private static boolean constructs(JavaAccess<?> access, Class<?> type) {
        return access.getName().equals("<init>") && access.getTargetOwner().isAssignableTo(type);
    }

    private static boolean isCall(JavaAccess<?> access, String owner, String name) {
        return access.getTargetOwner().getName().equals(owner)
                && access.getName().equals(name);
    }

    private static boolean isClockOrChance(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return switch (owner) {
            case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
            case "java.time.Clock" -> name.startsWith("system") || name.startsWith("tick");
            case "java.util.UUID" -> name.equals("randomUUID");
            case "java.lang.Math" -> name.equals("random");
            case "java.util.concurrent.ThreadLocalRandom" -> true;
            case "java.util.Random", "java.security.SecureRandom", "java.util.Date" -> name.equals("<init>");
            case "java.util.SplittableRandom" ->
                name.equals("<init>") && !access.getDescription().contains("SplittableRandom.<init>(long)");
            default ->
                owner.startsWith("java.time.")
                        && name.equals("now")
                        && !access.getDescription().contains("now(java.time.Clock)");
        };
    }

    private static boolean isEnvironment(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getName();
        String name = access.getName();
        return owner.equals("java.lang.System")
                        && Set.of(
                                        "getenv",
                                        "getProperty",
                                        "getProperties",
                                        "setProperty",
                                        "setProperties",
                                        "clearProperty")
                                .contains(name)
                || owner.equals("java.lang.Boolean") && name.equals("getBoolean")
                || owner.equals("java.lang.Integer") && name.equals("getInteger")
                || owner.equals("java.lang.Long") && name.equals("getLong")
                || owner.equals("org.apache.flink.util.ParameterTool");
    }

    private static String[] packagesOfTheApp() {
        return Stream.concat(
                        Stream.of("io.flywheel.app"),
                        WITHIN_APP.keySet().stream().map(name -> "io.flywheel.app." + name + ".."))
                .toArray(String[]::new);
    }
}
