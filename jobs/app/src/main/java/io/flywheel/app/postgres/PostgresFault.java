package io.flywheel.app.postgres;

import java.sql.SQLException;
import java.util.Set;

/**
 * What went wrong at PostgreSQL, told by the SQLSTATE, and with it what to do about it.
 *
 * <table>
 *   <caption>Faults by SQLSTATE</caption>
 *   <tr><th>SQLSTATE</th><th>fault</th><th>answer</th></tr>
 *   <tr><td>08, 53, 57P0x, 58, 25006, 25P03, 26000, 0A000</td><td>CONNECTION</td><td>wait, connect again, do the transaction again</td></tr>
 *   <tr><td>40, 55P03, 57014</td><td>CONTENTION</td><td>wait, do the transaction again</td></tr>
 *   <tr><td>22, 23, 54000</td><td>ROW</td><td>find the row, put it aside, write its neighbours</td></tr>
 *   <tr><td>28, 3D, 42501</td><td>ACCESS</td><td>fail: the operator must let us in</td></tr>
 *   <tr><td>42, 3F</td><td>SCHEMA</td><td>fail: the tables are not those of this version</td></tr>
 *   <tr><td>others</td><td>OTHER</td><td>fail</td></tr>
 * </table>
 *
 * <p><b>Source:</b> PostgreSQL documentation, appendix "PostgreSQL Error Codes".
 */
enum PostgresFault {
    CONNECTION,
    CONTENTION,
    ROW,
    ACCESS,
    SCHEMA,
    OTHER;

    // Not only broken connections: a server turned read-only after a failover, a full disk, an idle session ended, and
    // plans that a pooler or
    // a migration took away are all mended by a fresh session, or by waiting.
    private static final Set<String> SESSION_LOST = Set.of("25006", "25P03", "26000", "0A000");
    private static final Set<String> SESSION_LOST_CLASSES = Set.of("08", "53", "58");

    static PostgresFault of(SQLException exception) {
        String state = exception.getSQLState();
        if (state == null || state.length() != 5) {
            return OTHER;
        }
        String stateClass = state.substring(0, 2);
        if (SESSION_LOST_CLASSES.contains(stateClass) || state.startsWith("57P0") || SESSION_LOST.contains(state)) {
            return CONNECTION;
        }
        if (stateClass.equals("40") || state.equals("55P03") || state.equals("57014")) {
            return CONTENTION;
        }
        if (stateClass.equals("22") || stateClass.equals("23") || state.equals("54000")) {
            return ROW;
        }
        if (stateClass.equals("28") || stateClass.equals("3D") || state.equals("42501")) {
            return ACCESS;
        }
        return stateClass.equals("42") || stateClass.equals("3F") ? SCHEMA : OTHER;
    }

    boolean passes() {
        return this == CONNECTION || this == CONTENTION;
    }

    /** What to tell the operator when the writer gives up. */
    String explain(PostgresSettings settings, SQLException exception) {
        PostgresAccess access = settings.access();
        String said = "PostgreSQL at %s said: %s (SQLSTATE %s). "
                .formatted(access.place(), exception.getMessage(), exception.getSQLState());
        return said
                + switch (this) {
                    case CONNECTION, CONTENTION ->
                        "Tried again for %s. Nothing is lost: the job continues from its checkpoint once the database answers."
                                .formatted(settings.reconnectLimit());
                    case ROW -> "A row could not be put aside in flywheel.rejected_row either; please report this.";
                    case ACCESS ->
                        "User %s must exist, be a member of flywheel_writer, and have the password found in %s."
                                .formatted(access.user(), access.secret());
                    case SCHEMA ->
                        "The tables are not those of this version: run `flywheel db migrate`, then start the job again.";
                    case OTHER -> "The job cannot go on.";
                };
    }
}
