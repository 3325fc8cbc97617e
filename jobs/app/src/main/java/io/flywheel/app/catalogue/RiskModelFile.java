package io.flywheel.app.catalogue;

import io.flywheel.app.config.InvalidFileException;
import io.flywheel.app.config.Problem;
import io.flywheel.app.config.YamlTree;
import io.flywheel.domain.risk.PurchaseModel;
import io.flywheel.domain.risk.RiskFactor;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.risk.VisitModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Reads and writes the model of churn risk as YAML.
 *
 * <p><b>Shape:</b> text in, the model of the domain out, and back.
 *
 * <p><b>Errors:</b> {@link InvalidFileException} with every problem of the file, each with line and column.
 *
 * <p><b>Source:</b> docs/reference/risk.md, "Model file".
 */
public final class RiskModelFile {

    private static final String BUILT_IN = "risk-model.yaml";
    private static final double MOST = 1e6;
    private static final Set<String> TOP = Set.of(
            "version",
            "fitted_on",
            "intercept",
            "friction_per_activity",
            "shrinkage_points",
            "population_cadence",
            "visits",
            "purchases",
            "levels",
            "weights");

    private final List<Problem> problems = new ArrayList<>();
    private final YamlTree root;

    private RiskModelFile(String name, String text) {
        this.root = YamlTree.parse(name, text, problems);
    }

    /** The text of the model that comes with the jobs. */
    public static String builtIn() {
        try (InputStream in = RiskModelFile.class.getResourceAsStream(BUILT_IN)) {
            if (in == null) {
                throw new IllegalStateException("the job jar lacks its risk model " + BUILT_IN);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a model; {@code name} is what problems call the file. */
    public static RiskModel parse(String name, String text) {
        return new RiskModelFile(name, text).read();
    }

    private RiskModel read() {
        Fields top = new Fields(root, TOP);
        String version = top.word("version");
        String fittedOn = top.word("fitted_on");
        double intercept = top.number("intercept", -MOST, MOST);
        double frictionPerActivity = top.number("friction_per_activity", 1e-6, MOST);
        double shrinkage = top.number("shrinkage_points", 1e-6, MOST);
        Fields cadence = new Fields(root.child("population_cadence"), Set.of("days", "gaps"));
        double cadenceDays = cadence.number("days", 0.01, 3650);
        double cadenceGaps = cadence.number("gaps", 0.001, MOST);
        Fields levels = new Fields(root.child("levels"), Set.of("elevated_from", "high_from"));
        double elevated = levels.number("elevated_from", 0, 1);
        double high = levels.number("high_from", 0, 1);
        double[] visits = shape(root.child("visits"));
        double[] purchases = shape(root.child("purchases"));
        List<RiskModel.Weight> weights = weights(root.child("weights"));
        requireNoProblem();
        try {
            return new RiskModel(
                    version,
                    fittedOn,
                    intercept,
                    frictionPerActivity,
                    shrinkage,
                    cadenceDays,
                    cadenceGaps,
                    new VisitModel(visits[0], visits[1], visits[2], visits[3]),
                    new PurchaseModel(purchases[0], purchases[1], purchases[2], purchases[3]),
                    elevated,
                    high,
                    weights);
        } catch (IllegalArgumentException e) {
            root.problem(String.valueOf(e.getMessage()));
            throw new InvalidFileException(problems);
        }
    }

    private static double[] shape(YamlTree map) {
        Fields fields = new Fields(map, Set.of("r", "alpha_weeks", "a", "b"));
        return new double[] {
            fields.number("r", 1e-6, MOST),
            fields.number("alpha_weeks", 1e-6, MOST),
            fields.number("a", 1e-6, MOST),
            fields.number("b", 1e-6, MOST)
        };
    }

    private static List<RiskModel.Weight> weights(YamlTree list) {
        List<RiskModel.Weight> weights = new ArrayList<>();
        if (!list.isPresent() || list.isList() && list.list().isEmpty()) {
            list.problem("at least one weight is needed");
        }
        for (YamlTree entry : list.list()) {
            Fields fields = new Fields(entry, Set.of("factor", "weight", "mean"));
            RiskFactor factor = fields.oneOf("factor", RiskFactor.values(), RiskFactor::word);
            double weight = fields.number("weight", -MOST, MOST);
            double mean = fields.number("mean", -MOST, MOST);
            try {
                weights.add(new RiskModel.Weight(factor, weight, mean));
            } catch (IllegalArgumentException e) {
                entry.problem(String.valueOf(e.getMessage()));
            }
        }
        return weights;
    }

    private void requireNoProblem() {
        if (!problems.isEmpty()) {
            throw new InvalidFileException(problems);
        }
    }

    /** A model in the form that {@link #parse} reads; every number to its last digit. */
    public static String text(RiskModel model) {
        StringBuilder text = new StringBuilder();
        line(text, "version", quoted(model.version()));
        line(text, "fitted_on", quoted(model.fittedOn()));
        line(text, "intercept", model.intercept());
        line(text, "friction_per_activity", model.frictionPerActivity());
        line(text, "shrinkage_points", model.shrinkagePoints());
        line(
                text,
                "population_cadence",
                "{days: " + model.populationCadenceDays() + ", gaps: " + model.populationCadenceGaps() + "}");
        VisitModel visits = model.visits();
        line(text, "visits", shape(visits.r(), visits.alpha(), visits.a(), visits.b()));
        PurchaseModel purchases = model.purchases();
        line(text, "purchases", shape(purchases.r(), purchases.alpha(), purchases.a(), purchases.b()));
        line(text, "levels", "{elevated_from: " + model.elevatedFrom() + ", high_from: " + model.highFrom() + "}");
        text.append("weights:\n");
        for (RiskModel.Weight weight : model.weights()) {
            text.append("  - {factor: ")
                    .append(weight.factor().word())
                    .append(", weight: ")
                    .append(weight.weight())
                    .append(", mean: ")
                    .append(weight.mean())
                    .append("}\n");
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String name, Object value) {
        text.append(name).append(": ").append(value).append('\n');
    }

    private static String shape(double r, double alpha, double a, double b) {
        return "{r: " + r + ", alpha_weeks: " + alpha + ", a: " + a + ", b: " + b + "}";
    }

    /** In single quotes YAML knows no escapes but the doubled quote. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "''").replaceAll("\\s+", " ") + "'";
    }
}
