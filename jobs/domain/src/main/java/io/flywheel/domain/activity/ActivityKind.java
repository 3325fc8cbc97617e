package io.flywheel.domain.activity;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happened. Persisted in flight between operators: append only, never reordered.
 *
 * <p><b>Shape:</b> kinds that an event may state, then the derived ones, which are found in the events of a customer and accepted from nobody.
 *
 * <p><b>Source:</b> docs/reference/events.md; the words are those of the three Avro contracts.
 */
public enum ActivityKind {
    PAGE_VIEW(EventStream.CLICKSTREAM, "page_view"),
    SESSION_START(EventStream.CLICKSTREAM, "session_start"),
    CONTENT_DOWNLOAD(EventStream.CLICKSTREAM, "content_download"),
    FORM_START(EventStream.CLICKSTREAM, "form_start"),
    FORM_SUBMIT(EventStream.CLICKSTREAM, "form_submit"),
    SEARCH(EventStream.CLICKSTREAM, "search"),
    EMAIL_OPEN(EventStream.CLICKSTREAM, "email_open"),
    EMAIL_CLICK(EventStream.CLICKSTREAM, "email_click"),
    EMAIL_BOUNCE(EventStream.CLICKSTREAM, "email_bounce"),
    UNSUBSCRIBED(EventStream.CLICKSTREAM, "unsubscribed"),
    SPAM_COMPLAINT(EventStream.CLICKSTREAM, "spam_complaint"),
    PRICING_VIEW(EventStream.CLICKSTREAM, "pricing_view"),
    SIGNUP(EventStream.CLICKSTREAM, "signup"),
    ACTIVATION_MILESTONE(EventStream.CLICKSTREAM, "activation_milestone"),
    FEATURE_USED(EventStream.CLICKSTREAM, "feature_used"),
    STEP_PASSED(EventStream.CLICKSTREAM, "step_passed"),
    STEP_FAILED(EventStream.CLICKSTREAM, "step_failed"),
    INVITE_SENT(EventStream.CLICKSTREAM, "invite_sent"),
    SEAT_ADDED(EventStream.CLICKSTREAM, "seat_added"),
    SEAT_REMOVED(EventStream.CLICKSTREAM, "seat_removed"),
    CLICK(EventStream.CLICKSTREAM, "click"),
    RAGE_CLICK(EventStream.CLICKSTREAM, "rage_click"),
    DEAD_CLICK(EventStream.CLICKSTREAM, "dead_click"),
    ERROR_CLICK(EventStream.CLICKSTREAM, "error_click"),
    JS_ERROR(EventStream.CLICKSTREAM, "js_error"),
    COUPON_DENIED(EventStream.CLICKSTREAM, "coupon_denied"),
    PRODUCT_ADDED(EventStream.CLICKSTREAM, "product_added"),
    CHECKOUT_START(EventStream.CLICKSTREAM, "checkout_start"),
    CHECKOUT_STEP(EventStream.CLICKSTREAM, "checkout_step"),
    CANCEL_PAGE_VIEW(EventStream.CLICKSTREAM, "cancel_page_view"),
    REVIEW_POSTED(EventStream.CLICKSTREAM, "review_posted"),
    REFERRAL_SENT(EventStream.CLICKSTREAM, "referral_sent"),
    REFERRAL_CONVERTED(EventStream.CLICKSTREAM, "referral_converted"),
    CLICKSTREAM_CUSTOM(EventStream.CLICKSTREAM, "custom"),
    CREATED(EventStream.DEALS, "created"),
    QUALIFIED(EventStream.DEALS, "qualified"),
    STAGE_CHANGED(EventStream.DEALS, "stage_changed"),
    AMOUNT_CHANGED(EventStream.DEALS, "amount_changed"),
    CLOSE_DATE_CHANGED(EventStream.DEALS, "close_date_changed"),
    OWNER_CHANGED(EventStream.DEALS, "owner_changed"),
    ACTIVITY_LOGGED(EventStream.DEALS, "activity_logged"),
    MEETING_BOOKED(EventStream.DEALS, "meeting_booked"),
    CUSTOMER_REPLIED(EventStream.DEALS, "customer_replied"),
    WON(EventStream.DEALS, "won"),
    LOST(EventStream.DEALS, "lost"),
    DISQUALIFIED(EventStream.DEALS, "disqualified"),
    DEAL_REOPENED(EventStream.DEALS, "reopened"),
    ORDER_COMPLETED(EventStream.DEALS, "order_completed"),
    ORDER_CANCELLED(EventStream.DEALS, "order_cancelled"),
    REFUNDED(EventStream.DEALS, "refunded"),
    RENEWED(EventStream.DEALS, "renewed"),
    EXPANDED(EventStream.DEALS, "expanded"),
    CONTRACTED(EventStream.DEALS, "contracted"),
    PAYMENT_FAILED(EventStream.DEALS, "payment_failed"),
    PAYMENT_SUCCEEDED(EventStream.DEALS, "payment_succeeded"),
    DISPUTED(EventStream.DEALS, "disputed"),
    CANCELLED(EventStream.DEALS, "cancelled"),
    DEAL_CUSTOM(EventStream.DEALS, "custom"),
    TICKET_OPENED(EventStream.SUPPORT, "ticket_opened"),
    REPLIED(EventStream.SUPPORT, "replied"),
    STATUS_CHANGED(EventStream.SUPPORT, "status_changed"),
    SOLVED(EventStream.SUPPORT, "solved"),
    CLOSED(EventStream.SUPPORT, "closed"),
    SUPPORT_REOPENED(EventStream.SUPPORT, "reopened"),
    ESCALATED(EventStream.SUPPORT, "escalated"),
    REASSIGNED(EventStream.SUPPORT, "reassigned"),
    PRIORITY_CHANGED(EventStream.SUPPORT, "priority_changed"),
    SLA_MISSED(EventStream.SUPPORT, "sla_missed"),
    WAITING_ON_CUSTOMER(EventStream.SUPPORT, "waiting_on_customer"),
    DOCUMENTS_MISSING(EventStream.SUPPORT, "documents_missing"),
    RETURNED(EventStream.SUPPORT, "returned"),
    OUTBOUND_CALL(EventStream.SUPPORT, "outbound_call"),
    CALL_ANSWERED(EventStream.SUPPORT, "call_answered"),
    CALL_MISSED(EventStream.SUPPORT, "call_missed"),
    CALL_ABANDONED(EventStream.SUPPORT, "call_abandoned"),
    VOICEMAIL(EventStream.SUPPORT, "voicemail"),
    CSAT_RATED(EventStream.SUPPORT, "csat_rated"),
    NPS_RATED(EventStream.SUPPORT, "nps_rated"),
    CES_RATED(EventStream.SUPPORT, "ces_rated"),
    SUPPORT_CUSTOM(EventStream.SUPPORT, "custom"),
    QUICK_BACK(EventStream.CLICKSTREAM, "quick_back", true),
    FORM_ABANDONED(EventStream.CLICKSTREAM, "form_abandoned", true),
    CHECKOUT_ABANDONED(EventStream.CLICKSTREAM, "checkout_abandoned", true),
    SEARCH_WITHOUT_RESULTS(EventStream.CLICKSTREAM, "search_without_results", true),
    FIRST_RESPONSE_MISSED(EventStream.SUPPORT, "first_response_missed", true),
    NEXT_RESPONSE_MISSED(EventStream.SUPPORT, "next_response_missed", true),
    RESOLUTION_MISSED(EventStream.SUPPORT, "resolution_missed", true),
    RESPONSE_GIVEN(EventStream.SUPPORT, "response_given", true),
    REPEAT_CONTACT(EventStream.SUPPORT, "repeat_contact", true),
    CHANNEL_SWITCHED(EventStream.SUPPORT, "channel_switched", true),
    LEAD_LEFT_WAITING(EventStream.DEALS, "lead_left_waiting", true),
    STALLED(EventStream.DEALS, "stalled", true),
    REVIVED(EventStream.DEALS, "revived", true),
    SLIPPED(EventStream.DEALS, "slipped", true),
    REGRESSED(EventStream.DEALS, "regressed", true),
    RESOLUTION_GIVEN(EventStream.SUPPORT, "resolution_given", true),
    CLICKED_IN_RAGE(EventStream.CLICKSTREAM, "clicked_in_rage", true),
    CLICKED_INTO_ERROR(EventStream.CLICKSTREAM, "clicked_into_error", true),
    CLICKED_IN_VAIN(EventStream.CLICKSTREAM, "clicked_in_vain", true);

