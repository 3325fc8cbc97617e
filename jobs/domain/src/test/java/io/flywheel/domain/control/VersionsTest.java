package io.flywheel.domain.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is in force at a moment. */
class VersionsTest {

    private final Versions<String> versions = new Versions<>("file");

    @Test
    void beforeAllVersionsWhatTheJobWasStartedWithIsInForce() {
        assertThat(versions.at(Long.MIN_VALUE)).isEqualTo("file");
        assertThat(versions.at(Long.MAX_VALUE)).isEqualTo("file");
        assertThat(versions.latest()).isEqualTo("file");
    }

    @Test
    void theHighestVersionThatHadBegunAndNotEndedIsInForceHoweverTheyCame() {
        versions.add(4, "four", 300, 400L);
        versions.add(2, "two", 100, null);
        versions.add(3, "three", 200, null);

        assertThat(versions.at(99)).isEqualTo("file");
        assertThat(versions.at(100)).isEqualTo("two");
        assertThat(versions.at(250)).isEqualTo("three");
        assertThat(versions.at(300)).isEqualTo("four");
        assertThat(versions.at(400)).as("it had ended").isEqualTo("three");
        assertThat(versions.latest()).isEqualTo("four");
    }

    @Test
    void aHigherVersionThatBeginsEarlierStandsBeforeALowerOne() {
        versions.add(2, "two", 200, null);
        versions.add(3, "three", 100, null);

        assertThat(versions.at(150)).isEqualTo("three");
        assertThat(versions.at(250)).isEqualTo("three");
    }

    @Test
    void aKnownVersionChangesNothing() {
        assertThat(versions.add(2, "two", 100, null)).isTrue();
        assertThat(versions.add(2, "other", 50, null)).isFalse();

        assertThat(versions.at(60)).isEqualTo("file");
        assertThat(versions.at(100)).isEqualTo("two");
    }
}
