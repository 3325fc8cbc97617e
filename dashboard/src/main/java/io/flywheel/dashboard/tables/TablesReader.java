package io.flywheel.dashboard.tables;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the tables over one connection, which it opens again after it was lost.
 *
 * <p><b>Shape:</b> for one thread at a time.
 * <p><b>Errors:</b> {@link DatabaseAway} when the database does not answer at all; a question that fails alone is an {@link Answer} with its status.
 */
public final class TablesReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TablesReader.class);
    /** undefined_table, undefined_column, undefined_function, invalid_schema_name, insufficient_privilege */
    private static final Set<String> NOT_THERE = Set.of("42P01", "42703", "42883", "3F000", "42501");

    private final TablesAccess access;
    private @Nullable Connection connection;

    public TablesReader(TablesAccess access) {
        this.access = access;
    }

    /** The database can not be reached, or has ended the session. */
    public static final class DatabaseAway extends Exception {
        private static final long serialVersionUID = 1L;

        DatabaseAway(SQLException cause) {
            super("the database does not answer (SQLSTATE " + cause.getSQLState() + ")", cause);
        }
    }

    public Answer read(Panel panel) throws DatabaseAway {
        return ask(panel.id(), panel.query(), null);
    }

    /** Everything about one customer, of one moment of the database. */
    public Map<CustomerSection, Answer> read(String customerId) throws DatabaseAway {
        Map<CustomerSection, Answer> answers = new EnumMap<>(CustomerSection.class);
        try {
            Connection moment = open();
            moment.setAutoCommit(false);
            try {
                for (CustomerSection section : CustomerSection.values()) {
                    answers.put(section, read(section, customerId));
                }
                moment.rollback();
            } finally {
                if (!moment.isClosed()) {
                    moment.setAutoCommit(true);
                }
            }
            return answers;
        } catch (SQLException e) {
            close();
            throw new DatabaseAway(e);
        }
    }

    public Answer read(CustomerSection section, String customerId) throws DatabaseAway {
        return ask("customer " + section.id(), section.query(), customerId);
    }

    /** Whether the session, were it not read-only, could change the tables: then a lesser user would be the better choice. */
    public boolean couldWrite() throws DatabaseAway {
        Answer answer = ask(
                "rights",
                "SELECT has_table_privilege(c.oid, 'INSERT') FROM pg_class c WHERE c.oid = to_regclass('flywheel.customer_momentum')",
                null);
        return answer.status() == Answer.Status.OK
                && Boolean.TRUE.equals(answer.rows().get(0).get(0));
    }

    private Answer ask(String name, String query, @Nullable String parameter) throws DatabaseAway {
        try (PreparedStatement statement = open().prepareStatement(query)) {
            if (parameter != null) {
                statement.setString(1, parameter);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return Cells.all(rows);
            }
        } catch (SQLException e) {
            String state = e.getSQLState() == null ? "" : e.getSQLState();
            if (NOT_THERE.contains(state)) {
                return Answer.without(Answer.Status.MISSING, state);
            }
            if (isAway(state)) {
                close();
                throw new DatabaseAway(e);
            }
            LOG.warn("the question of {} failed with SQLSTATE {}", name, state);
            return Answer.without(Answer.Status.FAILED, state);
        }
    }

    /** Classes 08 (connection), 53 (resources), 57P (shutdown), 28 (refused entry) and 3D (no such database) end the session; 57014 is a statement that took too long. */
    private static boolean isAway(String state) {
        return state.isEmpty()
                || state.startsWith("08")
                || state.startsWith("53")
                || state.startsWith("57P")
                || state.startsWith("28")
                || state.startsWith("3D");
    }

    private Connection open() throws SQLException {
        Connection open = connection;
        if (open == null || open.isClosed()) {
            open = access.connect();
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        Connection open = connection;
        connection = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.debug("the connection was gone already", e);
            }
        }
    }
}
