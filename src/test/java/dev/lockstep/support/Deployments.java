package dev.lockstep.support;

import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.importer.ZipImporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** What the tests deploy: the very WAR that the build made. */
public final class Deployments {
    private Deployments() {}

    public static WebArchive war() {
        return ShrinkWrap.create(ZipImporter.class, "lockstep.war")
                .importFrom(StackSession.stack().layout().war().toFile())
                .as(WebArchive.class);
    }
}
