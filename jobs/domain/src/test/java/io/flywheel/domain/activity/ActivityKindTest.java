package io.flywheel.domain.activity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ActivityKindTest {

    @ParameterizedTest
    @EnumSource(ActivityKind.class)
    void isFoundByTheWordsOfItsContract(ActivityKind kind) {
        assertThat(ActivityKind.named(kind.qualifiedName())).isEqualTo(kind);
        assertThat(ActivityKind.of(kind.stream(), kind.type())).isEqualTo(kind);
    }

    @Test
    void tellsTheStreamsApartWhereTheyShareAWord() {
        assertThat(ActivityKind.of(EventStream.DEALS, "reopened")).isEqualTo(ActivityKind.DEAL_REOPENED);
        assertThat(ActivityKind.of(EventStream.SUPPORT, "reopened")).isEqualTo(ActivityKind.SUPPORT_REOPENED);
        assertThat(ActivityKind.of(EventStream.CLICKSTREAM, "reopened")).isNull();
    }

    @Test
    void listsWhatIsFoundAfterWhatIsStated() {
        List<ActivityKind> kinds = List.of(ActivityKind.values());
        int firstDerived = kinds.indexOf(ActivityKind.QUICK_BACK);
        assertThat(kinds.subList(0, firstDerived)).noneMatch(ActivityKind::isDerived);
        assertThat(kinds.subList(firstDerived, kinds.size())).allMatch(ActivityKind::isDerived);
    }

    @ParameterizedTest
    @CsvSource({"LOW, 1", "NORMAL, 1", "HIGH, 2", "URGENT, 4"})
    void severityFollowsPriority(Priority priority, int severity) {
        assertThat(priority.severity()).isEqualTo(severity);
    }
}
