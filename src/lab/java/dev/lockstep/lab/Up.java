package dev.lockstep.lab;

import dev.lockstep.lab.stack.Layout;
import dev.lockstep.lab.stack.Ports;
import dev.lockstep.lab.stack.Stack;

public final class Up {
    public static void main(String[] arguments) throws Exception {
        Layout layout = Layout.of("stack");
        long t = System.currentTimeMillis();
        try (Stack stack =
                Stack.start(
                        layout,
                        new Ports(Integer.getInteger("lockstep.port.offset", 0)),
                        layout.project().resolve("target/stack.properties"),
                        new Stack.Options(true, Boolean.getBoolean("agent")),
                        s -> System.out.println((System.currentTimeMillis() - t) + " " + s))) {
            System.out.println((System.currentTimeMillis() - t) + " up");
            new java.util.concurrent.CountDownLatch(1).await();
        }
    }
}
