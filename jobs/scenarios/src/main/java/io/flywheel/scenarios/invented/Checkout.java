package io.flywheel.scenarios.invented;

import io.flywheel.scenarios.RecordedEvent;
import io.flywheel.schema.Actor;
import io.flywheel.schema.ClickstreamType;
import io.flywheel.schema.DealType;
import java.util.SplittableRandom;

/**
 * Somebody who buys by themselves: a product in the basket, the steps of the checkout, the payment, the order. While the checkout is
 * broken nobody gets past its first page, and after a few tries they give up.
 */
final class Checkout {

    private static final String PAGE = "/checkout";
    private static final String CURRENCY = "EUR";
    private static final int PATIENCE = 4;

    private String orderId = "";
    private long amountMinor;
    private int stepsDone;
    private int failures;
    private boolean completed;

    /** Whether the last step completed an order; the next step begins another. */
    boolean isCompleted() {
        return completed;
    }

    RecordedEvent proceed(Diary diary, Moment moment, SplittableRandom random) {
        completed = false;
        if (stepsDone == 0 && !moment.checkoutBroken()) {
            begin(diary, random);
            return diary.write(
                    diary.click(ClickstreamType.product_added, moment)
                            .setPage("/shop")
                            .setTarget("basket"),
                    moment);
        }
        return moment.checkoutBroken() ? fail(diary, moment, random) : step(diary, moment);
    }

    private void begin(Diary diary, SplittableRandom random) {
        orderId = diary.thingId("order");
        amountMinor = random.nextLong(1_500, 30_000);
        stepsDone = 1;
    }

    private RecordedEvent step(Diary diary, Moment moment) {
        stepsDone++;
        return switch (stepsDone) {
            case 2 -> click(diary, moment, ClickstreamType.checkout_start, "basket");
            case 3 -> click(diary, moment, ClickstreamType.checkout_step, "address");
            case 4 -> click(diary, moment, ClickstreamType.checkout_step, "payment");
            case 5 -> payment(diary, moment, DealType.payment_succeeded, Actor.system);
            default -> {
                stepsDone = 0;
                completed = true;
                yield payment(diary, moment, DealType.order_completed, Actor.customer);
            }
        };
    }

    private RecordedEvent fail(Diary diary, Moment moment, SplittableRandom random) {
        if (stepsDone == 0) {
            begin(diary, random);
        }
        failures++;
        if (failures > PATIENCE) {
            failures = 0;
            stepsDone = 0;
        }
        double kind = random.nextDouble();
        if (kind < 0.25) {
            return payment(diary, moment, DealType.payment_failed, Actor.system);
        }
        boolean raging = kind < 0.60;
        return diary.write(
                diary.click(raging ? ClickstreamType.rage_click : ClickstreamType.error_click, moment)
                        .setPage(PAGE)
                        .setTarget("pay-button")
                        .setX(720)
                        .setY(610)
                        .setCount(raging ? random.nextInt(3, 9) : 1),
                moment);
    }

    private static RecordedEvent click(Diary diary, Moment moment, ClickstreamType type, String target) {
        return diary.write(diary.click(type, moment).setPage(PAGE).setTarget(target), moment);
    }

    private RecordedEvent payment(Diary diary, Moment moment, DealType type, Actor actor) {
        return diary.write(
                diary.deal(type, actor, moment)
                        .setChannel("web")
                        .setDealId(orderId)
                        .setAmountMinor(amountMinor)
                        .setCurrency(CURRENCY),
                moment);
    }
}
