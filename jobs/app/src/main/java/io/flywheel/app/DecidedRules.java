package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.control.ControlContents;
import io.flywheel.app.kafka.ControlTopic;
import io.flywheel.app.kafka.KafkaSecurity;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.app.rules.RuleFile;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlLedger;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.pipeline.alert.RuleSource;
import io.flywheel.pipeline.control.ControlChecks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;

/**
 * The rules of a configuration, and what was decided since: the file is read and checked where the job is submitted and carried to the subtasks with it, the control topic is read where one opens.
 *
 * @param name what problems of the file call it
 */
record DecidedRules(String name, String text, String bootstrapServers, String topic, HashMap<String, String> security)
        implements RuleSource, ControlChecks {

    static DecidedRules of(JobConfig config) throws IOException {
        Optional<String> file = config.get(JobOptions.RULES_FILE);
        return new DecidedRules(
                file.orElse("rules.yaml"),
                file.isPresent() ? RuleFile.text(Path.of(file.get())) : RuleFile.builtIn(),
                config.value(JobOptions.BOOTSTRAP_SERVERS),
                TopicNames.of(config).control(),
                new HashMap<>(KafkaSecurity.of(config)));
    }

    @Override
    public RuleBook first() {
        return RuleFile.parse(name, text);
    }

    @Override
    public ControlLedger open() {
        return new ControlLedger(new ControlContents(first().version()));
    }

    @Override
    public List<ControlRecord> accepted() throws IOException {
        return new ControlTopic(bootstrapServers, topic, security).accepted(open());
    }

    @Override
    public RuleBook rules(ControlRecord record) {
        return ControlContents.rules(record);
    }
}
