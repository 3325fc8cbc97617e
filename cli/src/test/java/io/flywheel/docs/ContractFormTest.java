package io.flywheel.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The data contract keeps the rules of its standard. */
class ContractFormTest {

    private static final String CONTRACT = "deploy/contract/flywheel.odcs.yaml";

    @Test
    void theContractIsOne() throws IOException {
        assertThat(ContractForm.problems(ContractForm.read(Project.text(CONTRACT))))
                .isEmpty();
    }

    /** The check can fail: each of these is refused by the JSON Schema of the standard as well, but for the last four, which no schema can see. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        'apiVersion: v3.1.0' | 'apiVersion: v3.1'
        'kind: DataContract' | 'kind: Contract'
        'status: active' | 'state: active'
        'version: 0.1.0' | 'version: 0.1'
        'host: "your PostgreSQL"' | 'hostname: "your PostgreSQL"'
        'port: 5432' | 'port: "5432"'
        'type: postgresql' | 'type: postgre'
        'property: latency' | 'name: latency'
        'value: 2' | 'value: [2]'
        'logicalType: object' | 'logicalType: table'
        'logicalType: integer' | 'logicalType: bigint'
        'required: true' | 'nullable: false'
        'required: true' | 'required: "true"'
        'primaryKeyPosition: 1' | 'primaryKeyPosition: "1"'
        'properties:' | 'columns:'
        'element: pipeline_freshness.watermark_at' | 'element: pipeline_freshness.watermark'
        'primaryKeyPosition: 2' | 'primaryKeyPosition: 3'
        'primaryKey: true' | 'primaryKey: false'
        'name: alert_instance' | 'name: alert_transition'
        """)
    void aMistakeIsFound(String right, String wrong) throws IOException {
        String text = Project.text(CONTRACT);
        assertThat(text).contains(right);
        int place = text.indexOf(right);
        String mistaken = text.substring(0, place) + wrong + text.substring(place + right.length());
        assertThat(ContractForm.problems(ContractForm.read(mistaken))).isNotEmpty();
    }
}
