package dev.lockstep.support;

import dev.lockstep.lab.audit.Audit;
import dev.lockstep.lab.client.Api;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Several callers at once, each publishing one event after the other, once. */
public final class ManyClients {
    private final Api api;
    private final Set<String> acknowledged = new ConcurrentSkipListSet<>();
    private final Set<String> failed = new ConcurrentSkipListSet<>();
    private final Set<String> unknown = new ConcurrentSkipListSet<>();

    public ManyClients(Api api) {
        this.api = api;
    }

    /** Publishes all of them; what each was answered. */
    public Audit.History publish(int clients, Collection<String> ids)
            throws ExecutionException, InterruptedException {
        ConcurrentLinkedQueue<String> waiting = new ConcurrentLinkedQueue<>(ids);
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                running.add(threads.submit(() -> publishAll(waiting)));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return Histories.acknowledged(acknowledged)
                .and(Histories.failed(failed))
                .and(Histories.unknown(unknown));
    }

    private void publishAll(ConcurrentLinkedQueue<String> waiting) {
        for (String id = waiting.poll(); id != null; id = waiting.poll()) {
            answers(id).add(id);
        }
    }

    private Set<String> answers(String id) {
        try {
            return switch (api.publish(Api.event(id)).status()) {
                case 200, 201 -> acknowledged;
                case 503 -> failed;
                default -> unknown;
            };
        } catch (IOException e) {
            return unknown;
        }
    }
}
