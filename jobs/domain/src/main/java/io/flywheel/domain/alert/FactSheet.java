package io.flywheel.domain.alert;

import io.flywheel.domain.packing.StateReader;
import io.flywheel.domain.packing.StateWriter;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All facts about one subject at one moment.
 *
 * <p><b>Shape:</b> made once, then only read. A number that is not known is NaN, a text empty, points none.
 */
public final class FactSheet {

    private final EnumMap<Fact, Double> numbers = new EnumMap<>(Fact.class);
    private final EnumMap<Fact, String> texts = new EnumMap<>(Fact.class);
    private final EnumMap<Fact, Map<String, Double>> points = new EnumMap<>(Fact.class);

    public FactSheet() {}

    /** The same facts, some of which will be put anew. */
    FactSheet copy() {
        FactSheet copy = new FactSheet();
        copy.numbers.putAll(numbers);
        copy.texts.putAll(texts);
        copy.points.putAll(points);
        return copy;
    }

    public FactSheet put(Fact fact, @Nullable Double number) {
        numbers.put(fact, number == null ? Double.NaN : number);
        return this;
    }

    public FactSheet put(Fact fact, @Nullable String text) {
        texts.put(fact, text == null ? "" : text);
        return this;
    }

    public FactSheet put(Fact fact, Map<String, Double> its) {
        points.put(fact, its);
        return this;
    }

    public double number(Fact fact) {
        return numbers.getOrDefault(fact, Double.NaN);
    }

    public String text(Fact fact) {
        return texts.getOrDefault(fact, "");
    }

    public Map<String, Double> points(Fact fact) {
        return points.getOrDefault(fact, Map.of());
    }

    /** Writes the facts by their words, so that a release may have more of them or fewer; the layout is that of {@link AlertBook}. */
    void write(StateWriter out) {
        out.putCount(numbers.size());
        numbers.forEach((fact, number) -> {
            out.putText(fact.word());
            out.putDouble(number);
        });
        out.putCount(texts.size());
        texts.forEach((fact, text) -> {
            out.putText(fact.word());
            out.putText(text);
        });
        out.putCount(points.size());
        points.forEach((fact, its) -> {
            out.putText(fact.word());
            out.putCount(its.size());
            new TreeMap<>(its).forEach((name, number) -> {
                out.putText(name);
                out.putDouble(number);
            });
        });
    }

    /** Facts of customers as {@link #write} wrote them; those that this release does not know are left out. */
    static FactSheet read(StateReader in) {
        FactSheet sheet = new FactSheet();
        for (int left = in.getCountOf(1); left > 0; left--) {
            Fact fact = Fact.ofCustomer(in.getPresentText(), Fact.Kind.NUMBER);
            double number = in.getDouble();
            if (fact != null) {
                sheet.numbers.put(fact, number);
            }
        }
        for (int left = in.getCountOf(1); left > 0; left--) {
            Fact fact = Fact.ofCustomer(in.getPresentText(), Fact.Kind.TEXT);
            String text = in.getPresentText();
            if (fact != null) {
                sheet.texts.put(fact, text);
            }
        }
        for (int left = in.getCountOf(1); left > 0; left--) {
            Fact fact = Fact.ofCustomer(in.getPresentText(), Fact.Kind.POINTS);
            Map<String, Double> its = new HashMap<>();
            for (int more = in.getCountOf(1); more > 0; more--) {
                its.put(in.getPresentText(), in.getDouble());
            }
            if (fact != null) {
                sheet.points.put(fact, its);
            }
        }
        return sheet;
    }
}
