package io.flywheel.app;

import io.flywheel.app.config.JobConfig;
import io.flywheel.app.config.JobOptions;
import io.flywheel.app.control.ControlContents;
import io.flywheel.app.kafka.ControlTopic;
import io.flywheel.app.kafka.KafkaFeeds;
import io.flywheel.app.kafka.KafkaOutlets;
import io.flywheel.app.kafka.KafkaSecurity;
import io.flywheel.app.kafka.TopicNames;
import io.flywheel.app.postgres.PostgresSink;
import io.flywheel.app.rules.RuleFile;
import io.flywheel.domain.alert.RuleBook;
import io.flywheel.domain.control.ControlKind;
import io.flywheel.domain.control.ControlLedger;
import io.flywheel.domain.control.ControlRecord;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.ControlFeed;
import io.flywheel.pipeline.ControlTopology;
import io.flywheel.pipeline.alert.RuleSource;
import io.flywheel.pipeline.control.ControlChecks;
import io.flywheel.pipeline.customer.SettingsSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The rules, weights, thresholds and model of a configuration, and what was decided since: files are read and checked where the job is submitted and carried to the subtasks with it, the control topic
 * is read where one opens.
 *
 * @param name what problems of the file of rules call it
 * @param text of the file of rules
 */
record DecisionSource(
        String name,
        String text,
        CatalogueText catalogueText,
        DetectorsText detectorsText,
        RiskModelText riskModelText,
        String bootstrapServers,
        String topic,
        HashMap<String, String> security)
        implements RuleSource, SettingsSource, ControlChecks {

    DecisionSource {
        // a faulty file stops the submission and not the subtasks one by one
        RuleFile.parse(name, text);
    }

    static DecisionSource of(JobConfig config) throws IOException {
        Optional<String> file = config.get(JobOptions.RULES_FILE);
        return new DecisionSource(
                file.orElse("rules.yaml"),
                file.isPresent() ? RuleFile.text(Path.of(file.get())) : RuleFile.builtIn(),
                CatalogueText.of(config),
                DetectorsText.of(config),
                RiskModelText.of(config),
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
        return new ControlLedger(new ControlContents(
                first().version(), catalogueText.load(), detectorsText.load(), riskModelText.load()));
    }

    @Override
    public List<ControlRecord> accepted() throws IOException {
        return accepted(open());
    }

    private List<ControlRecord> accepted(ControlLedger ledger) throws IOException {
        return new ControlTopic(bootstrapServers, topic, security).accepted(ledger);
    }

    @Override
    public RuleBook rules(ControlRecord record) {
        return ControlContents.rules(record);
    }

    @Override
    public SignalCatalogue catalogue(ControlRecord record) {
        return ControlContents.catalogue(record);
    }

    @Override
    public DetectorSettings detectors(ControlRecord record) {
        return ControlContents.detectors(record);
    }

    @Override
    public RiskModel riskModel(ControlRecord record) {
        return ControlContents.riskModel(record);
    }

    /** What people decide while the job runs, judged and told of, as it comes. */
    DataStream<ControlRecord> decisions(StreamExecutionEnvironment environment, JobConfig config) {
        return ControlTopology.build(
                environment,
                new ControlFeed(
                        KafkaFeeds.control(config),
                        this,
                        PostgresSink.control(config.postgres()),
                        new KafkaOutlets(config).controlErrors()));
    }

    /** The catalogue of the highest version that was decided so far, in force or not. */
    SignalCatalogue latestCatalogue() throws IOException {
        ControlLedger ledger = open();
        var unused = accepted(ledger);
        ControlRecord latest = ledger.latest(ControlKind.CATALOGUE, ControlContents.idOf(ControlKind.CATALOGUE));
        return latest == null ? catalogueText.load() : catalogue(latest);
    }
}
