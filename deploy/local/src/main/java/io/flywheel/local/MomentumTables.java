package io.flywheel.local;

import io.flywheel.local.postgres.DatabaseAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** The tables of schema {@code flywheel} as a run sees them: made, watched, read and written out. */
public interface MomentumTables {

    /** Brings the schema to this version and gives its number of tables. */
    int migrate(DatabaseAccess owner);

    /** What has become of the records so far. */
    Tally tally(DatabaseAccess database) throws SQLException;

    /** Customers that have a row with their momentum. */
    long customers(DatabaseAccess database) throws SQLException;

    /** The moment up to which every stage of the job has written its rows, in epoch milliseconds; the least of all stages, {@code Long.MIN_VALUE} for none. */
    long writtenUpToMillis(DatabaseAccess database) throws SQLException;

    /** The current state of one customer with the reasons for it, if the tables know that customer. */
    Optional<Explanation> explain(DatabaseAccess database, String customerId) throws SQLException;

    /** Writes each table as a CSV with header, sorted by key, without the technical columns, and gives the number of files. */
    int dump(DatabaseAccess database, Path directory) throws SQLException, IOException;
}
