package dev.lockstep.support;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import org.assertj.core.api.Assertions;
import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy: the very WAR that the build made. */
public final class Deployments {
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

    private Deployments() {}

    public static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "lockstep.war")
                .importFrom(StackSession.stack().layout().war().toFile())
                .as(WebArchive.class);
    }

    /**
     * The same with a test that runs inside the server, and what such tests are written with.
     * Arquillian calls the test over HTTP and has no credentials, so its own address, and nothing
     * else, is open.
     */
    public static WebArchive warWith(Class<?>... test) {
        WebArchive war = war();
        String webXml = text(war.get("WEB-INF/web.xml").getAsset());
        return war.setWebXML(new StringAsset(webXml.replace(LOGIN, OPEN_TO_ARQUILLIAN + LOGIN)))
                .addClasses(test)
                .addAsLibraries(
                        jarOf(Assertions.class), jarOf(Awaitility.class), jarOf(Matchers.class));
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
