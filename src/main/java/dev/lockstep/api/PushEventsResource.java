package dev.lockstep.api;

import dev.lockstep.delivery.Deliveries;
import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Strategies;
import dev.lockstep.strategy.Strategy;
import dev.lockstep.torn.TornEvent;
import dev.lockstep.torn.TornEvents;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.util.Optional;

/** Scenario 1, publish, and the look at what came of it. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PushEventsResource {
    private @Inject Strategies strategies;
    private @Inject PushEventJson json;
    private @Inject PushStore store;
    private @Inject Deliveries deliveries;
    private @Inject TornEvents torn;
    private @Inject EventView view;
    private @Inject RequestBody bodies;
    private @Context UriInfo uri;

    @POST
    @Path("{strategy}/push-events")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.PUBLISHER)
    public Response publish(
            @PathParam("strategy") String strategyName,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
            InputStream body) {
        Strategy strategy =
                strategies
                        .named(strategyName)
                        .orElseThrow(() -> new RefusedException(Trouble.NO_SUCH_STRATEGY));
        PushEvent event = read(bodies.read(length == null ? -1 : Long.parseLong(length), body));
        return strategy.publish(event)
                .fold(new PublicationAnswer(strategy.promise().atomic(), view, deliveries, uri));
    }

    @GET
    @Path("push-events/{id}")
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    public Response find(@PathParam("id") String id) {
        Optional<String> valid = Optional.of(id).filter(PushEvent::isId);
        Optional<TornEvent> entry = valid.flatMap(torn::open);
        PushEvent event =
                valid.flatMap(store::find).orElseThrow(() -> new RefusedException(missing(entry)));
        return Response.ok(view.of(event, deliveries.of(id), entry)).build();
    }

    /** An event without a row is not hidden if it is torn. */
    private static Problem missing(Optional<TornEvent> entry) {
        return entry.map(found -> Trouble.TORN_WITHOUT_ROW.problem(found.half().words()))
                .orElseGet(Trouble.NO_SUCH_EVENT::problem);
    }

    private PushEvent read(String text) {
        try {
            return json.readNew(text);
        } catch (InvalidPushEventException e) {
            throw new RefusedException(e, Trouble.EVENT_INVALID, e.getMessage());
        }
    }
}
