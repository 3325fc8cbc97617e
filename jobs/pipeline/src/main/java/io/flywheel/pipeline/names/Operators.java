package io.flywheel.pipeline.names;

import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;

/** Every operator and the name that savepoints and dashboards know it by. Constants may be added, never renamed. */
public enum Operators {
    CLICKSTREAM_SOURCE("source-clickstream", "Clickstream events"),
    DEALS_SOURCE("source-deals", "Deal events"),
    SUPPORT_SOURCE("source-support", "Support events"),
    CLICKSTREAM_SPLIT("split-clickstream", "Split off refused and late clickstream events"),
    DEALS_SPLIT("split-deals", "Split off refused and late deal events"),
    SUPPORT_SPLIT("split-support", "Split off refused and late support events"),
    TRACK_CUSTOMERS("track-customers", "Track customers"),
    TALLY_QUALITY("tally-quality", "Tally quality"),
    CUSTOMER_ROWS("sink-customer-rows", "Customer rows"),
    QUALITY_ROWS("sink-quality-rows", "Quality rows"),
    CUSTOMER_UPDATES("customer-updates", "Customer updates"),
    CUSTOMER_TOPIC("sink-customer-topic", "Customer topic"),
    SIGNAL_TOPIC("sink-signal-topic", "Signal topic"),
    LATE_TOPIC("sink-late-topic", "Late topic"),
    DEAD_LETTER_TOPIC("sink-dead-letter-topic", "Dead-letter topic"),
    STAMP_SIGNALS("stamp-signals", "Stamp signals with the time"),
    SIGNAL_SOURCE("source-signals", "Signals"),
    SIGNAL_RECORDS("signal-records", "Signals without heartbeats"),
    TRACK_WHEEL("track-wheel", "Track the wheel"),
    TALLY_WINDOWS("tally-windows", "Tally windows"),
    TALLY_GROWTH("tally-growth", "Tally growth"),
    WHEEL_ROWS("sink-wheel-rows", "Wheel rows"),
    WINDOW_ROWS("sink-window-rows", "Window rows"),
    GROWTH_ROWS("sink-growth-rows", "Growth rows"),
    TALLY_HOTSPOTS("tally-hotspots", "Tally hotspots"),
    HOTSPOT_ROWS("sink-hotspot-rows", "Hotspot rows"),
    HOTSPOT_PROGRESS("hotspot-progress", "Follow the progress of hotspots"),
    FIND_SPIKES("find-spikes", "Find spikes of friction"),
    SPIKE_PROGRESS("spike-progress", "Tell the progress of spikes"),
    SPIKE_ROWS("sink-spike-rows", "Spike rows"),
    CUSTOMER_PROGRESS("customer-progress", "Follow the progress of customers"),
    WATCH_CUSTOMERS("watch-customers", "Watch customers"),
    WINDOW_PROGRESS("window-progress", "Follow the progress of windows"),
    WATCH_WINDOWS("watch-windows", "Watch windows"),
    WATCH_HOTSPOTS("watch-hotspots", "Watch hotspots"),
    CONTROL_SOURCE("source-control", "Control topic"),
    JUDGE_CONTROL("judge-control", "Judge what people decide"),
    CONTROL_ACCEPTED("control-accepted", "Decisions in force"),
    CONTROL_ROWS("sink-control-rows", "Control rows"),
    CONTROL_ERRORS("sink-control-errors", "Control errors topic"),
    ALERT_PROGRESS("alert-progress", "Tell the progress of alerts"),
    ALERT_TRANSITIONS("alert-transitions", "Changes of alerts"),
    ALERT_ROWS("sink-alert-rows", "Alert rows"),
    ALERT_TOPIC("sink-alert-topic", "Alert topic"),
    STAMP_WINDOWS("stamp-windows", "Stamp windows with the time"),
    WINDOW_TOPIC("sink-window-topic", "Window topic"),
    STAMP_HOTSPOTS("stamp-hotspots", "Stamp hotspots with the time"),
    HOTSPOT_TOPIC("sink-hotspot-topic", "Hotspot topic"),
    CUSTOMER_SOURCE("source-customers", "Customers"),
    CUSTOMER_RECORDS("customer-records", "Customers without heartbeats"),
    CUSTOMER_TIME("customer-time", "Customers at the time of their sender"),
    WINDOW_SOURCE("source-windows", "Windows"),
    WINDOW_RECORDS("window-records", "Windows without heartbeats"),
    WINDOW_TIME("window-time", "Windows at the time of their sender"),
    HOTSPOT_SOURCE("source-hotspots", "Hotspots"),
    HOTSPOT_RECORDS("hotspot-records", "Hotspots without heartbeats");

    private final String uid;
    private final String title;

    Operators(String uid, String title) {
        this.uid = uid;
        this.title = title;
    }

    /** The name in savepoints. */
    public String uid() {
        return uid;
    }

    /** The name for people. */
    public String title() {
        return title;
    }

    public <T> SingleOutputStreamOperator<T> mark(SingleOutputStreamOperator<T> operator) {
        return operator.uid(uid).name(title);
    }

    public <T> DataStreamSink<T> mark(DataStreamSink<T> sink) {
        return sink.uid(uid).name(title);
    }
}
