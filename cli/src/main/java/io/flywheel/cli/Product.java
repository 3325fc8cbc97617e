package io.flywheel.cli;

import io.flywheel.local.Configurations;
import io.flywheel.local.Demo;
import io.flywheel.local.Explain;
import io.flywheel.local.MomentumTables;
import io.flywheel.local.Replay;

/** What the commands call; each is made only when its command runs, so that a light command loads nothing heavy. */
interface Product {

    Demo demo();

    Replay replay();

    Explain explain();

    Configurations configurations();

    MomentumTables tables();
}
