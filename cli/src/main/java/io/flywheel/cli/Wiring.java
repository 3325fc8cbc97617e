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

/** Joins the commands to the product. */
final class Wiring implements Product {

    private final Clock clock;

    Wiring(Clock clock) {
        this.clock = clock;
    }

    @Override
    public Demo demo() {
        return new LocalDemo(tables(), configurations(), clock);
    }

    @Override
    public Replay replay() {
        return new LocalReplay(tables(), configurations(), clock);
    }

    @Override
    public Explain explain() {
        return new LocalExplain(tables(), configurations());
    }

    @Override
    public Configurations configurations() {
        return new Configurations();
    }

    @Override
    public MomentumTables tables() {
        return new MomentumTables();
    }
}
