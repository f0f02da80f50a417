package dev.lockstep.lab.stack;

import java.util.List;
import java.util.function.Consumer;

/** The first start of a stack: lays out all processes and starts them, who uses the others last. */
record FirstStart(Processes processes, Consumer<String> news) {

    void run() {
        List<Installation> resources = processes.resources();
        List<WildFly> servers = processes.own(WildFly.class);
        news.accept("Starting " + names(resources));
        for (Installation resource : resources) {
            resource.create();
            resource.process().launch();
        }
        // Meanwhile the resources get ready.
        news.accept("Configuring WildFly from wildfly-config");
        servers.forEach(WildFly::create);
        for (Installation resource : resources) {
            resource.process().awaitReady();
            resource.completeFirstStart();
        }
        for (WildFly server : servers) {
            news.accept("Starting " + server.process().name());
            server.process().launch();
            server.process().awaitReady();
        }
    }

    private static String names(List<Installation> several) {
        List<String> names = several.stream().map(one -> one.seat().name()).toList();
        int last = names.size() - 1;
        return String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
