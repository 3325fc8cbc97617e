package io.flywheel.benchmarks;

import io.flywheel.app.catalogue.CatalogueFile;
import io.flywheel.app.catalogue.DetectorsFile;
import io.flywheel.app.catalogue.RiskModelFile;
import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.customer.CustomerOutput;
import io.flywheel.domain.customer.CustomerRules;
import io.flywheel.domain.friction.watch.DetectorSettings;
import io.flywheel.domain.risk.RiskModel;
import io.flywheel.domain.signal.SignalCatalogue;
import io.flywheel.pipeline.customer.MomentumRules;
import io.flywheel.pipeline.customer.NothingDecided;
import io.flywheel.pipeline.customer.TrackCustomers;
import io.flywheel.pipeline.customer.TrackingSettings;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.KeyedStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/** One way to do the work of the keyed operator. */
enum Contestant {
    OURS("ours, the job's default settings") {
        @Override
        SingleOutputStreamOperator<CustomerOutput> attach(
                KeyedStream<Activity, String> byCustomer, TypeInformation<CustomerOutput> type) {
            return tracked(byCustomer, type, 50_000, 20_000, 1_000);
        }
    },
    OURS_ALL_CACHED("ours, every customer in the cache") {
        @Override
        SingleOutputStreamOperator<CustomerOutput> attach(
                KeyedStream<Activity, String> byCustomer, TypeInformation<CustomerOutput> type) {
            return tracked(byCustomer, type, 200_000, 200_000, 1_000);
        }
    },
    OURS_EMITTING_AT_ONCE("ours, emission every millisecond") {
        @Override
        SingleOutputStreamOperator<CustomerOutput> attach(
                KeyedStream<Activity, String> byCustomer, TypeInformation<CustomerOutput> type) {
            return tracked(byCustomer, type, 50_000, 20_000, 1);
        }
    },
    IDIOMATIC("idiomatic: POJO ValueState, row per event") {
        @Override
        SingleOutputStreamOperator<CustomerOutput> attach(
                KeyedStream<Activity, String> byCustomer, TypeInformation<CustomerOutput> type) {
            return byCustomer.process(new FoldEachEvent<>(RULES, new PlainForm()), type);
        }
    },
    PACKED("packed ValueState, no cache, row per event") {
        @Override
        SingleOutputStreamOperator<CustomerOutput> attach(
                KeyedStream<Activity, String> byCustomer, TypeInformation<CustomerOutput> type) {
            PackedForm form = new PackedForm(builtIn().decayFingerprint());
            return byCustomer.process(new FoldEachEvent<>(RULES, form), type);
        }
    },
    NOTHING("no work: what Flink takes to bring the events there") {
        @Override
        SingleOutputStreamOperator<CustomerOutput> attach(
                KeyedStream<Activity, String> byCustomer, TypeInformation<CustomerOutput> type) {
            return byCustomer.process(new Nothing(), type);
        }
    };

    private static final MomentumRules RULES =
            new MomentumRules(Contestant::builtIn, Contestant::detectors, Contestant::riskModel, new NothingDecided());

    private final String title;

    Contestant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    abstract SingleOutputStreamOperator<CustomerOutput> attach(
            KeyedStream<Activity, String> byCustomer, TypeInformation<CustomerOutput> type);

    static SignalCatalogue builtIn() {
        return CatalogueFile.parse("catalogue.yaml", CatalogueFile.builtIn());
    }

    static DetectorSettings detectors() {
        return DetectorsFile.parse("detectors.yaml", DetectorsFile.builtIn());
    }

    /** The built-in rules of the customer stop. */
    static CustomerRules customerRules() {
        return new CustomerRules(builtIn(), detectors());
    }

    static RiskModel riskModel() {
        return RiskModelFile.parse("risk-model.yaml", RiskModelFile.builtIn());
    }

    private static SingleOutputStreamOperator<CustomerOutput> tracked(
            KeyedStream<Activity, String> byCustomer,
            TypeInformation<CustomerOutput> type,
            int cached,
            int unsaved,
            long emitEveryMillis) {
        TrackingSettings settings = new TrackingSettings(
                "momentum", cached, unsaved, emitEveryMillis, TrackingSettings.MEMORY_MILLIS, false);
        return byCustomer.transform("Track customers", type, new TrackCustomers(RULES, settings));
    }

    /** Takes events and does nothing with them. */
    private static final class Nothing extends KeyedProcessFunction<String, Activity, CustomerOutput> {

        private static final long serialVersionUID = 1;

        @Override
        public void processElement(Activity activity, Context context, Collector<CustomerOutput> out) {}
    }
}
