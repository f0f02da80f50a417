package dev.lockstep.api;

import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Strategies;
import dev.lockstep.strategy.Strategy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/** Scenario 2, drain. */
@Path("{strategy}/dead-letters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class DeadLettersResource {
    private static final Logger LOG = Logger.getLogger(DeadLettersResource.class);

    private @Inject Strategies strategies;

    @POST
    @Path("drain")
    @RolesAllowed(Roles.OPERATOR)
    public Response drain(
            @PathParam("strategy") String strategyName,
            @QueryParam("max") @DefaultValue("1000") String max,
            @QueryParam("batch") @DefaultValue("100") String batch) {
        Strategy strategy =
                strategies
                        .named(strategyName)
                        .orElseThrow(() -> new RefusedException(Trouble.NO_SUCH_STRATEGY));
        return strategy.drain(
                        Numbers.upTo(100_000, "max", max), Numbers.upTo(1_000, "batch", batch))
                .fold(
                        DeadLettersResource::answer,
                        stopped -> answer(strategy.promise().atomic(), stopped),
                        DeadLettersResource::answer);
    }

    private static Response answer(Drained.Complete complete) {
        return Response.ok(
                        Json.createObjectBuilder()
                                .add("settled", complete.settled())
                                .add("transactions", complete.transactions())
                                .add("remaining", complete.remaining())
                                .build()
                                .toString())
                .build();
    }

    private static Response answer(Drained.Torn torn) {
        LOG.errorf("A drain tore %d events: %s", torn.events(), torn.cause());
        Problem problem = Trouble.DRAIN_TORN.problem(torn.settled(), torn.events());
        return problem.response(
                problem.members()
                        .add("settled", torn.settled())
                        .add("transactions", torn.transactions())
                        .add("torn", torn.events()));
    }

    private static Response answer(boolean atomic, Drained.Stopped stopped) {
        LOG.infof("A drain stopped early: %s", stopped.cause());
        Trouble trouble = atomic ? Trouble.DRAIN_STOPPED_ATOMIC : Trouble.DRAIN_STOPPED_NOT_ATOMIC;
        Problem problem = trouble.problem(stopped.settled());
        return problem.response(
                problem.members()
                        .add("settled", stopped.settled())
                        .add("transactions", stopped.transactions()));
    }
}
