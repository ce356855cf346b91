package io.headrace.e2e.crash;

import io.headrace.backends.DatabaseAddress;
import io.headrace.contracts.Ids;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Looks whether the row that a webhook tells of is there, through connections of its own. */
final class RowProbe implements AutoCloseable {
    private static final int MOST_IDLE = 4;
    private static final String SECONDS = "1";

    private final DatabaseAddress address;
    private final Deque<Connection> idle = new ArrayDeque<>();

    RowProbe(DatabaseAddress address) {
        this.address = address;
    }

    /** Null where PostgreSQL does not answer. */
    @Nullable
    Boolean isVisible(String operationId) {
        UUID id = Ids.parse(Ids.OPERATION, operationId).orElse(null);
        if (id == null) {
            return false;
        }
        try {
            Connection connection = take();
            try {
                boolean visible = isVisible(connection, id);
                giveBack(connection);
                return visible;
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            return null;
        }
    }

    @Override
    public synchronized void close() {
        for (Connection connection : idle) {
            try {
                connection.close();
            } catch (SQLException e) {
                // It is gone already.
            }
        }
        idle.clear();
    }

    private static boolean isVisible(Connection connection, UUID id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("SELECT 1 FROM operation WHERE id = ?")) {
            statement.setObject(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private Connection take() throws SQLException {
        synchronized (this) {
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        Properties properties = new Properties();
        properties.setProperty("user", address.username());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", SECONDS);
        properties.setProperty("loginTimeout", SECONDS);
        properties.setProperty("socketTimeout", SECONDS);
        return DriverManager.getConnection(address.jdbcUrl(), properties);
    }

    private synchronized void giveBack(Connection connection) throws SQLException {
        if (idle.size() < MOST_IDLE) {
            idle.push(connection);
        } else {
            connection.close();
        }
    }
}
