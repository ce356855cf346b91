package io.headrace.local;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Everything that one local system is started with.
 *
 * @param folder data, logs, credentials and what else is kept between runs
 * @param distribution what is run
 * @param fresh throw the data and the credentials away first
 * @param environment added to a service's own environment; wins over it
 * @param kafkaProxyPort where Kafka's clients are sent, if something stands between them and Kafka's own port
 * @param console gets every line that a person may want to see
 */
public record LocalConfig(
        Path folder,
        Ports ports,
        Distribution distribution,
        boolean fresh,
        Map<Service, Map<String, String>> environment,
        OptionalInt kafkaProxyPort,
        Consumer<String> console) {
    public LocalConfig {
        environment = Map.copyOf(environment);
    }

    /** For {@code ./mvnw -Pup}: the contract's folder and ports, changed by environment variables. */
    static LocalConfig of(Map<String, String> environment, Properties properties, Consumer<String> console) {
        String folder = environment.getOrDefault("HEADRACE_LOCAL_DIR", "").strip();
        String fresh = properties.getProperty("headrace.fresh", "false");
        return new LocalConfig(
                Path.of(folder.isEmpty() ? ".local" : folder),
                Ports.of(environment),
                Distribution.find(),
                !fresh.equals("false"),
                Map.of(),
                OptionalInt.empty(),
                console);
    }

    /** For a test: its own folder, free ports, nothing on the console (the logs are in the folder). */
    public static LocalConfig forTest(Path folder) {
        return new LocalConfig(
                folder, Ports.free(), Distribution.find(), false, Map.of(), OptionalInt.empty(), line -> {});
    }

    public LocalConfig withPorts(Ports other) {
        return new LocalConfig(folder, other, distribution, fresh, environment, kafkaProxyPort, console);
    }

    public LocalConfig withConsole(Consumer<String> other) {
        return new LocalConfig(folder, ports, distribution, fresh, environment, kafkaProxyPort, other);
    }

    /** All clients of Kafka go to this port of this machine; whoever listens there passes them on to Kafka's. */
    public LocalConfig withKafkaBehind(int proxyPort) {
        return new LocalConfig(folder, ports, distribution, fresh, environment, OptionalInt.of(proxyPort), console);
    }

    /** One more variable for one service. */
    public LocalConfig with(Service service, String variable, String value) {
        Map<Service, Map<String, String>> all = new EnumMap<>(Service.class);
        all.putAll(environment);
        Map<String, String> own = new HashMap<>(all.getOrDefault(service, Map.of()));
        own.put(variable, value);
        all.put(service, Map.copyOf(own));
        return new LocalConfig(folder, ports, distribution, fresh, all, kafkaProxyPort, console);
    }

    /** One more variable for all three services. */
    public LocalConfig with(String variable, String value) {
        LocalConfig all = this;
        for (Service service : Service.values()) {
            all = all.with(service, variable, value);
        }
        return all;
    }
}
