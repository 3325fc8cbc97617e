package io.flywheel.docs;

import java.util.List;

/** Lays out a table of a page. Bars in a cell are escaped. */
final class MarkdownTable {

    private final StringBuilder text = new StringBuilder();

    MarkdownTable(String... headings) {
        row(headings);
        text.append("|---".repeat(headings.length)).append("|\n");
    }

    MarkdownTable row(String... cells) {
        for (String cell : List.of(cells)) {
            text.append("| ").append(cell.replace("|", "\\|")).append(' ');
        }
        text.append("|\n");
        return this;
    }

    String text() {
        return text.toString();
    }
}
