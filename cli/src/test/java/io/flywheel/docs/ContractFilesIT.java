package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.app.postgres.Migrations;
import io.flywheel.app.postgres.PostgresAccess;
import io.flywheel.app.postgres.SecretSource;
import io.flywheel.docs.DescribedRelation.Column;
import io.flywheel.local.postgres.EmbeddedDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data contract and the sources of dbt say what the comments of a migrated database say. */
class ContractFilesIT {

    private static final String NOTE =
            "# Written from the comments of the tables by ContractFilesIT; change the comments, not this file.\n";
    private static final Pattern NAMED = Pattern.compile("flywheel\\.([a-z_]+)");

    /** Who reads the tables in this repository, and where its questions lie. */
    private static final Map<String, String> READERS = Map.of(
            "live_page", "dashboard/src/main/resources/io/flywheel/dashboard",
            "grafana_wheel", "deploy/grafana/dashboards/wheel.json",
            "grafana_operations", "deploy/grafana/dashboards/operations.json");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit fills it before each test
    private Path folder;

    @Test
    void contractAndSourcesAreThoseOfTheMigrations() throws IOException, SQLException {
        List<DescribedRelation> relations;
        try (EmbeddedDatabase database =
                EmbeddedDatabase.start(folder.resolve("data"), folder.resolve("programs"), 0)) {
            Migrations.migrate(new PostgresAccess(
                    database.jdbcUrl(), database.access().user(), SecretSource.file(database.passwordFile())));
            try (Connection connection = database.access().connect()) {
                relations = DescribedRelation.all(connection);
            }
        }
        assertThat(relations).hasSizeGreaterThan(30).allSatisfy(relation -> {
            assertThat(relation.meaning()).as(relation.name()).isNotBlank();
            assertThat(relation.columns())
                    .allSatisfy(column -> assertThat(column.meaning())
                            .as(relation.name() + "." + column.name())
                            .isNotBlank());
        });
        WholeFile.of("deploy/dbt/models/sources.yml").mustSay(sources(relations));
        WholeFile.of("deploy/dbt/models/exposures.yml").mustSay(exposures(relations));
        WholeFile.of("deploy/contract/flywheel.odcs.yaml").mustSay(contract(relations));
        Map<?, ?> contract = ContractForm.read(Project.text("deploy/contract/flywheel.odcs.yaml"));
        assertThat(ContractForm.problems(contract)).isEmpty();
        assertThat(contract.get("schema"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(relations.size());
    }

    private static String sources(List<DescribedRelation> relations) {
        StringBuilder text = new StringBuilder(NOTE).append("""
                version: 2
                sources:
                  - name: flywheel
                    schema: flywheel
                    description: "The wheel of every customer, written by the Flywheel jobs; read it, never write it."
                    tables:
                """);
        for (DescribedRelation relation : relations) {
            text.append("      - name: ").append(relation.name()).append('\n');
            text.append("        description: ")
                    .append(quoted(relation.meaning()))
                    .append('\n');
            if (relation.name().equals("pipeline_freshness")) {
                text.append("        loaded_at_field: updated_at\n");
                text.append("        freshness:\n");
                text.append("          warn_after: {count: 5, period: minute}\n");
                text.append("          error_after: {count: 30, period: minute}\n");
            }
            text.append("        columns:\n");
            for (Column column : relation.columns()) {
                text.append("          - name: ").append(column.name()).append('\n');
                text.append("            data_type: ")
                        .append(quoted(column.type()))
                        .append('\n');
                text.append("            description: ")
                        .append(quoted(column.meaning()))
                        .append('\n');
                if (column.always() && !relation.isView()) {
                    text.append("            data_tests: [not_null]\n");
                }
            }
        }
        return text.toString();
    }

    private static String exposures(List<DescribedRelation> relations) throws IOException {
        Set<String> known = relations.stream().map(DescribedRelation::name).collect(Collectors.toSet());
        StringBuilder text = new StringBuilder(NOTE).append("version: 2\nexposures:\n");
        for (String reader : new TreeSet<>(READERS.keySet())) {
            Set<String> read = read(Project.file(String.valueOf(READERS.get(reader))));
            read.retainAll(known);
            assertThat(read).as(reader).isNotEmpty();
            text.append("  - name: ").append(reader).append('\n');
            text.append("    type: dashboard\n");
            text.append("    maturity: high\n");
            text.append("    owner: {name: Flywheel}\n");
            text.append("    depends_on:\n");
            read.forEach(name ->
                    text.append("      - source('flywheel', '").append(name).append("')\n"));
        }
        return text.toString();
    }

    private static Set<String> read(Path place) throws IOException {
        Set<String> named = new TreeSet<>();
        try (Stream<Path> files = Files.walk(place)) {
            for (Path file : files.filter(each -> each.toString().matches(".*\\.(sql|json)"))
                    .toList()) {
                NAMED.matcher(Files.readString(file)).results().forEach(use -> named.add(use.group(1)));
            }
        }
        return named;
    }

    private static String contract(List<DescribedRelation> relations) {
        StringBuilder text = new StringBuilder(NOTE).append("""
                apiVersion: v3.1.0
                kind: DataContract
                id: io.flywheel.tables
                name: Flywheel tables
                version: 0.1.0
                status: active
                domain: customer-engagement
                description:
                  purpose: "Engagement momentum of every customer, while it happens: for dashboards, SQL and models."
                  usage: "Read as role flywheel_reader. Views that begin with v_ answer a question each. Times are UTC, event time unless a column says otherwise; rates are points per day; money is in minor units."
                  limitations: "Late events revise rows for nine days. Rows are replaced one customer at a time; who needs a cut over all customers reads v_freshness first."
                servers:
                  - server: production
                    type: postgresql
                    host: "your PostgreSQL"
                    port: 5432
                    database: flywheel
                    schema: flywheel
                slaProperties:
                  - property: latency
                    value: 2
                    unit: min
                    element: pipeline_freshness.watermark_at
                    description: "Rows are complete up to this event time; v_freshness says so when it is more than 2 minutes ago."
                schema:
                """);
        for (DescribedRelation relation : relations) {
            text.append("  - name: ").append(relation.name()).append('\n');
            text.append("    logicalType: object\n");
            text.append("    physicalType: ")
                    .append(relation.isView() ? "view" : "table")
                    .append('\n');
            text.append("    physicalName: flywheel.").append(relation.name()).append('\n');
            text.append("    description: ").append(quoted(relation.meaning())).append('\n');
            text.append("    properties:\n");
            for (Column column : relation.columns()) {
                text.append("      - name: ").append(column.name()).append('\n');
                text.append("        logicalType: ")
                        .append(logical(column.type()))
                        .append('\n');
                text.append("        physicalType: ")
                        .append(quoted(column.type()))
                        .append('\n');
                text.append("        required: ").append(column.always()).append('\n');
                if (column.key() > 0) {
                    text.append("        primaryKey: true\n");
                    text.append("        primaryKeyPosition: ")
                            .append(column.key())
                            .append('\n');
                }
                text.append("        description: ")
                        .append(quoted(column.meaning()))
                        .append('\n');
            }
        }
        return text.toString();
    }

    private static String logical(String type) {
        return switch (type) {
            case "text" -> "string";
            case "bigint", "integer", "smallint" -> "integer";
            case "double precision", "numeric" -> "number";
            case "boolean" -> "boolean";
            case "date" -> "date";
            case "timestamp with time zone" -> "timestamp";
            case "jsonb" -> "object";
            case "text[]" -> "array";
            case "bytea", "interval" -> "string";
            default -> throw new IllegalArgumentException("no logical type for " + type);
        };
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
