package dev.lockstep.api;

import dev.lockstep.strategy.Drained;
import dev.lockstep.strategy.Strategies;
import dev.lockstep.strategy.Strategy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.ws.rs.BadRequestException;
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
                        .orElseThrow(() -> PushEventsResource.unknown(strategyName));
        Drained drained =
                strategy.drain(number("max", max, 100_000), number("batch", batch, 1_000));
        return drained.complete() ? answer(drained) : stopped(strategy, drained);
    }

    private static int number(String name, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debugf("%s is no number: %s", name, text);
        }
        throw new BadRequestException(
                "%s must be a whole number from 1 to %d; nothing was changed."
                        .formatted(name, most));
    }

    private static Response answer(Drained drained) {
        return Response.ok(
                        Json.createObjectBuilder()
                                .add("settled", drained.settled())
                                .add("transactions", drained.transactions())
                                .add("remaining", drained.remaining())
                                .build()
                                .toString())
                .build();
    }

    private static Response stopped(Strategy strategy, Drained drained) {
        LOG.infof("A drain stopped early: %s", drained.failure());
        Problem problem =
                new Problem(
                        503,
                        "The database or the broker refused or is away: the drain stopped after %d settled messages. %s"
                                .formatted(
                                        drained.settled(),
                                        strategy.promise().atomic()
                                                ? "Each of the others is still in the dead-letter queue or, if its transaction was just being decided, drained whole. It is safe to drain again."
                                                : "The others are still in the dead-letter queue, except what this strategy may have torn of the batch at work (GET /api/strategies). Drain again."));
        return problem.response(
                problem.members()
                        .add("settled", drained.settled())
                        .add("transactions", drained.transactions()));
    }
}
