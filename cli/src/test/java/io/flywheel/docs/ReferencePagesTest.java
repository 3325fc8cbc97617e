package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.decode.BundledSchemas;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.activity.EventStream;
import io.flywheel.domain.activity.RejectReason;
import io.flywheel.local.state.StateContract;
import io.flywheel.local.state.StateVerdict;
import io.flywheel.pipeline.JobInvariants;
import io.flywheel.pipeline.names.Metrics;
import io.flywheel.pipeline.names.Operators;
import io.flywheel.pipeline.names.States;
import io.flywheel.schema.ClickstreamEvent;
import io.flywheel.schema.DealEvent;
import io.flywheel.schema.SupportEvent;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.flink.api.common.state.StateDescriptor;
import org.junit.jupiter.api.Test;

/** Pages of docs/reference say what the code says. */
class ReferencePagesTest {

    private static final String EVENTS = "docs/reference/events.md";
    private static final ContractFields FIELDS = new ContractFields(
            ClickstreamEvent.getClassSchema(), DealEvent.getClassSchema(), SupportEvent.getClassSchema());

    @Test
    void fieldsOfEventsAreThoseOfTheContracts() {
        DocumentedBlock.of(EVENTS, "shared-fields").mustSay(FIELDS.shared());
        DocumentedBlock.of(EVENTS, "fields-clickstream").mustSay(FIELDS.own(ClickstreamEvent.getClassSchema()));
        DocumentedBlock.of(EVENTS, "fields-deals").mustSay(FIELDS.own(DealEvent.getClassSchema()));
        DocumentedBlock.of(EVENTS, "fields-support").mustSay(FIELDS.own(SupportEvent.getClassSchema()));
    }

    @Test
    void kindsOfActivitiesAreTheTypesOfTheContracts() {
        assertThat(wordsOf(EventStream.CLICKSTREAM))
                .containsExactlyElementsOf(types(ClickstreamEvent.getClassSchema()));
        assertThat(wordsOf(EventStream.DEALS)).containsExactlyElementsOf(types(DealEvent.getClassSchema()));
        assertThat(wordsOf(EventStream.SUPPORT)).containsExactlyElementsOf(types(SupportEvent.getClassSchema()));
    }

    @Test
    void reasonsForRefusalAreThoseOfTheCode() {
        MarkdownTable table = new MarkdownTable("code", "meaning");
        for (RejectReason reason : RejectReason.values()) {
            table.row("`" + reason.name() + "`", reason.meaning());
        }
        DocumentedBlock.of(EVENTS, "reasons").mustSay(table.text());
    }

    @Test
    void bundledIdsAreThoseOfTheDecoder() throws IOException {
        BundledSchemas schemas = new BundledSchemas();
        MarkdownTable table = new MarkdownTable("id", "contract");
        for (int id = 1; schemas.find(id).isPresent(); id++) {
            table.row(String.valueOf(id), "`" + schemas.find(id).orElseThrow().getName() + "`");
        }
        DocumentedBlock.of(EVENTS, "bundled-ids").mustSay(table.text());
    }

    /** The limits are no part of the decoder's surface, so they are read from its source. */
    @Test
    void limitsAreThoseOfTheDecoder() {
        Map<String, String> meanings = Map.of(
                "LONGEST_CUSTOMER", "`customer_id`, characters",
                "LONGEST_EVENT_ID", "`event_id`, characters",
                "LONGEST_SOURCE", "`source`, characters",
                "LONGEST_TEXT", "any other text that the rules read, characters",
                "GREATEST_AMOUNT", "`amount_minor`",
                "GREATEST_NUMBER", "any other number of milliseconds or seconds");
        Map<String, Long> limits = Pattern.compile("static final (?:int|long) ([A-Z_]+) = ([0-9_]+)L?;")
                .matcher(Project.text("jobs/app/src/main/java/io/flywheel/app/decode/Checks.java"))
                .results()
                .collect(Collectors.toMap(
                        limit -> limit.group(1),
                        limit -> Long.parseLong(limit.group(2).replace("_", "")),
                        (one, other) -> one,
                        LinkedHashMap::new));
        assertThat(limits).containsOnlyKeys(meanings.keySet());
        MarkdownTable table = new MarkdownTable("what", "at most");
        limits.forEach(
                (name, most) -> table.row(meanings.getOrDefault(name, name), String.format(Locale.ROOT, "%,d", most)));
        DocumentedBlock.of(EVENTS, "limits").mustSay(table.text());
    }

    @Test
    void operatorsAreThoseOfTheGraph() {
        MarkdownTable table = new MarkdownTable("uid", "name");
        for (Operators operator : Operators.values()) {
            table.row("`" + operator.uid() + "`", operator.title());
        }
        DocumentedBlock.of("docs/reference/operators.md", "operators").mustSay(table.text());
    }

