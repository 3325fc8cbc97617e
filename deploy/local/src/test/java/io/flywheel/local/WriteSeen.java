package io.flywheel.local;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Writes what the miniature job saw, row by row. */
final class WriteSeen implements Sink<MiniatureProduct.Seen> {

    private static final long serialVersionUID = 1L;

    private final String url;
    private final String user;
    private final String password;

    WriteSeen(String url, String user, String password) {
        this.url = url;
        this.user = user;
        this.password = password;
    }

    @Override
    public SinkWriter<MiniatureProduct.Seen> createWriter(WriterInitContext context) throws IOException {
        try {
            return new Writer(DriverManager.getConnection(url, user, password));
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    private record Writer(Connection connection) implements SinkWriter<MiniatureProduct.Seen> {

        @Override
        public void write(MiniatureProduct.Seen seen, Context context) throws IOException {
            boolean heartbeat = seen.customer().isEmpty();
            String sql = heartbeat
                    ? "INSERT INTO flywheel.progress VALUES (?)"
                    : "INSERT INTO flywheel.seen VALUES (?, ?, ?)";
            try (PreparedStatement row = connection.prepareStatement(sql)) {
                if (heartbeat) {
                    row.setLong(1, seen.at());
                } else {
                    row.setString(1, seen.event());
                    row.setString(2, seen.customer());
                    row.setLong(3, seen.at());
                }
                row.executeUpdate();
            } catch (SQLException e) {
                throw new IOException(e);
            }
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() throws SQLException {
            connection.close();
        }
    }
}
