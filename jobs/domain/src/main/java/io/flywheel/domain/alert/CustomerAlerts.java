package io.flywheel.domain.alert;

import io.flywheel.domain.customer.CustomerUpdate;
import java.time.Duration;
import java.util.function.Consumer;

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

    private final ControlHistory history;

    public CustomerAlerts(ControlHistory history) {
        this.history = history;
    }

    /** Takes in an update of a customer. */
    public void heard(AlertBook book, CustomerUpdate update, Consumer<AlertOutput> told) {
        CustomerOutlook outlook = CustomerOutlook.of(update);
        CustomerOutlook before = book.outlook();
        book.seen(update.profile().firstSeenAtMillis());
        RuleBook rules = history.rulesAt(outlook.asOfMillis());
        AlertSubject subject = AlertSubject.customer(update.profile().customerId());
        AlertTeller teller =
                new AlertTeller(rules.version(), subject, update.profile().accountId(), told);
        for (AlertRule rule : rules.forCustomers()) {
            AlertBook.Entry entry = book.entry(rule.name());
            if (!entry.course().status().isOpen()) {
                entry.evidence(CustomerOutlook.evidence(update));
            }
            if (before != null) {
                rule.follow(entry.trail(), outlook.asOfMillis(), before::at);
            }
            heard(rule, entry, outlook, teller);
        }
        book.outlook(outlook);
        decided(book, rules, subject, outlook.asOfMillis(), teller);
    }

    private static void heard(AlertRule rule, AlertBook.Entry entry, CustomerOutlook outlook, AlertTeller teller) {
        Consumer<AlertStep> steps = teller.of(rule.name(), ToldRule.of(rule), entry);
        long heardAt = entry.course().heardAtMillis();
        entry.course().read(rule.terms(), rule.read(outlook.facts(), outlook.asOfMillis(), entry.trail()), steps);
        if (heardAt > outlook.asOfMillis()) {
            // somebody looked in between: what was known then is known better now
            entry.course().read(rule.terms(), rule.read(outlook.at(heardAt), heardAt, entry.trail()), steps);
        }
    }

    /** Lets time pass over a customer of whom nothing was heard. */
    public void passed(AlertBook book, String customerId, long atMillis, Consumer<AlertOutput> told) {
        CustomerOutlook outlook = book.outlook();
        if (outlook == null) {
            return;
        }
        RuleBook rules = history.rulesAt(atMillis);
        AlertSubject subject = AlertSubject.customer(customerId);
        AlertTeller teller = teller(rules, subject, outlook, told);
        FactSheet facts = outlook.at(atMillis);
        for (AlertRule rule : rules.forCustomers()) {
            AlertBook.Entry entry = book.known(rule.name());
            if (entry != null && entry.course().status().isOpen()) {
                rule.follow(entry.trail(), atMillis, outlook::at);
                entry.course()
                        .read(
                                rule.terms(),
                                rule.read(facts, atMillis, entry.trail()),
                                teller.of(rule.name(), ToldRule.of(rule), entry));
            }
        }
        decided(book, rules, subject, atMillis, teller);
    }

    /** Applies what people decided by a moment: alerts of rules that are gone end, and some are acknowledged. */
    public void decided(AlertBook book, String customerId, long atMillis, Consumer<AlertOutput> told) {
        CustomerOutlook outlook = book.outlook();
        if (outlook != null) {
            RuleBook rules = history.rulesAt(atMillis);
            AlertSubject subject = AlertSubject.customer(customerId);
            decided(book, rules, subject, atMillis, teller(rules, subject, outlook, told));
        }
    }

    /** The customer was erased: what is open ends, so that nobody waits for its end for ever. What is kept is for the caller to let go of. */
    public void erased(AlertBook book, String customerId, long atMillis, Consumer<AlertOutput> told) {
        CustomerOutlook outlook = book.outlook();
        if (outlook == null) {
            return;
        }
        AlertTeller teller = teller(history.rulesAt(atMillis), AlertSubject.customer(customerId), outlook, told);
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.entry(name);
            ToldRule rule = entry.rule();
            if (rule != null) {
                entry.course().erase(atMillis, teller.of(name, rule, entry));
            }
        }
    }

    private void decided(AlertBook book, RuleBook rules, AlertSubject subject, long atMillis, AlertTeller teller) {
        for (String name : book.rules()) {
            AlertBook.Entry entry = book.entry(name);
            AlertRule rule = rules.named(name);
            boolean isGone = rule == null || rule.scope() != Scope.CUSTOMER;
            if (isGone) {
                entry.trail().end();
            }
            ToldRule before = entry.rule();
            if (before == null) {
                continue;
            }
            Consumer<AlertStep> steps = teller.of(name, before, entry);
            if (isGone) {
                entry.course().retire(atMillis, steps);
            } else {
                history.acknowledge(subject, name, entry.course(), atMillis, steps);
            }
        }
    }

    /** When the customer is to be looked at again, after a moment; {@link AlertCourse#NEVER} if only an update can change anything. */
    public long nextLookMillis(AlertBook book, long afterMillis) {
        if (!book.hasOpen()) {
            return AlertCourse.NEVER;
        }
        long next = (Math.floorDiv(afterMillis, LOOK_EVERY_MILLIS) + 1) * LOOK_EVERY_MILLIS;
        for (AlertRule rule : history.rulesAt(afterMillis).forCustomers()) {
            AlertBook.Entry entry = book.known(rule.name());
            if (entry != null) {
                next = Math.min(next, Math.max(afterMillis + 1, entry.course().dueAtMillis(rule.terms())));
            }
        }
        return next;
    }

    private static AlertTeller teller(
            RuleBook rules, AlertSubject subject, CustomerOutlook outlook, Consumer<AlertOutput> told) {
        String account = outlook.facts().text(Fact.ACCOUNT_ID);
        return new AlertTeller(rules.version(), subject, account.isEmpty() ? null : account, told);
    }
}
