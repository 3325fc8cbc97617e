package io.flywheel.domain.alert;

import static io.flywheel.domain.alert.Sample.HOUR;
import static io.flywheel.domain.alert.Sample.MINUTE;
import static io.flywheel.domain.alert.Sample.START;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertBookTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden/alerts/v4.bin");
    private static final AlertTerms TERMS = new AlertTerms(new Threshold(true, 5, 4), 30 * MINUTE, HOUR, 0, 1, 1, 0);
    private static final RuleBook RULES = new RuleBook(
            1,
            List.of(
                    Sample.customerRule("standing", Fact.FRICTION_STANDING, TERMS),
                    Sample.customerRule("friction", Fact.FRICTION, TERMS),
                    Sample.customerRule("never", Fact.MASS, TERMS)));

    private static final RuleBook WITH_CHANGE = new RuleBook(
            2,
            Stream.concat(
                            RULES.rules().stream(),
                            Stream.of(Sample.changeRule("changed", Fact.FRICTION_STANDING, TERMS, 2 * HOUR)))
                    .toList());

    private static final RuleBook WITH_UNITS = new RuleBook(
            2,
            WITH_CHANGE.rules().stream()
                    .map(rule -> Sample.in(Unit.POINTS_PER_DAY, rule))
                    .toList());

    private final CustomerAlerts alerts = new CustomerAlerts(new ControlHistory(RULES));

    /** Before rules could be tried, before they could ask for changes, and before they had units and anybody could be erased: what is not known began before everything. */
    @ParameterizedTest
    @ValueSource(strings = {"v1.bin", "v2.bin", "v3.bin"})
    void readsWhatEarlierReleasesWrote(String name) throws IOException {
        AlertBook read = AlertBook.unpack(Files.readAllBytes(GOLDEN.resolveSibling(name)));

        assertThat(read.firstSeenAtMillis()).isEqualTo(Long.MIN_VALUE);
        AlertBook written = name.equals("v3.bin") ? writtenWithChange(WITH_CHANGE) : written(alerts);
        written.seen(Long.MIN_VALUE);
        assertThat(read.pack()).isEqualTo(written.pack());
    }

    @Test
    void readsWhatThisReleaseWrites() throws IOException {
        AlertBook written = writtenWithChange(WITH_UNITS);
        written.nextLookAt(START + 2 * HOUR);
        if (Boolean.getBoolean("golden.write")) {
            Files.createDirectories(GOLDEN.getParent());
            Files.write(GOLDEN, written.pack());
        }
        byte[] golden = Files.readAllBytes(GOLDEN);
        AlertBook read = AlertBook.unpack(golden);

        assertThat(golden[0]).isEqualTo((byte) 4);
        assertThat(read.nextLookAtMillis()).isEqualTo(START + 2 * HOUR);
        assertThat(read.firstSeenAtMillis()).isEqualTo(written.firstSeenAtMillis());
        assertThat(read.rules()).containsExactly("changed", "friction", "standing");
        assertThat(read.entry("standing").course().status()).isEqualTo(AlertStatus.FIRING);
        assertThat(read.entry("standing").course().firedAt()).isEqualTo(START + 30 * MINUTE);
        assertThat(read.entry("standing").course().acknowledgedBy()).isEqualTo("ann");
        assertThat(read.entry("changed").trail().at(START)).isEqualTo(6);
        assertThat(read.entry("standing").evidence()).containsExactly("e-1", "e-0", "c-1");
        assertThat(read.entry("standing").rule())
                .isEqualTo(ToldRule.of(WITH_UNITS.rules().get(0)));
        assertThat(read.pack())
                .as("a new form of the bytes is a new golden file beside the old ones")
                .isEqualTo(golden);
        assertThat(written.pack()).isEqualTo(golden);
    }

    @Test
    void nothingIsKeptOfACustomerWithoutAlerts() {
        AlertBook book = new AlertBook();
        alerts.heard(book, Sample.update(START, 0, 0), output -> {});

        assertThat(book.isBlank()).isTrue();
        assertThat(new AlertBook().pack()).containsExactly(4, 0, 0, 0);
    }

    @Test
    void whatIsOverKeepsItsNumbersAndNoMore() {
        AlertBook book = written(alerts);
        int open = book.pack().length;
        alerts.heard(book, Sample.update(START + 2 * HOUR, 0, 0), output -> {});
        alerts.passed(book, "globex", START + 4 * HOUR, output -> {});

        assertThat(book.hasOpen()).isFalse();
        assertThat(book.isBlank()).isFalse();
        assertThat(book.pack()).hasSizeLessThan(open / 2);
        assertThat(AlertBook.unpack(book.pack()).entry("standing").course().episode())
                .isEqualTo(1);
    }

    @Test
    void refusesWhatALaterReleaseWrote() {
        assertThatThrownBy(() -> AlertBook.unpack(new byte[] {5, 0, 0}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("version 5")
                .hasMessageContaining("later one");
    }

    private static AlertBook writtenWithChange(RuleBook rules) {
        CustomerAlerts withChange = new CustomerAlerts(new ControlHistory(rules));
        AlertBook written = written(withChange);
        withChange.heard(written, Sample.update(START + HOUR, 6, 1), output -> {});
        return written;
    }

    private static AlertBook written(CustomerAlerts alerts) {
        AlertBook book = new AlertBook();
        alerts.heard(book, Sample.update(START, 6, 1), output -> {});
        alerts.passed(book, "globex", START + 30 * MINUTE, output -> {});
        book.entry("standing").course().acknowledge("ann", START + HOUR, step -> {});
        return book;
    }
}
