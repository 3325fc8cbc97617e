package io.flywheel.app.postgres;

import java.io.IOException;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * One connection with its staging tables, on which a batch becomes visible as a whole or not at all.
 *
 * <p><b>Shape:</b> each public call is one transaction. Doing a batch again changes nothing, so it may be repeated when it is not known whether the
 * first commit arrived.
 *
 * <p><b>Errors:</b> {@link SQLException} after the transaction was rolled back; rows that PostgreSQL refuses are no error but put aside.
 */
final class PostgresSession implements AutoCloseable {

    private static final String NEXT_EPOCH = "SELECT nextval('flywheel.writer_epoch')";
    private static final String REJECT = """
            INSERT INTO flywheel.rejected_row AS kept (table_name, row_key, sqlstate, message, "row", writer_epoch, row_version)
            VALUES (?, ?, ?, ?, ?::jsonb, ?, ?)
            ON CONFLICT (table_name, row_key) DO UPDATE
            SET sqlstate = excluded.sqlstate, message = excluded.message, "row" = excluded."row",
                writer_epoch = excluded.writer_epoch, row_version = excluded.row_version, updated_at = now()
            WHERE (kept.writer_epoch, kept.row_version) < (excluded.writer_epoch, excluded.row_version)""";

    private final Connection connection;
    private final Map<Table, TableStatements> statements = new EnumMap<>(Table.class);

    private PostgresSession(Connection connection) {
        this.connection = connection;
    }

    static PostgresSession open(PostgresAccess access, List<Table> tables, String applicationName)
            throws SQLException, IOException {
        PostgresSession session = new PostgresSession(access.connect(applicationName));
        try {
            session.stage(tables);
            return session;
        } catch (SQLException e) {
            session.close(e);
            throw e;
        }
    }

    /** The next number of a writer; rows of later writers replace those of earlier ones. */
    long nextEpoch() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(NEXT_EPOCH)) {
            result.next();
            long epoch = result.getLong(1);
            connection.commit();
            return epoch;
        } catch (SQLException e) {
            throw rolledBack(e);
        }
    }

    /** Writes a batch and returns how many of its rows were put aside. */
    int write(RowBatch batch) throws SQLException {
        try {
            writeWhole(batch);
            connection.commit();
            return 0;
        } catch (SQLException e) {
            rolledBack(e);
            if (PostgresFault.of(e) != PostgresFault.ROW) {
                throw e;
            }
        }
        try {
            int rejected = writeSifted(batch);
            connection.commit();
            return rejected;
        } catch (SQLException e) {
            throw rolledBack(e);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }

    private void stage(List<Table> tables) throws SQLException {
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            for (Table table : tables) {
                TableStatements its = TableStatements.of(table);
                statement.execute(its.stage());
                statements.put(table, its);
            }
        }
        connection.commit();
    }

    private void writeWhole(RowBatch batch) throws SQLException {
        Set<Table> behind = EnumSet.noneOf(Table.class);
        for (CopyRows rows : batch.inOrder()) {
            if (rows.rows() == 0) {
                continue;
            }
            copy(rows, 0, rows.rows());
            // the owner of each row need be looked up only where one was newer than ours
            Table owner = rows.table().owner();
            boolean isOwnerBehind = owner != null && behind.contains(owner);
            int written = execute(
                    isOwnerBehind
                            ? statements(rows).upsertWithOwner()
                            : statements(rows).upsert());
            if (written != rows.rows()) {
                behind.add(rows.table());
            }
        }
        for (CopyRows rows : batch.inOrder()) {
            retire(rows, Set.of());
        }
    }

    /** Halves what PostgreSQL refuses until the refused rows stand alone; all in the one transaction, so that progress still comes with its rows. */
    private int writeSifted(RowBatch batch) throws SQLException {
        List<RejectedRow> rejected = new ArrayList<>();
        Map<Table, Set<Integer>> numbers = new EnumMap<>(Table.class);
        for (CopyRows rows : batch.inOrder()) {
            Set<Integer> ofTable = new HashSet<>();
            sift(rows, 0, rows.rows(), rejected, ofTable);
            numbers.put(rows.table(), ofTable);
        }
        for (CopyRows rows : batch.inOrder()) {
            retire(rows, numbers.getOrDefault(rows.table(), Set.of()));
        }
        putAside(rejected, batch);
        return rejected.size();
    }

    private void sift(CopyRows rows, int from, int to, List<RejectedRow> rejected, Set<Integer> rejectedNumbers)
            throws SQLException {
        if (from == to) {
            return;
        }
        Savepoint before = connection.setSavepoint();
        try {
            copy(rows, from, to);
            execute(statements(rows).upsertWithOwner());
            execute(statements(rows).clear());
            connection.releaseSavepoint(before);
            return;
        } catch (SQLException e) {
            if (PostgresFault.of(e) != PostgresFault.ROW) {
                throw e;
            }
            connection.rollback(before);
            connection.releaseSavepoint(before);
            if (to - from == 1) {
                rejected.add(RejectedRow.of(rows, from, e));
                rejectedNumbers.add(from);
                return;
            }
        }
        int middle = (from + to) >>> 1;
        sift(rows, from, middle, rejected, rejectedNumbers);
        sift(rows, middle, to, rejected, rejectedNumbers);
    }

    private void copy(CopyRows rows, int from, int to) throws SQLException {
        CopyIn copy = connection
                .unwrap(PGConnection.class)
                .getCopyAPI()
                .copyIn(statements(rows).copy());
        try {
            copy.writeToCopy(CopyRows.HEADER, 0, CopyRows.HEADER.length);
            copy.writeToCopy(rows.bytes(), rows.begin(from), rows.begin(to) - rows.begin(from));
            copy.writeToCopy(CopyRows.TRAILER, 0, CopyRows.TRAILER.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private void retire(CopyRows owners, Set<Integer> rejectedOwners) throws SQLException {
        String retirement = owners.table().retirement();
        if (retirement == null || owners.rows() == rejectedOwners.size()) {
            return;
        }
        Object[] customerIds = IntStream.range(0, owners.rows())
                .filter(number -> !rejectedOwners.contains(number))
                .mapToObj(owners::firstText)
                .toArray();
        Array argument = connection.createArrayOf("text", customerIds);
        try (PreparedStatement statement = connection.prepareStatement("SELECT flywheel." + retirement + "(?)")) {
            statement.setArray(1, argument);
            statement.execute();
        } finally {
            argument.free();
        }
    }

    private void putAside(List<RejectedRow> rejected, RowBatch batch) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(REJECT)) {
            for (RejectedRow row : rejected) {
                statement.setString(1, row.table().title());
                statement.setString(2, row.key());
                statement.setString(3, row.sqlState());
                statement.setString(4, row.message());
                statement.setString(5, row.row());
                statement.setLong(6, batch.epoch());
                statement.setLong(7, batch.version());
                statement.executeUpdate();
            }
        }
    }

    private int execute(String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            return statement.executeUpdate();
        }
    }

    private TableStatements statements(CopyRows rows) {
        TableStatements its = statements.get(rows.table());
        if (its == null) {
            throw new IllegalStateException("table " + rows.table().title() + " has no staging table in this session");
        }
        return its;
    }

    /** Ends the transaction that failed, and keeps the reason why if even that fails. */
    private SQLException rolledBack(SQLException cause) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
        return cause;
    }

    private void close(SQLException cause) {
        try {
            close();
        } catch (SQLException e) {
            cause.addSuppressed(e);
        }
    }
}
