package io.flywheel.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who is erased, from which moment on, and what no record of an erasure may say. */
class ErasuresTest {

    private static final String GLOBEX = Erasures.idOf("globex");

    private final Erasures erasures = new Erasures();

    @Test
    void anErasureIsKnownByTheHashOfTheIdInUtf8() {
        assertThat(Erasures.idOf("abc")).isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assertThat(Erasures.idOf("żółw")).hasSize(64).isNotEqualTo(Erasures.idOf("zolw"));
    }

    @Test
    void nobodyIsErasedBeforeAnybodyWas() {
        assertThat(erasures.isErased("globex", Long.MIN_VALUE)).isFalse();
    }

    @Test
    void whatHappenedBeforeTheMomentIsErasedAndNothingElse() {
        assertThat(erasures.heard(erasure(GLOBEX, 1, 100))).isTrue();

        assertThat(erasures.isErased("globex", Long.MIN_VALUE)).isTrue();
        assertThat(erasures.isErased("globex", 99)).isTrue();
        assertThat(erasures.isErased("globex", 100)).isFalse();
        assertThat(erasures.isErased("initech", 99)).isFalse();
    }

    @Test
    void theLatestMomentOfACustomerCountsInWhateverOrderTheyAreHeard() {
        assertThat(erasures.heard(erasure(GLOBEX, 2, 200))).isTrue();
        assertThat(erasures.heard(erasure(GLOBEX, 1, 100))).isFalse();
        assertThat(erasures.heard(erasure(GLOBEX, 2, 200))).isFalse();
        erasures.heard(erasure(Erasures.idOf("initech"), 1, 300));

        assertThat(erasures.isErased("globex", 199)).isTrue();
        assertThat(erasures.isErased("globex", 200)).isFalse();
        assertThat(erasures.isErased("initech", 299)).isTrue();
    }

    @Test
    void otherDecisionsEraseNobody() {
        assertThat(erasures.heard(new ControlRecord(ControlKind.SILENCE, GLOBEX, 1, 100, null, "ann", "")))
                .isFalse();
        assertThat(erasures.isErased("globex", 1)).isFalse();
    }

    @Test
    void aRecordThatFitsHasNoProblem() {
        ControlRecord first = erasure(GLOBEX, 1, 100);

        assertThat(Erasures.problem(first, null)).isNull();
        assertThat(Erasures.problem(erasure(GLOBEX, 2, 100), first)).isNull();
        assertThat(Erasures.problem(erasure(GLOBEX, 2, 101), first)).isNull();
    }

    @Test
    void whatForgetsLessNamesSomebodyOrEndsIsRefusedWithWords() {
        assertThat(Erasures.problem(erasure(GLOBEX, 2, 99), erasure(GLOBEX, 1, 100)))
                .isEqualTo("a later version of an erasure may only forget more: it must not begin before version 1");
        assertThat(Erasures.problem(erasure("globex", 1, 100), null))
                .contains("must be the SHA-256")
                .doesNotContain("globex");
        assertThat(Erasures.problem(erasure(GLOBEX.toUpperCase(Locale.ROOT), 1, 100), null))
                .contains("lower-case");
        assertThat(Erasures.problem(erasure(GLOBEX, null, "globex"), null)).contains("no content");
        assertThat(Erasures.problem(erasure(GLOBEX, 200L, ""), null)).contains("no end");
    }

    private static ControlRecord erasure(String id, int version, long fromMillis) {
        return new ControlRecord(ControlKind.ERASURE, id, version, fromMillis, null, "ann", "");
    }

    private static ControlRecord erasure(String id, @Nullable Long untilMillis, String content) {
        return new ControlRecord(ControlKind.ERASURE, id, 1, 100, untilMillis, "ann", content);
    }
}
