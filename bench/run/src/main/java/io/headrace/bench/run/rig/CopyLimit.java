package io.headrace.bench.run.rig;

import java.util.List;

/** The limit of applying: {@code COPY} of the very rows into tables with the same columns, checks and indexes. */
public final class CopyLimit {
    private static final List<String> TABLES = List.of("record", "operation");

    private final Database database;

    public CopyLimit(Database database) {
        this.database = database;
    }

    /** Rows of each table a second, one table after the other, both committed. */
    public double perSecond(CommandFeed.Span ids) {
        String folder = database.texts("SHOW data_directory").get(0);
        long rows = 0;
        long nanos = 0;
        for (String table : TABLES) {
            String file = folder + "/bench_" + table + ".copy";
            database.execute("COPY (SELECT * FROM " + table + " WHERE id BETWEEN '" + ids.first() + "' AND '"
                    + ids.last() + "' ORDER BY kafka_partition, kafka_offset) TO '" + file + "'");
            database.execute("DROP TABLE IF EXISTS bench_" + table);
            database.execute("CREATE TABLE bench_" + table + " (LIKE " + table + " INCLUDING ALL)");
            database.execute("CHECKPOINT");
            long begin = System.nanoTime();
            database.execute("COPY bench_" + table + " FROM '" + file + "'");
            nanos += System.nanoTime() - begin;
            rows = database.number("SELECT count(*) FROM bench_" + table);
            database.execute("DROP TABLE bench_" + table);
        }
        return rows * 1e9 / nanos;
    }
}
