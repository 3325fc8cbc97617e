package io.flywheel.domain.alert;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a rule may ask about.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Facts".
 */
public enum Fact {
    CUSTOMER_ID(Scope.CUSTOMER, Kind.TEXT, "customer_id", "The customer."),
    ACCOUNT_ID(Scope.CUSTOMER, Kind.TEXT, "account_id", "Account of the customer; empty if none is stated."),
    SEGMENT(Scope.CUSTOMER, Kind.TEXT, "segment", "Segment; empty if none is stated."),
    PLAN(Scope.CUSTOMER, Kind.TEXT, "plan", "Plan; empty if none is stated."),
    REGION(Scope.CUSTOMER, Kind.TEXT, "region", "Region; empty if none is stated."),
    PHASE(Scope.CUSTOMER, Kind.TEXT, "phase", "attract, engage or delight."),
    BAND(Scope.CUSTOMER, Kind.TEXT, "band", "red, yellow or green."),
    PREVIOUS_BAND(Scope.CUSTOMER, Kind.TEXT, "previous_band", "Band before the last change by silence alone."),
    RISK_LEVEL(Scope.CUSTOMER, Kind.TEXT, "risk_level", "low, elevated or high."),
    PREVIOUS_RISK_LEVEL(
            Scope.CUSTOMER, Kind.TEXT, "previous_risk_level", "Level before the last change by silence alone."),
    MOMENTUM_INDEX(Scope.CUSTOMER, Kind.NUMBER, "momentum_index", "Momentum index, 0 to 100."),
    MOMENTUM(Scope.CUSTOMER, Kind.NUMBER, "momentum", "Mass x velocity less friction, points per day."),
    VELOCITY(Scope.CUSTOMER, Kind.NUMBER, "velocity", "Pushes, points per day."),
    VELOCITY_FAST(Scope.CUSTOMER, Kind.NUMBER, "velocity_fast", "Velocity of days, points per day."),
    VELOCITY_SLOW(Scope.CUSTOMER, Kind.NUMBER, "velocity_slow", "Velocity of weeks, points per day."),
    TREND(Scope.CUSTOMER, Kind.NUMBER, "trend", "Velocity of days against that of weeks: (fast - slow) / slow."),
    FRICTION(Scope.CUSTOMER, Kind.NUMBER, "friction", "Friction, points per day."),
    FRICTION_IMPULSE(Scope.CUSTOMER, Kind.NUMBER, "friction_impulse", "Friction that fades, points per day."),
    FRICTION_STANDING(
            Scope.CUSTOMER, Kind.NUMBER, "friction_standing", "Friction of what is still open, points per day."),
    MASS(Scope.CUSTOMER, Kind.NUMBER, "mass", "1 to 5."),
    STORED_MOMENTUM(
            Scope.CUSTOMER, Kind.NUMBER, "stored_momentum", "Cumulative momentum, points, as of the latest update."),
    REVOLUTIONS(Scope.CUSTOMER, Kind.NUMBER, "revolutions", "Value events so far."),
    ACTIVITIES(Scope.CUSTOMER, Kind.NUMBER, "activities", "Accepted events so far."),
    CHURN_RISK(Scope.CUSTOMER, Kind.NUMBER, "churn_risk", "Risk of leaving, 0 to 1, as of the latest update."),
    FRICTION_EXCESS(
            Scope.CUSTOMER,
            Kind.NUMBER,
            "friction_excess",
            "Friction against what this much activity would lead one to expect, ratio, as of the latest update."),
    EXPOSURE(
            Scope.CUSTOMER,
            Kind.NUMBER,
            "exposure",
            "Decayed number of the customer's own activities, as of the latest update."),
    SILENT_DAYS(
            Scope.CUSTOMER,
            Kind.NUMBER,
            "silent_days",
            "Days since the customer last did something, as of the latest update."),
    CADENCE_DAYS(
            Scope.CUSTOMER,
            Kind.NUMBER,
            "cadence_days",
            "The customer's usual days between active days, as of the latest update."),
    P_ALIVE(
            Scope.CUSTOMER,
            Kind.NUMBER,
            "p_alive",
            "Chance that a buyer will buy again, 0 to 1; unknown for who never bought."),
    CLUMPINESS(
            Scope.CUSTOMER,
            Kind.NUMBER,
            "clumpiness",
            "How much purchases come in bursts, 0 to 1; unknown below two days with one."),
    WAITING_DEALS(Scope.CUSTOMER, Kind.NUMBER, "waiting_deals", "Deals that wait for the customer's answer."),
    PUSH_OF(
            Scope.CUSTOMER,
            Kind.POINTS,
            "push_of",
            "Points per day that each kind of push adds, by signal; 0 for one that adds nothing. As of the latest update."),
    FRICTION_OF(
            Scope.CUSTOMER,
            Kind.POINTS,
            "friction_of",
            "Points per day that each kind of friction takes, by signal; 0 for one that takes nothing. As of the latest update."),
    WINDOW_GRAIN(
            Scope.WINDOW,
            Kind.TEXT,
            "grain",
            "Which window: 5m, 1h, 1d, trailing_1h, trailing_24h, trailing_7d or trailing_28d."),
    WINDOW_DIM_TYPE(
            Scope.WINDOW,
            Kind.TEXT,
            "dim_type",
            "Dimension: all, phase, department, segment, plan, region, channel, campaign, content or account."),
    WINDOW_DIM_VALUE(Scope.WINDOW, Kind.TEXT, "dim_value", "Value of the dimension."),
    WINDOW_PUSHES(Scope.WINDOW, Kind.NUMBER, "pushes", "Signals that pushed."),
    WINDOW_FRICTIONS(Scope.WINDOW, Kind.NUMBER, "frictions", "Signals that rubbed."),
    WINDOW_PUSH_POINTS(Scope.WINDOW, Kind.NUMBER, "push_points", "Points of pushes."),
    WINDOW_FRICTION_POINTS(Scope.WINDOW, Kind.NUMBER, "friction_points", "Points of friction."),
    WINDOW_VELOCITY(Scope.WINDOW, Kind.NUMBER, "velocity", "Points of pushes per day of the window."),
    WINDOW_FRICTION(Scope.WINDOW, Kind.NUMBER, "friction", "Points of friction per day of the window."),
    WINDOW_MOMENTUM(
            Scope.WINDOW,
            Kind.NUMBER,
            "momentum",
            "Pushes weighted by mass less friction, points per day of the window."),
    WINDOW_FRICTION_SHARE(
            Scope.WINDOW,
            Kind.NUMBER,
            "friction_share",
            "Friction points against all points, 0 to 1; unknown if there are none."),
    WINDOW_FRICTION_PER_CUSTOMER(
            Scope.WINDOW,
            Kind.NUMBER,
            "friction_per_customer",
            "Friction points per active customer; unknown without one."),
    WINDOW_CUSTOMERS_ACTIVE(Scope.WINDOW, Kind.NUMBER, "customers_active", "Customers with at least one record."),
    WINDOW_CUSTOMERS_RED(Scope.WINDOW, Kind.NUMBER, "customers_red", "Of these, those whose index is in the red band."),
    WINDOW_CUSTOMERS_YELLOW(
            Scope.WINDOW, Kind.NUMBER, "customers_yellow", "Of these, those whose index is in the yellow band."),
    WINDOW_CUSTOMERS_GREEN(
            Scope.WINDOW, Kind.NUMBER, "customers_green", "Of these, those whose index is in the green band."),
    WINDOW_RED_SHARE(
            Scope.WINDOW, Kind.NUMBER, "red_share", "Red customers against active ones, 0 to 1; unknown without one."),
    WINDOW_INDEX_P50(
            Scope.WINDOW,
            Kind.NUMBER,
            "index_p50",
            "Median momentum index of the active customers; unknown without one."),
    HOTSPOT_DIM_TYPE(
            Scope.HOTSPOT,
            Kind.TEXT,
            "dim_type",
            "Kind of place: all, page, department, phase, segment, campaign or channel."),
    HOTSPOT_DIM_VALUE(Scope.HOTSPOT, Kind.TEXT, "dim_value", "The place, such as the path of the page."),
    HOTSPOT_SIGNAL_TYPE(Scope.HOTSPOT, Kind.TEXT, "signal_type", "Type of friction; * for all types together."),
    HOTSPOT_FRICTIONS(Scope.HOTSPOT, Kind.NUMBER, "frictions", "Friction impulses in the five minutes."),
    HOTSPOT_FRICTION_POINTS(Scope.HOTSPOT, Kind.NUMBER, "friction_points", "Their weight in points."),
    HOTSPOT_CUSTOMERS_HIT(Scope.HOTSPOT, Kind.NUMBER, "customers_hit", "Distinct customers who met it."),
    HOTSPOT_EXPOSURE(
            Scope.HOTSPOT,
            Kind.NUMBER,
            "exposure",
            "Distinct customers who were there or met it; unknown if nothing of the type was met and no spike goes on."),
    HOTSPOT_SESSIONS(
            Scope.HOTSPOT,
            Kind.NUMBER,
            "sessions",
            "Sessions that began there; unknown if none did or it can not be known."),
    HOTSPOT_RATE(Scope.HOTSPOT, Kind.NUMBER, "rate_per_1000", "Friction impulses per 1,000 customers of exposure."),
    HOTSPOT_SESSION_RATE(
            Scope.HOTSPOT,
            Kind.NUMBER,
            "rate_per_1000_sessions",
            "Friction impulses per 1,000 sessions; unknown without one."),
    HOTSPOT_EXPECTED(
            Scope.HOTSPOT,
            Kind.NUMBER,
            "expected",
            "Friction impulses that exposure, season and past of the place lead one to expect."),
    HOTSPOT_EXCESS(
            Scope.HOTSPOT,
            Kind.NUMBER,
            "excess_ratio",
            "(frictions + 1) / (expected + 1): how many times more than expected, near 1 where little is."),
    HOTSPOT_SPIKE_SCORE(
            Scope.HOTSPOT,
            Kind.NUMBER,
            "spike_score",
            "Distance from what is expected, in standard deviations; 0 while the place is not known for a day."),
    HOTSPOT_SPIKING(
            Scope.HOTSPOT,
            Kind.NUMBER,
            "spiking",
            "1 from the first five minutes of a spike until it is over, else 0.");

