package io.flywheel.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static io.flywheel.architecture.Product.named;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
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
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.Function;
import org.apache.flink.api.common.state.State;
import org.apache.flink.api.common.state.StateDescriptor;
import org.apache.flink.metrics.Metric;
import org.apache.flink.streaming.api.operators.StreamOperator;
import org.apache.flink.util.OutputTag;

/**
 * What may be done where: names, clocks, chance, the environment, the streams of the process.
 *
 * <p>Where a rule names a class, the reason stands beside the name.
 *
 * <p><b>Source:</b> docs/architecture.md, "Who may know whom".
 */
@AnalyzeClasses(
        packages = "io.flywheel",
        importOptions = {ImportOption.DoNotIncludeTests.class, Product.OnlyWrittenByHand.class})
class MannersTest {

    private static final String PIPELINE = "io.flywheel.pipeline..";

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
                    .and(not(named("io.flywheel.dashboard.web.PageProof"))) // what nobody may guess must be chance
                    .and(not(named("io.flywheel.local.postgres.DatabasePassword")))) // a password must be chance
            .should()
            .accessTargetWhere(access("read a clock or ask chance", MannersTest::isClockOrChance));

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
            .accessTargetWhere(access("read the environment or system properties", MannersTest::isEnvironment));

    // R11
    @ArchTest
    static final ArchRule functionsAndOperatorsAreFinal = classes()
            .that()
            .resideInAPackage(PIPELINE)
            .and(assignableTo(Function.class).or(assignableTo(StreamOperator.class)))
            .and(not(DescribedPredicate.describe("are interfaces", JavaClass::isInterface)))
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
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
    static final ArchRule nobodyWritesObjectsByJavaSerialization =
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

    private static DescribedPredicate<JavaClass> doNotBelongTo(Class<?>... types) {
        return not(belongToAnyOf(types));
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
}
