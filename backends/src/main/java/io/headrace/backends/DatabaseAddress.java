package io.headrace.backends;

/** Where a database is and who may enter. */
public record DatabaseAddress(String host, int port, String database, String username, String password) {
    /** {@code postgresql://host:port/database}: the form of HEADRACE_DATABASE_URL. */
    public String url() {
        return "postgresql://" + host + ":" + port + "/" + database;
    }

    /** The same for JDBC. */
    public String jdbcUrl() {
        return "jdbc:" + url();
    }

    public DatabaseAddress withDatabase(String other) {
        return new DatabaseAddress(host, port, other, username, password);
    }

    /** Without the password, so that a log line can never leak it. */
    @Override
    public String toString() {
        return url() + " as " + username;
    }
}
