package dev.lockstep.support;

import dev.lockstep.lab.stack.Ports;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.as.controller.client.ModelControllerClient;
import org.jboss.as.controller.client.helpers.standalone.ServerDeploymentHelper;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * What the tests deploy: the very WAR that the build made. It is deployed once for all that test it
 * from outside, and gives way to one that carries a test.
 */
public final class Deployments {
    private static final String NAME = "lockstep.war";
    private static final String LOGIN = "<login-config>";
    private static final String OPEN_TO_ARQUILLIAN =
            """
            <security-constraint>
              <web-resource-collection>
                <web-resource-name>Arquillian</web-resource-name>
                <url-pattern>/ArquillianServletRunnerEE9</url-pattern>
              </web-resource-collection>
            </security-constraint>
            """;

    private static boolean deployed;

    private Deployments() {}

    /** Deploys the application, unless it is deployed; it stays so through kills and restarts. */
    static synchronized void deployApplication() {
        if (deployed) {
            return;
        }
        Path war = StackSession.stack().layout().war();
        manage(
                deployments -> {
                    try (InputStream content = Files.newInputStream(war)) {
                        deployments.deploy(NAME, content);
                    }
                });
        deployed = true;
    }

    /**
     * The WAR with a test that runs inside the server, and what such tests are written with.
     * Arquillian deploys it, so the one without the test makes room for it here. Arquillian calls
     * the test over HTTP and has no credentials, so its own address, and nothing else, is open.
     */
    public static WebArchive warWith(Class<?>... test) {
        undeployApplication();
        WebArchive war =
                ShrinkWrap.create(ZipImporter.class, NAME)
                        .importFrom(StackSession.stack().layout().war().toFile())
                        .as(WebArchive.class);
        String webXml = text(war.get("WEB-INF/web.xml").getAsset());
        return war.setWebXML(new StringAsset(webXml.replace(LOGIN, OPEN_TO_ARQUILLIAN + LOGIN)))
                .addClasses(test)
                .addAsLibraries(
                        jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matchers.class));
    }

    private static synchronized void undeployApplication() {
        if (deployed) {
            StackSession.stack().startWhatIsDown();
            manage(deployments -> deployments.undeploy(NAME));
            deployed = false;
        }
    }

    @FunctionalInterface
    private interface Change {
        void make(ServerDeploymentHelper deployments) throws Exception;
    }

    private static void manage(Change change) {
        int port = StackSession.stack().ports().management();
        try (ModelControllerClient server =
                ModelControllerClient.Factory.create(Ports.HOST, port)) {
            change.make(new ServerDeploymentHelper(server));
        } catch (Exception e) {
            throw new IllegalStateException("The server refuses to change its deployments", e);
        }
    }

    private static String text(Asset asset) {
        try (InputStream text = asset.openStream()) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static File jarOf(Class<?> type) {
        try {
            return new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
