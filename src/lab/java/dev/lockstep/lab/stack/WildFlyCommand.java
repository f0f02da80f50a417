package dev.lockstep.lab.stack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The command line that starts a WildFly.
 *
 * @param base the server's own directory
 * @param ports the server's own
 */
record WildFlyCommand(Layout layout, Path base, Ports ports) {
    /** The file that holds the configuration, below the base directory. */
    static final String CONFIGURATION = "lockstep.xml";

    // What bin/common.sh of the distribution gives a modular JDK.
    private static final List<String> OPENED =
            List.of(
                    "java.base/java.lang",
                    "java.base/java.lang.invoke",
                    "java.base/java.lang.reflect",
                    "java.base/java.io",
                    "java.base/java.net",
                    "java.base/java.security",
                    "java.base/java.util",
                    "java.base/java.util.concurrent",
                    "java.management/javax.management",
                    "java.naming/javax.naming");
    private static final List<String> EXPORTED =
            List.of(
                    "java.naming/com.sun.jndi.ldap",
                    "java.naming/com.sun.jndi.url.ldap",
                    "java.naming/com.sun.jndi.url.ldaps",
                    "jdk.naming.dns/com.sun.jndi.dns");

    /**
     * @param faultAgent whether the fault agent may be loaded
     */
    List<String> line(boolean faultAgent) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(List.of("-Xms256m", "-Xmx640m", "-Djava.net.preferIPv4Stack=true"));
        OPENED.forEach(name -> line.add("--add-opens=" + name + "=ALL-UNNAMED"));
        EXPORTED.forEach(name -> line.add("--add-exports=" + name + "=ALL-UNNAMED"));
        line.add("--add-modules=java.se");
        if (faultAgent) {
            line.addAll(FaultAgent.OPTIONS);
        }
        line.addAll(
                List.of(
                        "-Djboss.home.dir=" + layout.wildfly(),
                        "-Djboss.server.base.dir=" + base,
                        "-Djboss.socket.binding.port-offset=" + ports.offset(),
                        // As in the container: what is at work after SIGTERM may end (seconds).
                        "-Dorg.wildfly.sigterm.suspend.timeout=25",
                        "-Djboss.bind.address=" + Ports.HOST,
                        "-Djboss.bind.address.management=" + Ports.HOST,
                        "-jar",
                        layout.wildfly().resolve("jboss-modules.jar").toString(),
                        "-mp",
                        layout.wildfly().resolve("modules").toString(),
                        "org.jboss.as.standalone",
                        "--server-config=" + CONFIGURATION));
        return line;
    }
}