    private static final Map<String, ActivityKind> BY_NAME = new HashMap<>();

    static {
        for (ActivityKind kind : values()) {
            BY_NAME.put(kind.qualifiedName(), kind);
        }
    }

    private final EventStream stream;
    private final String type;
    private final boolean derived;

    ActivityKind(EventStream stream, String type) {
        this(stream, type, false);
    }

    ActivityKind(EventStream stream, String type, boolean derived) {
        this.stream = stream;
        this.type = type;
        this.derived = derived;
    }

    /** The stream that carries this kind. */
    public EventStream stream() {
        return stream;
    }

    /** The type as the contract of the stream writes it. */
    public String type() {
        return type;
    }

    /** Stream and type with a dot between, as the catalogue writes it. */
    public String qualifiedName() {
        return stream.word() + "." + type;
    }

    /** Whether the event carries its own name in the attribute {@code name}. */
    public boolean isCustom() {
        return this == CLICKSTREAM_CUSTOM || this == DEAL_CUSTOM || this == SUPPORT_CUSTOM;
    }

    /** Whether it is only ever found in other events and never stated by one. */
    public boolean isDerived() {
        return derived;
    }

    /** The kind of a qualified name such as {@code deals.won}, or null if there is none. */
    public static @Nullable ActivityKind named(String qualifiedName) {
        return BY_NAME.get(qualifiedName);
    }

    /** The kind of a type of a stream, or null if there is none. */
    public static @Nullable ActivityKind of(EventStream stream, String type) {
        return BY_NAME.get(stream.word() + "." + type);
    }
}
