package io.flywheel.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackPortsTest {

    /** The lowest port that Linux lends to a connection that goes out. */
    private static final int LENT_FROM = 32_768;

    @Test
    void noPortIsChosenTwiceOrCanBeLentToAConnectionBeforeItIsUsed() {
        Set<Integer> chosen = new HashSet<>();
        for (int part = 0; part < 100; part++) {
            chosen.add(LoopbackPorts.choose("a part", 0));
        }
        assertThat(chosen).hasSize(100).allSatisfy(port -> assertThat(port).isBetween(1_024, LENT_FROM - 1));
    }

    @Test
    void portThatIsTakenIsNeitherChosenNorGiven() throws Exception {
        int next = LoopbackPorts.choose("a part", 0) + 1;
        try (ServerSocket taken = new ServerSocket()) {
            taken.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), next));

            assertThat(LoopbackPorts.choose("a part", 0)).isNotEqualTo(next);
            assertThatThrownBy(() -> LoopbackPorts.choose("a part", next))
                    .isInstanceOfSatisfying(
                            Failure.class, failure -> assertThat(failure.code()).isEqualTo(ErrorCode.PORT_IN_USE));
        }
    }
}
