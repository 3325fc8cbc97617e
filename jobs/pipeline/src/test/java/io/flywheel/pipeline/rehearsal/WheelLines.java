package io.flywheel.pipeline.rehearsal;

import io.flywheel.domain.wheel.journey.DealRow;
import io.flywheel.domain.wheel.journey.Revolution;
import io.flywheel.pipeline.wheel.CellRow;
import io.flywheel.pipeline.wheel.WheelOutput;
import java.util.HexFormat;
import java.util.Map;

/** What tables would hold of the rows of the wheel, as text. */
public final class WheelLines {

    private WheelLines() {}

    /** Puts a row into the table, in place of an earlier one with its key. */
    public static void into(Map<String, String> rows, WheelOutput output) {
        String line = of(output);
        int tab = line.indexOf('\t');
        if (tab > 0) {
            rows.put(line.substring(0, tab), line.substring(tab + 1));
        }
    }

    /** Key, tab and row; empty for progress. */
    public static String of(WheelOutput output) {
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

    /** Key, tab and row without its revision, which tells how often it was sent; empty for progress. */
    public static String of(CellRow row) {
        byte[] content = row.content();
        return content == null
                ? ""
                : row.series() + "#" + row.cell() + "\t" + HexFormat.of().formatHex(content)
                        + (row.isFinal() ? " final" : "");
    }
}
