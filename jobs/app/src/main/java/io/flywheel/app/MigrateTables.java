package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.postgres.Migrations;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables to this version from the job jar itself, where there is nothing else: before the jobs start, in Kubernetes.
 *
 * <p><b>Shape:</b> {@code --config FILE} and any number of {@code --set key=value}, as the jobs; user and password must be those of a migrator.
 */
public final class MigrateTables {

    private static final Logger LOG = LoggerFactory.getLogger(MigrateTables.class);

    private MigrateTables() {}

    public static void main(String[] arguments) throws IOException {
        JobConfig config = JobArguments.configured(arguments);
        Migrations.Outcome outcome = Migrations.migrate(config.postgres().access());
        LOG.info("Tables went from version {} to {}: {}", outcome.fromVersion(), outcome.toVersion(), outcome.steps());
    }
}
