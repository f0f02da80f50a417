package dev.lockstep.strategy.saga;

import dev.lockstep.part.lra.Coordinator;
import dev.lockstep.part.lra.Lra;
import jakarta.annotation.security.PermitAll;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.jboss.logging.Logger;

/**
 * Where the LRA coordinator asks for a compensation. It cannot log in, so web.xml asks for no login
 * here, and the server serves this path at a loopback port alone (saga.cli).
 *
 * @see <a
 *     href="https://download.eclipse.org/microprofile/microprofile-lra-2.0/microprofile-lra-spec-2.0.html">MicroProfile
 *     LRA 2.0</a>
 */
@Path("saga/callbacks")
@RequestScoped
@PermitAll
public class SagaCallbacks {
    private static final Logger LOG = Logger.getLogger(SagaCallbacks.class);

    private @Inject Compensation compensation;
    private @Inject Coordinator coordinator;

    /** 200: nothing of it is left to undo; 503: not now, and the coordinator asks again. */
    @PUT
    @Path("compensate")
    public Response compensate(@HeaderParam("Long-Running-Action") URI address) {
        if (address == null || address.getPath() == null) {
            return Response.status(Response.Status.BAD_REQUEST).build();
        }
        Lra lra = coordinator.lra(address);
        try {
            compensation.compensate(lra);
            return Response.ok().build();
        } catch (Exception e) {
            LOG.infof("Saga %s is compensated later: %s", lra.id(), e.getMessage());
            return Response.status(Response.Status.SERVICE_UNAVAILABLE).build();
        }
    }
}
