package io.headrace.e2e.crash;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All clients of all owners, each on a thread of its own. */
final class Workload {
    static final int CLIENTS_OF_AN_OWNER = 8;
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(30);

    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();

    Workload(Asker.World world, Owners owners, Seeds seeds, int rate) {
        List<KnownRecords> known =
                Stream.generate(KnownRecords::new).limit(owners.count()).toList();
        int count = owners.count() * CLIENTS_OF_AN_OWNER;
        Duration pace = Duration.ofNanos(Duration.ofSeconds(count).toNanos() / rate);
        for (int number = 0; number < count; number++) {
            int owner = number % owners.count();
            Choices choices = new Choices(
                    seeds.of("choices", number),
                    owners.get(owner),
                    known.get(owner),
                    known.get((owner + 1) % owners.count()));
            clients.add(
                    new Client(new Asker(world, number), seeds.of("client", number), choices, known.get(owner), pace));
        }
    }

    void start() {
        for (Client client : clients) {
            Thread thread = new Thread(client, "client-" + threads.size());
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    /** Returns when every client has the answer to its last request, or knows that none comes. */
    void stop() {
        clients.forEach(Client::stop);
        for (Thread thread : threads) {
            try {
                thread.join(STOP_PATIENCE.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
