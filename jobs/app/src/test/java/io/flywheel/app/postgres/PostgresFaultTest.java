package io.flywheel.app.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresFaultTest {

    @ParameterizedTest
    @CsvSource({
        "08001, CONNECTION",
        "08006, CONNECTION",
        "25006, CONNECTION",
        "53100, CONNECTION",
        "53300, CONNECTION",
        "57P01, CONNECTION",
        "57P03, CONNECTION",
        "58030, CONNECTION",
        "40001, CONTENTION",
        "40P01, CONTENTION",
        "55P03, CONTENTION",
        "57014, CONTENTION",
        "22003, ROW",
        "22021, ROW",
        "22P05, ROW",
        "23514, ROW",
        "54000, ROW",
        "28P01, ACCESS",
        "3D000, ACCESS",
        "42501, ACCESS",
        "3F000, SCHEMA",
        "42P01, SCHEMA",
        "42703, SCHEMA",
        "XX001, OTHER",
        "P0001, OTHER",
        "'', OTHER",
    })
    void faultIsToldByTheState(String state, PostgresFault fault) {
        assertThat(PostgresFault.of(new SQLException("said", state))).isEqualTo(fault);
    }

    @Test
    void faultWithoutAStateIsUnknown() {
        assertThat(PostgresFault.of(new SQLException("said"))).isEqualTo(PostgresFault.OTHER);
    }
}
