package io.headrace.backends;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** A real PostgreSQL server on loopback, run in the foreground from Maven's artifact, durable as in production. */
public final class EmbeddedPostgres implements Program {
    private static final long INIT_PATIENCE_SECONDS = 120;

    private final Path data;
    private final DatabaseAddress address;
    private final Privileges privileges = Privileges.current();

    /**
     * @param data the server's folder; made at the first start
     * @param address loopback; the database is made when it is missing, the user is the one of the first start
     */
    public EmbeddedPostgres(Path data, DatabaseAddress address) {
        this.data = data.toAbsolutePath();
        this.address = address;
    }

    @Override
    public String name() {
        return "postgres";
    }

    public DatabaseAddress address() {
        return address;
    }

    @Override
    public Launch prepare() throws IOException {
        PostgresBinaries binaries = PostgresBinaries.unpackInto(CacheFolder.current());
        if (!Files.isDirectory(data)) {
            initialize(binaries);
        }
        privileges.own(data);
        clearLockFile();
        return new Launch(privileges.wrap(command(binaries)), Map.of(), StopSignal.INT);
    }

    /** Also makes the database, which the server does not have after its very first start. */
    @Override
    public boolean answers() {
        return PostgresClient.ensureDatabase(address);
    }

    private List<String> command(PostgresBinaries binaries) {
        return List.of(
                binaries.program("postgres").toString(),
                "-D",
                data.toString(),
                "-c",
                "listen_addresses=" + address.host(),
                "-c",
                "port=" + address.port(),
                "-c",
                "unix_socket_directories=",
                "-c",
                "logging_collector=off",
                "-c",
                "log_checkpoints=off",
                "-c",
                "jit=off");
    }

    /** Beside and renamed, so that a folder that exists is a whole one. */
    private void initialize(PostgresBinaries binaries) throws IOException {
        Path beside = data.resolveSibling(data.getFileName() + ".new");
        Folders.delete(beside);
        Files.createDirectories(data.getParent());
        Files.createDirectory(beside);
        Path password = Files.createTempFile(data.getParent(), "password-", "");
        try {
            Files.writeString(password, address.password());
            privileges.own(beside);
            privileges.own(password);
            runInitdb(binaries, beside, password);
        } finally {
            Files.delete(password);
        }
        Files.move(beside, data);
    }

    private void runInitdb(PostgresBinaries binaries, Path target, Path password) throws IOException {
        List<String> command = privileges.wrap(List.of(
                binaries.program("initdb").toString(),
                "--pgdata=" + target,
                "--username=" + address.username(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--locale=C"));
        Path output = Files.createTempFile("headrace-initdb-", ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            boolean ended = process.waitFor(INIT_PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!ended || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException(
                        "initdb failed: " + Files.readString(output).strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while initdb ran", e);
        } finally {
            Files.delete(output);
        }
    }

    private void clearLockFile() throws IOException {
        Optional<PostmasterPid> left = PostmasterPid.read(data);
        if (left.isEmpty()) {
            return;
        }
        PostmasterPid lock = left.get();
        Optional<ProcessHandle> process = ProcessHandle.of(lock.pid()).filter(ProcessHandle::isAlive);
        switch (lock.holder(process.flatMap(handle -> handle.info().startInstant()))) {
            case NOBODY -> {}
            case STRANGER -> Files.delete(PostmasterPid.file(data));
            case SERVER -> throw new IOException("PostgreSQL already runs on " + data + " as process " + lock.pid());
        }
    }
}
