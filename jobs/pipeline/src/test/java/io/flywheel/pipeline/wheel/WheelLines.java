package io.flywheel.pipeline.wheel;

import io.flywheel.domain.wheel.journey.DealRow;
import io.flywheel.domain.wheel.journey.Revolution;
import java.util.Map;

/** What tables would hold of the wheel stop's rows, as text. */
final class WheelLines {

    private WheelLines() {}

    static void into(Map<String, String> rows, WheelOutput output) {
        String line = of(output);
        int tab = line.indexOf('\t');
        if (tab > 0) {
            rows.put(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    /** Key, tab and row; empty for progress. */
    static String of(WheelOutput output) {
        Revolution revolution = output.revolution();
        DealRow deal = output.deal();
        if (output.wheel() != null) {
            return output.customerId() + "\t" + output.wheel() + " " + output.transitions();
        }
        if (revolution != null) {
            return output.customerId() + " revolution " + revolution.n() + "\t" + revolution;
        }
        return deal == null ? "" : output.customerId() + " deal " + deal.dealId() + "\t" + deal;
    }
}
