package io.headrace.ingest.start;

import io.headrace.store.owner.SchemaState;
import io.headrace.store.owner.SchemaStore;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Knows whether the database answers and has its tables, and ensures the first owner once it does. */
@Singleton
final class DatabaseLink {
    private static final Logger LOG = Logger.getLogger(DatabaseLink.class);
    private static final Duration PROBE_EVERY = Duration.ofSeconds(1);
    private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);

    private final SchemaStore schema;
    private final FirstOwner firstOwner;
    private final FirstReads firstReads;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "database-link"));
    private volatile boolean open;
    private volatile boolean prepared;
    private String lastNews = "";

    DatabaseLink(SchemaStore schema, FirstOwner firstOwner, FirstReads firstReads) {
        this.schema = schema;
        this.firstOwner = firstOwner;
        this.firstReads = firstReads;
    }

    void start(@Observes StartupEvent event) {
        thread.scheduleWithFixedDelay(this::probe, 0, PROBE_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    }

    void stop(@Observes ShutdownEvent event) {
        thread.shutdownNow();
    }

    boolean isReady() {
        return open && prepared;
    }

    private void probe() {
        try {
            SchemaState state = schema.state().await().atMost(PROBE_TIMEOUT);
            report(state == SchemaState.THERE, news(state), "");
            if (open && !prepared) {
                firstOwner.ensure();
                VertxContextSupport.subscribeAndAwait(firstReads::ask);
                prepared = true;
            }
        } catch (Throwable e) {
            report(false, "database is not there", ": " + e);
        }
    }

    private static String news(SchemaState state) {
        return switch (state) {
            case MISSING -> "database has no tables yet";
            case UNFENCED -> "database does not keep owners apart: headrace_tenant is a superuser or bypasses policies";
            case THERE -> "database is there";
        };
    }

    /** Each news once, the first one too: who waits should know what for. */
    private void report(boolean nowOpen, String news, String reason) {
        if (!news.equals(lastNews)) {
            LOG.info(news + reason);
        }
        lastNews = news;
        open = nowOpen;
    }
}
