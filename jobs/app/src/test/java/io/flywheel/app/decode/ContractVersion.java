package io.flywheel.app.decode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;
import org.apache.avro.Schema;

/** A contract as another release of its producer may have it. */
final class ContractVersion {

    private final Schema contract;
    private final List<Schema.Field> fields = new ArrayList<>();

    private ContractVersion(Schema contract) {
        this.contract = contract;
        contract.getFields().forEach(field -> fields.add(new Schema.Field(field, field.schema())));
    }

    static ContractVersion of(Schema contract) {
        return new ContractVersion(contract);
    }

    ContractVersion with(int place, Schema.Field added) {
        fields.add(place, added);
        return this;
    }

    ContractVersion with(Schema.Field added) {
        return with(fields.size(), added);
    }

    ContractVersion without(String field) {
        fields.removeIf(each -> each.name().equals(field));
        return this;
    }

    ContractVersion changed(String field, UnaryOperator<Schema> change) {
        fields.replaceAll(each ->
                each.name().equals(field) ? new Schema.Field(field, change.apply(each.schema()), each.doc()) : each);
        return this;
    }

    ContractVersion reversed() {
        Collections.reverse(fields);
        return this;
    }

    Schema schema() {
        return schema(contract.getFullName());
    }

    Schema schema(String name) {
        return Schema.createRecord(name, "another version", null, false, fields);
    }

    /** A field that readers who do not know it pass over. */
    static Schema.Field optionalText(String name) {
        Schema type = Schema.createUnion(Schema.create(Schema.Type.NULL), Schema.create(Schema.Type.STRING));
        return new Schema.Field(name, type, null, Schema.Field.NULL_DEFAULT_VALUE);
    }

    /** The same enum with one symbol more, which older readers do not know. */
    static Schema withSymbol(Schema symbols, String added) {
        List<String> more = new ArrayList<>(symbols.getEnumSymbols());
        more.add(added);
        return Schema.createEnum(symbols.getName(), null, symbols.getNamespace(), more, symbols.getEnumDefault());
    }
}
