package beholden.bench.server;

import beholden.bench.Metrics;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// Many clients at once, until the server is killed under them.
final class Load {
    /// Share of the time left out at the start, until as many searches wait as will wait all the time.
    private static final double RAMP = 0.2;

    private static final Duration LOOK = Duration.ofMillis(2);

    private final List<Client> clients;
    private final URI origin;
    private final ConcurrentLinkedQueue<Done> done = new ConcurrentLinkedQueue<>();
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch ending = new CountDownLatch(1);

    private record Done(double millis, long at) {}

    /// @param searches  answered, from the first on
    /// @param perSecond answered in a second, once as many waited as would
    /// @param whole     how long these took
    /// @param refused   photos that found the server too busy
    /// @param cutOff    searches under way when the server was killed
    record Outcome(int searches, double perSecond, Spread whole, int refused, int cutOff) {

        void addTo(Metrics metrics, String name) {
            metrics.add(name + "_searches", searches);
            whole.addTo(metrics, name);
            metrics.add(name + "_refused", refused);
        }
    }

    private Load(List<Client> clients, URI origin) {
        this.clients = clients;
        this.origin = origin;
    }

    /// Lets all clients search as fast as they are answered, then kills the server: when the time is over, as many
    /// searches were answered as there are clients, and one is under way.
    static Outcome untilKilled(RunningServer server, List<Client> clients, Duration time) throws IOException {
        return new Load(clients, server.origin()).run(server, time);
    }

    private Outcome run(RunningServer server, Duration time) throws IOException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory())) {
            long start = System.nanoTime();
            List<Future<Boolean>> running = new ArrayList<>();
            for (Client client : clients) running.add(threads.submit(searching(client)));
            try {
                wait(running, time);
            } finally {
                ending.countDown();
                server.kill();
            }
            long end = System.nanoTime();
            int cutOff = 0;
            for (Future<Boolean> client : running) cutOff += get(client) ? 1 : 0;
            return outcome(start, end, cutOff);
        }
    }

    /// Ends early if a client does.
    private void wait(List<Future<Boolean>> running, Duration time) throws IOException {
        long end = System.nanoTime() + time.toNanos();
        try {
            while (System.nanoTime() < end || done.size() < clients.size() || !isOneUnderWay()) {
                Thread.sleep(LOOK);
                for (Future<Boolean> client : running) {
                    if (client.isDone()) get(client);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted under load", e);
        }
    }

    private boolean isOneUnderWay() {
        return clients.stream().anyMatch(Client::isAsking);
    }

    private static boolean get(Future<Boolean> client) throws IOException {
        try {
            return client.get();
        } catch (ExecutionException e) {
            throw new IOException("under load: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted under load", e);
        }
    }

    /// Whether its last search was cut off.
    private Callable<Boolean> searching(Client client) {
        return () -> {
            while (ending.getCount() > 0) {
                try {
                    switch (client.search(origin)) {
                        case Client.Timed search -> done.add(new Done(search.millis(), System.nanoTime()));
                        case Client.Refused busy -> {
                            refused.incrementAndGet();
                            if (ending.await(busy.comeAgain().toSeconds(), TimeUnit.SECONDS)) return false;
                        }
                    }
                } catch (WrongAnswerException e) {
                    throw e;
                } catch (IOException e) {
                    if (ending.getCount() > 0) throw e;
                    return client.isAsking();
                }
            }
            return false;
        };
    }

    private Outcome outcome(long start, long end, int cutOff) throws IOException {
        long from = start + (long) (RAMP * (end - start));
        List<Double> steady = done.stream()
                .filter(search -> search.at() >= from && search.at() <= end)
                .map(Done::millis)
                .toList();
        if (steady.isEmpty()) throw new IOException("no search was answered at the end; let the clients search longer");
        return new Outcome(done.size(), steady.size() / ((end - from) / 1e9), Spread.of(steady), refused.get(), cutOff);
    }
}
