package io.headrace.notifier.send;

import io.smallrye.mutiny.Uni;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Asks the operating system, on threads of its own because the question blocks. Attempts that ask for the same host at
 * the same time share one question, so that a name server that hangs for one host holds one thread, not all.
 *
 * <p>A question cannot be interrupted and may outlast its attempt; the attempt keeps its slot until then (see
 * {@link WebhookSender#settled}). So there are never more questions than attempts in flight, and with as many threads
 * none waits for another's: waiting would use up the attempt's deadline and fail it for somebody else's names.
 */
final class SystemAddressResolver implements AddressResolver {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";

    /** As {@link io.headrace.contracts.TargetUrl} lets it pass: a name never has this form. */
    private static final Pattern IPV4 = Pattern.compile("(?:" + OCTET + "\\.){3}" + OCTET);

    private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> asking = new ConcurrentHashMap<>();
    private final Function<String, InetAddress[]> lookup;
    private final Executor threads;

    /** @param attemptsInFlight how many attempts there are at most, and so how many questions */
    SystemAddressResolver(int attemptsInFlight) {
        this(attemptsInFlight, SystemAddressResolver::system);
    }

    SystemAddressResolver(int attemptsInFlight, Function<String, InetAddress[]> lookup) {
        this.threads = threads(attemptsInFlight);
        this.lookup = lookup;
    }

    @Override
    public Uni<List<InetAddress>> resolve(String host) {
        if (IPV4.matcher(host).matches()) {
            return Uni.createFrom().item(List.of(literal(host)));
        }
        return Uni.createFrom()
                .completionStage(() -> asking.computeIfAbsent(host, this::ask).copy());
    }

    @Override
    public Uni<Void> settled(String host) {
        return Uni.createFrom().completionStage(() -> {
            CompletableFuture<List<InetAddress>> open = asking.get(host);
            return open == null
                    ? CompletableFuture.<Void>completedFuture(null)
                    : open.<Void>handle((addresses, failure) -> null);
        });
    }

    private CompletableFuture<List<InetAddress>> ask(String host) {
        CompletableFuture<List<InetAddress>> answer = new CompletableFuture<>();
        threads.execute(() -> {
            try {
                answer.complete(List.of(lookup.apply(host)));
            } catch (CompletionException e) {
                answer.completeExceptionally(e.getCause());
            } catch (RuntimeException | Error e) {
                answer.completeExceptionally(e);
                throw e;
            } finally {
                asking.remove(host, answer);
            }
        });
        return answer;
    }

    /** Nothing to ask, so no thread is needed either. */
    private static InetAddress literal(String host) {
        byte[] address = new byte[4];
        String[] parts = host.split("\\.");
        for (int i = 0; i < address.length; i++) {
            address[i] = (byte) Integer.parseInt(parts[i]);
        }
        try {
            return InetAddress.getByAddress(address);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    private static InetAddress[] system(String host) {
        try {
            return InetAddress.getAllByName(host);
        } catch (UnknownHostException e) {
            throw new CompletionException(e);
        }
    }

    private static Executor threads(int count) {
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(count, count, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), task -> {
                    Thread thread = new Thread(task, "dns");
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