    /** What a fact is made of. */
    public enum Kind {
        /** A number; one that is not known is NaN, with which no comparison holds. */
        NUMBER,
        /** A text; one that is not known is empty. */
        TEXT,
        /** Numbers by name; a name that is not there has 0. */
        POINTS
    }

    private static final Map<String, Fact> OF_CUSTOMERS = Arrays.stream(values())
            .filter(fact -> fact.scope == Scope.CUSTOMER)
            .collect(Collectors.toMap(Fact::word, Function.identity()));

    private final Scope scope;
    private final Kind kind;
    private final String word;
    private final String meaning;

    Fact(Scope scope, Kind kind, String word, String meaning) {
        this.scope = scope;
        this.kind = kind;
        this.word = word;
        this.meaning = meaning;
    }

    /** What rules are about that may ask for it. */
    public Scope scope() {
        return scope;
    }

    public Kind kind() {
        return kind;
    }

    /** The name in expressions; once in a scope. */
    public String word() {
        return word;
    }

    /** What it tells, with its unit. */
    public String meaning() {
        return meaning;
    }

    /** All that rules of a scope may ask for. */
    public static List<Fact> of(Scope scope) {
        return Arrays.stream(values()).filter(fact -> fact.scope == scope).toList();
    }

    /** The fact about customers with a name, or null if there is none of that kind. */
    static @Nullable Fact ofCustomer(String word, Kind kind) {
        Fact fact = OF_CUSTOMERS.get(word);
        return fact != null && fact.kind == kind ? fact : null;
    }
}
