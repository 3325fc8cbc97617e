package io.flywheel.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.dashboard.tables.TablesAccess;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DashboardSettingsTest {

    private static final TablesAccess TABLES =
            new TablesAccess("jdbc:postgresql://127.0.0.1:1/flywheel", "u", "hidden");

    @Test
    void anAddressThatOthersReachIsRefusedWithoutAToken() {
        assertThatThrownBy(() -> new DashboardSettings(TABLES, "0.0.0.0", 0, Set.of(), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("without a token");
    }

    @Test
    void aShortTokenIsRefused() {
        assertThatThrownBy(() -> new DashboardSettings(TABLES, "0.0.0.0", 0, Set.of(), "short"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("16");
    }

    @Test
    void noSecretIsInTheText() {
        DashboardSettings settings =
                new DashboardSettings(TABLES, "0.0.0.0", 0, Set.of("Wheel.Example"), "0123456789abcdef");
        assertThat(settings.toString()).doesNotContain("hidden", "0123456789abcdef");
        assertThat(settings.names()).containsExactly("wheel.example");
    }
}
