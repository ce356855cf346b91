package io.headrace.e2e.agent;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import net.bytebuddy.agent.builder.AgentBuilder;
import net.bytebuddy.utility.JavaModule;
import org.jspecify.annotations.Nullable;

/** Ends the process when an edit cannot be made: its class is gone, its method is gone, its code does not load. */
final class Strictness extends AgentBuilder.Listener.Adapter {
    private static final int MISFIT = 70;
    /** Made by Quarkus for every application: whoever loads it loads the application's classes. */
    private static final String APPLICATION = "io.quarkus.runner.";

    private final List<String> types;
    private final AtomicBoolean looked = new AtomicBoolean();

    Strictness(List<String> types) {
        this.types = types;
    }

    @Override
    public void onDiscovery(String name, @Nullable ClassLoader loader, @Nullable JavaModule module, boolean loaded) {
        if (loader != null && name.startsWith(APPLICATION) && looked.compareAndSet(false, true)) {
            // Not on this thread: it holds the loader's lock for the class that it is loading.
            Thread look = new Thread(() -> requireThere(loader), "agent-strictness");
            look.setDaemon(true);
            look.start();
        }
    }

    @Override
    public void onError(
            String name, @Nullable ClassLoader loader, @Nullable JavaModule module, boolean loaded, Throwable failure) {
        end(failure.toString());
    }

    private void requireThere(ClassLoader loader) {
        for (String type : types) {
            if (loader.getResource(type.replace('.', '/') + ".class") == null) {
                end("the class " + type + " is gone");
            }
        }
    }

    private static void end(String complaint) {
        System.err.println("Headrace agent: " + complaint);
        Runtime.getRuntime().halt(MISFIT);
    }
}
