package io.flywheel.domain.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.domain.control.ControlJudgement.Verdict;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Versions only rise, and what can not be read is refused. */
class ControlLedgerTest {

    private final ControlLedger ledger =
            new ControlLedger((record, before) -> record.content().isEmpty() ? "it is empty" : null);

    @Test
    void versionsRise() {
        assertThat(take(record("a", 1, "x"))).isEqualTo(Verdict.ACCEPTED);
        assertThat(take(record("a", 3, "y"))).isEqualTo(Verdict.ACCEPTED);
        assertThat(take(record("a", 2, "z"))).isEqualTo(Verdict.REFUSED);
        assertThat(take(record("a", 3, "z"))).as("other content").isEqualTo(Verdict.REFUSED);
        assertThat(take(record("b", 1, "z"))).as("another thing").isEqualTo(Verdict.ACCEPTED);
        assertThat(ledger.latest(ControlKind.SILENCE, "a")).isEqualTo(record("a", 3, "y"));
        assertThat(ledger.take(record("a", 2, "z")).reason())
                .isEqualTo("version 3 of silence/a is known; the next must be higher than that, not 2");
    }

    @Test
    void theSameAgainIsKnown() {
        take(record("a", 1, "x"));

        assertThat(take(record("a", 1, "x"))).isEqualTo(Verdict.KNOWN);
    }

    @Test
    void whatCanNotBeReadIsRefusedAndTheOldOneStays() {
        take(record("a", 1, "x"));

        assertThat(ledger.take(record("a", 2, "")))
                .isEqualTo(ControlJudgement.refused(record("a", 2, ""), "it is empty"));
        assertThat(ledger.latest(ControlKind.SILENCE, "a")).isEqualTo(record("a", 1, "x"));
        assertThat(take(record("a", 2, "mended"))).isEqualTo(Verdict.ACCEPTED);
    }

    @Test
    void whatWasRestoredIsKnown() {
        ledger.restore(record("a", 4, "x"));

        assertThat(take(record("a", 4, "x"))).isEqualTo(Verdict.KNOWN);
        assertThat(take(record("a", 3, "x"))).isEqualTo(Verdict.REFUSED);
    }

    @Test
    void aRecordMustBePossible() {
        assertThat(record("a", 7, "x").key()).isEqualTo("silence/a/7");
        assertThatThrownBy(() -> record(" ", 1, "x").checked()).hasMessageContaining("id is empty");
        assertThatThrownBy(() -> record("a", 0, "x").checked()).hasMessageContaining("versions count from 1");
        assertThatThrownBy(() -> record("a", 1, "x", 5L).checked()).hasMessageContaining("ends before it begins");
    }

    private Verdict take(ControlRecord record) {
        return ledger.take(record).verdict();
    }

    private static ControlRecord record(String id, int version, String content) {
        return record(id, version, content, null);
    }

    private static ControlRecord record(String id, int version, String content, @Nullable Long until) {
        return new ControlRecord(ControlKind.SILENCE, id, version, 5, until, "ann", content);
    }
}
