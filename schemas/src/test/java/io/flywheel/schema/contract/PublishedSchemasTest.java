package io.flywheel.schema.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaValidatorBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every version of a contract that was ever published stays readable, by the present one and by every later one.
 *
 * <p>A version is published by a copy in {@code src/main/resources/published/NAME/NUMBER.avsc}; the next one is written with {@code -Dgolden.write=true} and then reviewed.
 */
class PublishedSchemasTest {

    private static final Path PUBLISHED = Path.of("src", "main", "resources", "published");
    private static final Path CONTRACTS = Path.of("src", "main", "avro");
    private static final String SHARED = "Actor"; // an enum that the three events share; part of each of them
    private static final List<String> CONTRACT_NAMES = List.of(
            "ClickstreamEvent",
            "DealEvent",
            "SupportEvent",
            "Signal",
            "CustomerMomentum",
            "DeadLetter",
            "WindowResult",
            "HotspotReading");
    private static final boolean WRITE = Boolean.getBoolean("golden.write");
    private static final Set<String> COMPARED = new HashSet<>();

    static Stream<Schema> contracts() throws IOException {
        List<Schema> contracts = new ArrayList<>();
        for (String name : CONTRACT_NAMES) {
            Schema.Parser parser = new Schema.Parser();
            parser.parse(Files.readString(CONTRACTS.resolve(SHARED + ".avsc")));
            contracts.add(parser.parse(Files.readString(CONTRACTS.resolve(name + ".avsc"))));
        }
        return contracts.stream();
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void theNewestPublishedVersionIsThePresentContract(Schema contract) throws IOException {
        COMPARED.add(contract.getName());
        List<Schema> published = published(contract);
        Schema newest = published.isEmpty() ? null : published.get(published.size() - 1);
        if (WRITE && !contract.equals(newest)) {
            Path next = folder(contract).resolve((published.size() + 1) + ".avsc");
            Files.createDirectories(folder(contract));
            Files.writeString(next, SchemaFormatter.format("json/pretty", contract) + "\n");
            newest = contract;
        }
        assertThat(newest)
                .as(
                        "the contract %s was changed: publish it as version %d with -Dgolden.write=true, review the copy, and say it in CHANGELOG.md",
                        contract.getName(), published.size() + 1)
                .isEqualTo(contract);
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everyLaterVersionReadsEveryEarlierOne(Schema contract) throws IOException {
        List<Schema> versions = new ArrayList<>(published(contract));
        versions.add(contract);
        for (int later = 1; later < versions.size(); later++) {
            Schema reader = versions.get(later);
            List<Schema> latestFirst = new ArrayList<>();
            versions.subList(0, later).forEach(earlier -> latestFirst.add(0, earlier));
            assertThatCode(() -> new SchemaValidatorBuilder()
                            .canReadStrategy()
                            .validateAll()
                            .validate(reader, latestFirst))
                    .as("version %d of %s reads all before it", later + 1, contract.getName())
                    .doesNotThrowAnyException();
        }
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void everythingInAContractSaysWhatItIs(Schema contract) {
        assertThat(contract.getDoc()).as(contract.getName()).isNotBlank();
        assertThat(contract.getFields()).isNotEmpty().allSatisfy(field -> {
            String place = contract.getName() + "." + field.name();
            assertThat(field.doc()).as("doc of %s", place).isNotBlank().endsWith(".");
            enumsOf(field.schema()).forEach(words -> {
                assertThat(words.getDoc()).as("doc of the enum of %s", place).isNotBlank();
                assertThat(words.getEnumDefault())
                        .as("%s is read by older jobs only with a default symbol", place)
                        .isNotNull();
            });
        });
    }

    @ParameterizedTest
    @MethodSource("contracts")
    void whatMayBeLeftOutHasADefault(Schema contract) {
        assertThat(contract.getFields())
                .filteredOn(field -> field.schema().isNullable())
                .allSatisfy(field -> assertThat(field.hasDefaultValue())
                        .as("default of %s.%s", contract.getName(), field.name())
                        .isTrue());
    }

    @AfterAll
    static void everyContractWasCompared() throws IOException {
        try (Stream<Path> files = Files.list(CONTRACTS)) {
            List<String> records = files.map(
                            file -> file.getFileName().toString().replace(".avsc", ""))
                    .filter(name -> !name.equals(SHARED))
                    .toList();
            assertThat(COMPARED).containsExactlyInAnyOrderElementsOf(records);
        }
    }

    private static List<Schema> published(Schema contract) throws IOException {
        List<Schema> versions = new ArrayList<>();
        for (int number = 1; Files.exists(folder(contract).resolve(number + ".avsc")); number++) {
            versions.add(
                    new Schema.Parser().parse(Files.readString(folder(contract).resolve(number + ".avsc"))));
        }
        if (Files.isDirectory(folder(contract))) {
            try (Stream<Path> files = Files.list(folder(contract))) {
                assertThat(files)
                        .as("versions of %s are numbered without gaps", contract.getName())
                        .hasSize(versions.size());
            }
        }
        return versions;
    }

    private static Path folder(Schema contract) {
        return PUBLISHED.resolve(contract.getName());
    }

    private static Stream<Schema> enumsOf(Schema schema) {
        return switch (schema.getType()) {
            case ENUM -> Stream.of(schema);
            case UNION -> schema.getTypes().stream().flatMap(PublishedSchemasTest::enumsOf);
            default -> Stream.empty();
        };
    }
}