    @Test
    void statesAreThoseOfTheGraph() throws ReflectiveOperationException {
        MarkdownTable table = new MarkdownTable("state", "kind", "value");
        List<Method> descriptors = Arrays.stream(States.class.getDeclaredMethods())
                .filter(method -> StateDescriptor.class.isAssignableFrom(method.getReturnType()))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
        for (Method method : descriptors) {
            StateDescriptor<?, ?> state = (StateDescriptor<?, ?>) method.invoke(null);
            ParameterizedType type = (ParameterizedType) method.getGenericReturnType();
            String values = Arrays.stream(type.getActualTypeArguments())
                    .map(value -> "`" + ((Class<?>) value).getSimpleName() + "`")
                    .collect(Collectors.joining(" to "));
            table.row("`" + state.getName() + "`", state.getType().name().toLowerCase(Locale.ROOT), values);
        }
        DocumentedBlock.of("docs/reference/operators.md", "states").mustSay(table.text());
    }

    @Test
    void statesOfOperatorsAreThoseOfTheContract() {
        StateContract contract = StateContract.of(getClass().getClassLoader(), "this build");
        assertThat(contract.maxParallelism()).isEqualTo(JobInvariants.MAX_PARALLELISM);
        MarkdownTable table = new MarkdownTable("uid", "keyed by", "state", "kind", "type", "newest layout");
        contract.operators()
                .forEach(operator -> operator.states()
                        .forEach(state -> table.row(
                                "`" + operator.uid() + "`",
                                operator.keyedBy(),
                                "`" + state.name() + "`",
                                state.kind(),
                                "`" + state.type() + "`",
                                state.layout() == 0 ? "" : String.valueOf(state.layout()))));
        DocumentedBlock.of("docs/reference/operators.md", "contract").mustSay(table.text());
    }

    /** A version is no part of a layout's surface, so it is read from its source. */
    @Test
    void layoutsOfTheContractAreThoseOfTheCode() {
        Map<String, String> layouts = Map.of(
                "customer", "customer/CustomerStateLayout.java",
                "wheel-customer", "wheel/WheelCustomerLayout.java",
                "alerts", "alert/AlertBook.java",
                "spot-spikes", "spike/SpotSpikes.java");
        StateContract.of(getClass().getClassLoader(), "this build").operators().stream()
                .flatMap(operator -> operator.states().stream())
                .forEach(state -> {
                    String layout = layouts.get(state.name());
                    assertThat(state.layout())
                            .as("layout of " + state.name())
                            .isEqualTo(layout == null ? 0 : version(layout));
                });
    }

    private static int version(String layout) {
        return Pattern.compile("int VERSION = (\\d+);")
                .matcher(Project.text("jobs/domain/src/main/java/io/flywheel/domain/" + layout))
                .results()
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void reasonsAgainstARestoreAreThoseOfTheCode() {
        MarkdownTable table = new MarkdownTable("reason", "meaning");
        for (StateVerdict.Reason reason : StateVerdict.Reason.values()) {
            table.row("`" + reason + "`", reason.meaning());
        }
        DocumentedBlock.of("docs/reference/state.md", "reasons").mustSay(table.text());
    }

    @Test
    void metricsAreThoseOfTheCode() {
        MarkdownTable table = new MarkdownTable("metric", "meaning");
        for (Metrics metric : Metrics.values()) {
            table.row("`" + metric.id() + "`", metric.meaning());
        }
        DocumentedBlock.of("docs/reference/metrics.md", "metrics").mustSay(table.text());
    }

    @Test
    void theLayoutOfACustomerIsThatOfTheCode() {
        String source = Project.text("jobs/domain/src/main/java/io/flywheel/domain/customer/CustomerStateLayout.java");
        String begin = " * <pre>\n";
        String layout = source.substring(source.indexOf(begin) + begin.length(), source.indexOf(" * </pre>"));
        DocumentedBlock.of("docs/reference/state.md", "customer-layout")
                .mustSay("```\n" + layout.replace(" * ", "") + "```\n");
    }

    @Test
    void theLayoutOfAlertsIsThatOfTheCode() {
        String source = Project.text("jobs/domain/src/main/java/io/flywheel/domain/alert/AlertBook.java");
        String begin = " * <pre>\n";
        String layout = source.substring(source.indexOf(begin) + begin.length(), source.indexOf(" * </pre>"));
        DocumentedBlock.of("docs/reference/state.md", "alert-layout")
                .mustSay("```\n" + layout.replace(" * ", "") + "```\n");
    }

    private static List<String> wordsOf(EventStream stream) {
        return Arrays.stream(ActivityKind.values())
                .filter(kind -> kind.stream() == stream && !kind.isDerived())
                .map(ActivityKind::type)
                .toList();
    }

    private static List<String> types(Schema contract) {
        return contract.getField("type").schema().getEnumSymbols();
    }
}
