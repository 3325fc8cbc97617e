package io.flywheel.notifier.telling;

import static org.assertj.core.api.Assertions.assertThat;

import io.flywheel.domain.alert.Inhibition;
import io.flywheel.domain.alert.Matcher;
import io.flywheel.domain.alert.Silence;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HoldsTest {

    private static final Matcher SPREADS = new Matcher("rule", Matcher.Comparison.IS, "spreads");
    private static final Matcher CUSTOMERS = new Matcher("scope", Matcher.Comparison.IS, "customer");
    private static final Silence SILENCE = new Silence("s1", List.of(CUSTOMERS), 100, 200);
    private static final Inhibition INHIBITION =
            new Inhibition("all rubs", List.of(SPREADS), List.of(CUSTOMERS), List.of());
    private static final Map<String, String> CUSTOMER = Map.of("rule", "rubs", "scope", "customer");
    private static final Map<String, String> WINDOW = Map.of("rule", "spreads", "scope", "window");

    @Test
    void aSilenceHoldsFromItsStartToBeforeItsEnd() {
        assertThat(at(99).heldBy(CUSTOMER)).isNull();
        assertThat(at(100).heldBy(CUSTOMER)).isEqualTo("silence s1");
        assertThat(at(199).heldBy(CUSTOMER)).isEqualTo("silence s1");
        assertThat(at(200).heldBy(CUSTOMER)).isNull();
        assertThat(at(150).heldBy(WINDOW)).isNull();
    }

    @Test
    void aCauseThatIsOnHidesItsEffectsAndNeverItself() {
        Holds holds = Holds.at(0, List.of(), List.of(INHIBITION), List.of(WINDOW));
        assertThat(holds.heldBy(CUSTOMER)).isEqualTo("inhibition all rubs");
        assertThat(holds.heldBy(WINDOW)).isNull();
    }

    @Test
    void onlyWhatMayBeACauseMakesADifference() {
        Map<String, String> other = Map.of("rule", "other", "scope", "window");
        assertThat(Holds.at(0, List.of(), List.of(INHIBITION), List.of(other)))
                .isEqualTo(Holds.at(0, List.of(), List.of(INHIBITION), List.of()));
    }

    private static Holds at(long millis) {
        return Holds.at(millis, List.of(SILENCE), List.of(), List.of());
    }
}
