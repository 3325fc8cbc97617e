package io.flywheel.local.evaluation.spikes;

import java.nio.file.Path;

/** Measures what the detector of spikes is worth, on series whose incidents are known. */
public interface EvaluateSpikes {

    /**
     * Runs the detector over every labelled series of a folder.
     *
     * @param series folder of CSV files with the columns timestamp and value, in any depth
     * @param labels JSON object: path of a series to a list of windows, each a pair of begin and end
     */
    SpikeEvaluation evaluate(Path series, Path labels);
}
