package io.flywheel.docs;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.domain.activity.ActivityKind;
import io.flywheel.domain.signal.Condition;
import io.flywheel.domain.signal.HalfLifeClass;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.domain.signal.SignalRule;
import io.flywheel.domain.signal.StandingRule;
import io.flywheel.domain.signal.Weight;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page of signals lists the catalogue that comes with the jobs. */
class CatalogueReferenceTest {

    private static final double DAY = Duration.ofDays(1).toMillis();

    @Test
    void listsTheCatalogue() {
        SignalCatalogue catalogue = CatalogueFile.parse("catalogue.yaml", CatalogueFile.builtIn());
        MarkdownTable classes = new MarkdownTable("class", "half-life", "saturates at, points per day");
        catalogue.classes().forEach(halfLife -> classes.row(cells(halfLife)));
        MarkdownTable signals = new MarkdownTable(
                "id", "signal", "side", "weight", "class", "phase", "department", "by whom", "condition", "standing");
        catalogue.rules().forEach(rule -> signals.row(cells(rule)));
        DocumentedBlock.of("docs/reference/signals.md", "catalogue")
                .mustSay("\nVersion " + catalogue.version() + " of the catalogue that comes with the jobs:\n\n"
                        + classes.text() + "\n" + signals.text() + "\n");
    }

    private static String[] cells(HalfLifeClass halfLife) {
        double saturation = halfLife.saturationPerDay();
        return new String[] {
            halfLife.name(),
            number(halfLife.halfLifeMillis() / DAY) + " d",
            saturation == 0 ? "never" : number(saturation)
        };
    }

    private static String[] cells(SignalRule rule) {
        return new String[] {
            String.valueOf(rule.id()),
            "`" + rule.name() + "`",
            rule.side().word(),
            weight(rule.weight()),
            rule.halfLife().name(),
            rule.phase().word(),
            rule.department().word(),
            rule.byAnybody() ? "anybody" : "customer",
            condition(rule),
            standing(rule.standing())
        };
    }

    private static String weight(Weight weight) {
        String points = points(weight.thousandths());
        return switch (weight.scale()) {
            case FIXED -> points;
            case PRIORITY -> points + ", by priority";
            case AMOUNT ->
                points + ", by amount: reference " + weight.referenceMinor() + " minor, at most "
                        + points(weight.capThousandths());
        };
    }

    private static String condition(SignalRule rule) {
        List<String> conditions = new ArrayList<>();
        conditions.add("`" + rule.on().qualifiedName() + "`");
        if (rule.customName() != null) {
            conditions.add("name is " + rule.customName());
        }
        for (Condition condition : rule.conditions()) {
            conditions.add(words(condition));
        }
        return String.join(", ", conditions);
    }

    private static String words(Condition condition) {
        if (condition.field() == Condition.Field.ATTRIBUTE) {
            return condition.attribute() + " is " + condition.text();
        }
        List<String> bounds = new ArrayList<>();
        if (!Double.isInfinite(condition.min())) {
            bounds.add("at least " + number(condition.min()));
        }
        if (!Double.isInfinite(condition.max())) {
            bounds.add("at most " + number(condition.max()));
        }
        return condition.field().word() + " " + String.join(" and ", bounds);
    }

    private static String standing(@Nullable StandingRule standing) {
        if (standing == null) {
            return "";
        }
        return number(standing.basePerDay()) + " per day, growing with every "
                + number(standing.referenceMillis() / DAY)
                + " d up to " + number(standing.cap()) + " times, for at most "
                + number(standing.maxAgeMillis() / DAY) + " d; until "
                + standing.closedBy().stream()
                        .sorted()
                        .map(ActivityKind::qualifiedName)
                        .map(name -> "`" + name + "`")
                        .collect(Collectors.joining(" or "));
    }

    private static String points(long thousandths) {
        return number(thousandths / 1000.0);
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
