package io.flywheel.scenarios.recorded;

import java.util.List;
import java.util.Optional;

/** The recorded sources there are, by name. */
public final class RecordedSources {

    private static final List<RecordedSource> ALL = List.of(
            new CanonicalSource(),
            new OnlineRetailSource(),
            new StepikSource(),
            new LoanApplicationSource(),
            new IncidentLogSource());

    private RecordedSources() {}

    /** The names a source can be chosen by, the canonical form first. */
    public static List<String> names() {
        return ALL.stream().map(RecordedSource::name).toList();
    }

    /**
     * The source with this name.
     *
     * <p><b>Errors:</b> {@link IllegalArgumentException} that lists the names, and the nearest one, if there is none with this name.
     */
    public static RecordedSource named(String name) {
        Optional<RecordedSource> source =
                ALL.stream().filter(one -> one.name().equals(name)).findFirst();
        return source.orElseThrow(() -> new IllegalArgumentException("unknown source \"" + name + "\"; choose one of "
                + String.join(", ", names()) + NearestName.hint(name, names())));
    }
}
