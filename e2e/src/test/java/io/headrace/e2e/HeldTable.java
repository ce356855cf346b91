package io.headrace.e2e;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/** Keeps everybody out of a table, so that who asks for it waits until PostgreSQL gives their statement up. */
final class HeldTable implements AutoCloseable {
    private final Connection connection;

    private HeldTable(Connection connection) {
        this.connection = connection;
    }

    static HeldTable of(TestSystem system, String table) throws SQLException {
        Connection connection = system.connect();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("LOCK TABLE " + table + " IN ACCESS EXCLUSIVE MODE");
        }
        return new HeldTable(connection);
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
