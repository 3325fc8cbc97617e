package io.flywheel.domain.alert;

import io.flywheel.domain.customer.CustomerUpdate;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Applies the rules about customers: to each update, and, while an alert is open, to what time alone makes of the customer's numbers.
 *
 * <p><b>Shape:</b> the book of the customer in, what changed out; pure.
 *
 * <p><b>Source:</b> docs/reference/alerts.md, "Customers".
 */
public final class CustomerAlerts {

    /** How often an open alert is looked at while nothing is heard of its customer. */
    static final long LOOK_EVERY_MILLIS = Duration.ofHours(1).toMillis();

    private final RuleBook rules;
    private final List<AlertRule> mine;

    public CustomerAlerts(RuleBook rules) {
        this.rules = rules;
        this.mine = rules.forCustomers();
    }

    /** Takes in an update of a customer. */
    public void heard(AlertBook book, CustomerUpdate update, Consumer<AlertOutput> told) {
        CustomerOutlook outlook = CustomerOutlook.of(update);
        AlertTeller teller =
                teller(update.profile().customerId(), update.profile().accountId(), told);
        for (AlertRule rule : mine) {
            AlertBook.Entry entry = book.entry(rule.name());
            if (!entry.course().status().isOpen()) {
                entry.evidence(CustomerOutlook.evidence(update));
            }
            heard(rule, entry, outlook, teller);
        }
        book.outlook(outlook);
    }

    private static void heard(AlertRule rule, AlertBook.Entry entry, CustomerOutlook outlook, AlertTeller teller) {
        Consumer<AlertStep> steps = teller.of(rule.name(), ToldRule.of(rule), entry);
        long heardAt = entry.course().heardAtMillis();
        entry.course().read(rule.terms(), rule.read(outlook.facts(), outlook.asOfMillis()), steps);
        if (heardAt > outlook.asOfMillis()) {
            // somebody looked in between: what was known then is known better now
            entry.course().read(rule.terms(), rule.read(outlook.at(heardAt), heardAt), steps);
        }
    }

    /** Lets time pass over a customer of whom nothing was heard. */
    public void passed(AlertBook book, String customerId, long atMillis, Consumer<AlertOutput> told) {
        CustomerOutlook outlook = book.outlook();
        if (outlook == null) {
            return;
        }
        String account = outlook.facts().text(Fact.ACCOUNT_ID);
        AlertTeller teller = teller(customerId, account.isEmpty() ? null : account, told);
        FactSheet facts = outlook.at(atMillis);
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.entry(name);
            AlertRule rule = rules.named(name);
            ToldRule before = entry.rule();
            if (rule != null && rule.scope() == Scope.CUSTOMER) {
                if (entry.course().status().isOpen()) {
                    entry.course()
                            .read(rule.terms(), rule.read(facts, atMillis), teller.of(name, ToldRule.of(rule), entry));
                }
            } else if (before != null) {
                entry.course().retire(atMillis, teller.of(name, before, entry));
            }
        }
    }

    /** When the customer is to be looked at again, after a moment; {@link AlertCourse#NEVER} if only an update can change anything. */
    public long nextLookMillis(AlertBook book, long afterMillis) {
        if (!book.hasOpen()) {
            return AlertCourse.NEVER;
        }
        long next = (Math.floorDiv(afterMillis, LOOK_EVERY_MILLIS) + 1) * LOOK_EVERY_MILLIS;
        for (AlertRule rule : mine) {
            AlertBook.Entry entry = book.known(rule.name());
            if (entry != null) {
                next = Math.min(next, Math.max(afterMillis + 1, entry.course().dueAtMillis(rule.terms())));
            }
        }
        return next;
    }

    private AlertTeller teller(String customerId, @Nullable String accountId, Consumer<AlertOutput> told) {
        return new AlertTeller(rules.version(), AlertSubject.customer(customerId), accountId, told);
    }
}
