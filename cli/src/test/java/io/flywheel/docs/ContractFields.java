package io.flywheel.docs;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** Tells the fields of contracts apart in those that all of them share and their own, and lays both out. */
final class ContractFields {

    private final List<Schema> contracts;

    ContractFields(Schema... contracts) {
        this.contracts = List.of(contracts);
    }

    String shared() {
        MarkdownTable table = headings();
        contracts.get(0).getFields().stream().filter(this::isShared).forEach(field -> add(table, field));
        return table.text();
    }

    String own(Schema contract) {
        MarkdownTable table = headings();
        contract.getFields().stream().filter(field -> !isShared(field)).forEach(field -> add(table, field));
        return contract.getDoc() + "\n\n" + table.text() + "\nTypes: " + words(contract) + ".\n";
    }

    private boolean isShared(Schema.Field field) {
        return !field.name().equals("type")
                && contracts.stream()
                        .map(contract -> contract.getField(field.name()))
                        .allMatch(other -> other != null
                                && other.schema().equals(field.schema())
                                && Objects.equals(other.doc(), field.doc()));
    }

    private static MarkdownTable headings() {
        return new MarkdownTable("field", "form", "", "meaning");
    }

    private static void add(MarkdownTable table, Schema.Field field) {
        if (!field.name().equals("type")) {
            table.row(
                    "`" + field.name() + "`",
                    form(field.schema()),
                    field.hasDefaultValue() ? "optional" : "required",
                    field.doc());
        }
    }

    private static String form(Schema schema) {
        if (schema.getLogicalType() != null) {
            return schema.getLogicalType().getName();
        }
        return switch (schema.getType()) {
            case UNION ->
                schema.getTypes().stream()
                        .filter(one -> one.getType() != Schema.Type.NULL)
                        .map(ContractFields::form)
                        .collect(Collectors.joining(" or "));
            case ENUM -> String.join(", ", schema.getEnumSymbols());
            case MAP -> "map of " + form(schema.getValueType());
            default -> schema.getType().getName();
        };
    }

    private static String words(Schema contract) {
        Stream<String> types = contract.getField("type").schema().getEnumSymbols().stream();
        return types.map(type -> "`" + type + "`").collect(Collectors.joining(", "));
    }
}
