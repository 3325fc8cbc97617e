package io.flywheel.app.postgres;

/** One column of a table: its name, what it holds, and whether it is part of the key. */
record Column(String name, Type type, boolean key) {

    /** What a column can hold, each with one binary form in COPY. */
    enum Type {
        TEXT,
        BIGINT,
        INTEGER,
        DOUBLE,
        /** numeric with three places, from a count of thousandths. */
        THOUSANDTHS,
        /** timestamptz, from epoch milliseconds. */
        TIME,
        /** date, from days since the epoch. */
        DATE,
        BOOLEAN,
        /** text[]. */
        TEXTS,
        /** jsonb. */
        JSON
    }

    static Column key(String name, Type type) {
        return new Column(name, type, true);
    }

    static Column of(String name, Type type) {
        return new Column(name, type, false);
    }
}
