package io.flywheel.domain.customer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIdentityTest {

    @ParameterizedTest(name = "{0} {1} is {2} for ever: it is in savepoints")
    @CsvSource({"shop, e1, 2516c95422ce606a", "crm:eu, '', 9f0ed2ff53aead71", "läden, 订单-1, 4a8d1e15045c42ac"})
    void neverChanges(String source, String eventId, String identity) {
        assertThat(Long.toHexString(EventIdentity.of(source, eventId))).isEqualTo(identity);
    }

    @Test
    void tellsSourceAndIdApart() {
        assertThat(EventIdentity.of("a", "bc")).isNotEqualTo(EventIdentity.of("ab", "c"));
        Set<Long> identities = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            identities.add(EventIdentity.of("shop", "event-" + i));
        }
        assertThat(identities).hasSize(200_000);
    }
}
