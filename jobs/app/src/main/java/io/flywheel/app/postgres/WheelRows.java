package io.flywheel.app.postgres;

import io.flywheel.domain.activity.Activity;
import io.flywheel.domain.control.ErasureStep;
import io.flywheel.domain.quality.Progress;
import io.flywheel.domain.wheel.journey.DealOutcome;
import io.flywheel.domain.wheel.journey.DealRow;
import io.flywheel.domain.wheel.journey.Revolution;
import io.flywheel.domain.wheel.journey.StageTransition;
import io.flywheel.domain.wheel.journey.WheelRow;
import io.flywheel.pipeline.wheel.WheelOutput;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of the wheel stop: a customer's standing with all transitions, single revolutions, single deals, erasures, and the progress. */
final class WheelRows implements TableRows<WheelOutput> {

    private static final long serialVersionUID = 1L;
    private static final long DAY = Duration.ofDays(1).toMillis();

    @Override
    public List<Table> tables() {
        return List.of(
                Table.CUSTOMER_WHEEL,
                Table.STAGE_TRANSITION,
                Table.REVOLUTION,
                Table.DEAL_COURSE,
                Table.ERASURE_STEP,
                Table.PIPELINE_FRESHNESS);
    }

    @Override
    public OutputKey key(WheelOutput output) {
        Progress progress = output.progress();
        if (progress != null) {
            return ProgressRow.key(progress);
        }
        ErasureStep erasure = output.erasure();
        if (erasure != null) {
            return ErasureRow.key(erasure);
        }
        Revolution revolution = output.revolution();
        if (revolution != null) {
            return new OutputKey(0, "revolution\n" + output.customerId() + '\n' + "%019d".formatted(revolution.n()));
        }
        DealRow deal = output.deal();
        return new OutputKey(
                0,
                deal != null
                        ? "deal\n" + deal.dealId() + '\n' + output.customerId()
                        : "customer\n" + output.customerId());
    }

    @Override
    public int count(WheelOutput output) {
        return 1 + output.transitions().size();
    }

    @Override
    public void write(WheelOutput output, RowWriter rows) {
        Progress progress = output.progress();
        ErasureStep erasure = output.erasure();
        WheelRow wheel = output.wheel();
        Revolution revolution = output.revolution();
        DealRow deal = output.deal();
        if (progress != null) {
            ProgressRow.write(progress, rows);
        } else if (erasure != null) {
            ErasureRow.write(erasure, rows);
        } else if (wheel != null) {
            writeWheel(output.customerId(), wheel, rows);
            for (int i = 0; i < output.transitions().size(); i++) {
                writeTransition(output.customerId(), i + 1, output.transitions().get(i), rows);
            }
        } else if (revolution != null) {
            writeRevolution(output.customerId(), revolution, rows);
        } else if (deal != null) {
            writeDeal(output.customerId(), deal, rows);
        }
    }

    private static void writeWheel(String customerId, WheelRow wheel, RowWriter rows) {
        rows.start(Table.CUSTOMER_WHEEL).text(customerId).text(wheel.stage().word());
        Long since = wheel.stageSinceMillis();
        date(since == null ? null : (int) Math.floorDiv(since, DAY), rows);
        rows.truth(wheel.dormant());
        date(wheel.firstActiveDay(), rows);
        date(wheel.lastActiveDay(), rows);
        rows.integer(wheel.activeDays28d())
                .bigint(wheel.valueEvents())
                .timeIfKnown(wheel.firstValueAtMillis())
                .timeIfKnown(wheel.secondValueAtMillis())
                .timeIfKnown(wheel.lastValueAtMillis());
        Double cycle = wheel.cycleDaysEwma();
        (cycle == null ? rows.nothing() : rows.number(cycle))
                .timeIfKnown(wheel.leadAtMillis())
                .timeIfKnown(wheel.mqlAtMillis())
                .timeIfKnown(wheel.sqlAtMillis())
                .timeIfKnown(wheel.opportunityAtMillis())
                .timeIfKnown(wheel.wonAtMillis())
                .timeIfKnown(wheel.inquiryAtMillis())
                .timeIfKnown(wheel.answeredAtMillis())
                .timeIfKnown(wheel.salesTouchAtMillis())
                .timeIfKnown(wheel.serviceTouchAtMillis())
                .end();
    }

    private static void date(@Nullable Integer day, RowWriter rows) {
        if (day == null) {
            rows.nothing();
        } else {
            rows.date(day);
        }
    }

    private static void writeTransition(String customerId, long n, StageTransition transition, RowWriter rows) {
        rows.start(Table.STAGE_TRANSITION)
                .text(customerId)
                .bigint(n)
                .text(transition.kind().word())
                .text(transition.from().word())
                .text(transition.to().word())
                .time(transition.atMillis())
                .date(transition.day())
                .text(transition.triggerEventId())
                .integer(transition.daysInState())
                .end();
    }

    private static void writeRevolution(String customerId, Revolution revolution, RowWriter rows) {
        rows.start(Table.REVOLUTION)
                .text(customerId)
                .bigint(revolution.n())
                .time(revolution.startedAtMillis())
                .time(revolution.endedAtMillis())
                .number(revolution.cycleDays());
        amount(revolution.valueAmountMinor(), rows)
                .text(revolution.currency())
                .text(revolution.valueEventId())
                .end();
    }

    private static void writeDeal(String customerId, DealRow deal, RowWriter rows) {
        DealOutcome outcome = deal.outcome();
        rows.start(Table.DEAL_COURSE)
                .text(deal.dealId())
                .text(customerId)
                .text(deal.pipeline())
                .text(deal.stage())
                .text(deal.owner())
                .text(deal.currency());
        amount(deal.amountMinor(), rows)
                .time(deal.createdAtMillis())
                .timeIfKnown(deal.qualifiedAtMillis())
                .timeIfKnown(deal.closedAtMillis())
                .text(outcome == null ? null : outcome.word())
                .time(deal.lastActivityAtMillis())
                .end();
    }

    private static RowWriter amount(long amountMinor, RowWriter rows) {
        return amountMinor == Activity.ABSENT ? rows.nothing() : rows.bigint(amountMinor);
    }
}
