package io.flywheel.cli;

import io.flywheel.local.Configurations;
import io.flywheel.local.Demo;
import io.flywheel.local.Explain;
import io.flywheel.local.LocalDemo;
import io.flywheel.local.LocalExplain;
import io.flywheel.local.LocalReplay;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.MomentumTopology;
import io.flywheel.local.RecordFeeds;
import io.flywheel.local.Replay;
import io.flywheel.local.failure.ErrorCode;
import io.flywheel.local.failure.Failure;
import java.time.Clock;

/** Joins the commands to the product. The four methods at the end are the whole seam between the local runs and the job. */
final class Wiring implements Product {

    private final Clock clock;

    Wiring(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Demo demo() {
        return new LocalDemo(tables(), topology(), feeds(), clock);
    }

    @Override
    public Replay replay() {
        return new LocalReplay(tables(), topology(), feeds(), configurations(), clock);
    }

    @Override
    public Explain explain() {
        return new LocalExplain(tables(), configurations());
    }

    @Override
    public Configurations configurations() {
        throw notJoined("the configuration");
    }

    @Override
    public MomentumTables tables() {
        throw notJoined("the tables");
    }

    private static MomentumTopology topology() {
        throw notJoined("the momentum job");
    }

    private static RecordFeeds feeds() {
        throw notJoined("the record feeds");
    }

    private static Failure notJoined(String part) {
        return new Failure(
                ErrorCode.BUILD_INCOMPLETE,
                "this build can not do that",
                part + " is not joined to the command line",
                "build from a released version");
    }
}
