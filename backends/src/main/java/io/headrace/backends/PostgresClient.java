package io.headrace.backends;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;

/** The few words that have to be said to PostgreSQL before the services use it. */
final class PostgresClient {
    private static final String CONNECT_SECONDS = "2";

    private PostgresClient() {}

    static boolean answers(DatabaseAddress address) {
        try (Connection connection = connect(address)) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** Makes the database if it is missing; false while the server does not answer. */
    static boolean ensureDatabase(DatabaseAddress address) {
        try (Connection connection = connect(address.withDatabase("postgres"));
                Statement statement = connection.createStatement()) {
            if (!exists(statement, address.database())) {
                statement.execute("CREATE DATABASE \"" + address.database() + "\"");
            }
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private static boolean exists(Statement statement, String database) throws SQLException {
        try (ResultSet found = statement.executeQuery("SELECT FROM pg_database WHERE datname = '" + database + "'")) {
            return found.next();
        }
    }

    /** Without DriverManager, which finds drivers by class loader and would miss this one inside Maven. */
    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.username());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", CONNECT_SECONDS);
        properties.setProperty("loginTimeout", CONNECT_SECONDS);
        Connection connection = new Driver().connect(address.jdbcUrl(), properties);
        if (connection == null) {
            throw new SQLException("not a PostgreSQL address: " + address);
        }
        return connection;
    }
}
