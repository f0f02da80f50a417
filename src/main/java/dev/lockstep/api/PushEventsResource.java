package dev.lockstep.api;

import dev.lockstep.delivery.Deliveries;
import dev.lockstep.delivery.Delivery;
import dev.lockstep.push.InvalidPushEventException;
import dev.lockstep.push.PushEvent;
import dev.lockstep.push.PushEventJson;
import dev.lockstep.push.PushStore;
import dev.lockstep.strategy.Publication;
import dev.lockstep.strategy.Strategies;
import dev.lockstep.strategy.Strategy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.NotFoundException;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Scenario 1, publish, and the look at what came of it. */
@Path("/")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class PushEventsResource {
    private static final Logger LOG = Logger.getLogger(PushEventsResource.class);

    private @Inject Strategies strategies;
    private @Inject PushEventJson json;
    private @Inject PushStore store;
    private @Inject Deliveries deliveries;
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
        Strategy strategy = strategies.named(strategyName).orElseThrow(() -> unknown(strategyName));
        PushEvent event = read(bodies.read(length == null ? -1 : Long.parseLong(length), body));
        return answer(strategy, strategy.publish(event));
    }

    @GET
    @Path("push-events/{id}")
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    public Response find(@PathParam("id") String id) {
        PushEvent event =
                Optional.of(id)
                        .filter(PushEvent::isId)
                        .flatMap(store::find)
                        .orElseThrow(
                                () ->
                                        new NotFoundException(
                                                "No push event has this id; one whose outcome is not known yet shows up once it is settled."));
        return Response.ok(view(event, deliveries.of(id)).toString()).build();
    }

    static NotFoundException unknown(String strategy) {
        return new NotFoundException(
                "There is no such strategy; nothing was changed. GET /api/strategies lists them.");
    }

    private PushEvent read(String text) {
        try {
            return json.readNew(text);
        } catch (InvalidPushEventException e) {
            throw new BadRequestException(
                    "The push event is refused, nothing was changed: " + e.getMessage() + ".", e);
        }
    }

    private Response answer(Strategy strategy, Publication publication) {
        if (publication instanceof Publication.Stored stored) {
            return Response.created(location(stored.event().id()))
                    // Nothing more is asked of the database: it may be away by now, and the event
                    // is safe.
                    .entity(view(stored.event(), List.of()).toString())
                    .build();
        }
        if (publication instanceof Publication.Repeated repeated) {
            return Response.ok(
                            view(repeated.event(), deliveries.of(repeated.event().id())).toString())
                    .location(location(repeated.event().id()))
                    .build();
        }
        if (publication instanceof Publication.IdTaken) {
            return new Problem(
                            409,
                            "This id is stored with other content; nothing was changed. Use a new id for a new event.")
                    .response();
        }
        if (publication instanceof Publication.RolledBack rolledBack) {
            LOG.infof("A publish was rolled back: %s", rolledBack.cause());
            return new Problem(
                            503,
                            "The database or the broker refused or is away, and everything was rolled back: neither row nor message exists. It is safe to send the event again, best with the same id.")
                    .response();
        }
        if (publication instanceof Publication.Torn torn) {
            LOG.errorf("A publish tore event %s: %s (%s)", torn.id(), torn.state(), torn.cause());
            return withId(new Problem(500, torn.state()), torn.id());
        }
        return unknown(strategy, (Publication.Unknown) publication);
    }

    private Response unknown(Strategy strategy, Publication.Unknown unknown) {
        LOG.infof("A publish has no known outcome yet: %s", unknown.cause());
        String promise =
                strategy.promise().atomic()
                        ? "Row and message will both exist or neither;"
                        : "This strategy does not promise that row and message will both exist or neither;";
        return withId(
                new Problem(
                        504,
                        "The outcome for this id is not known yet: an attempt is under way or in doubt. "
                                + promise
                                + " ask GET /api/push-events/{id}, or send it again with the same id."),
                unknown.id());
    }

    private static Response withId(Problem problem, String id) {
        return problem.response(problem.members().add("id", id));
    }

    private URI location(String id) {
        return uri.getBaseUriBuilder().path("push-events").path(id).build();
    }

    private jakarta.json.JsonObject view(PushEvent event, List<Delivery> known) {
        JsonArrayBuilder received = Json.createArrayBuilder();
        for (Delivery delivery : known) {
            JsonObjectBuilder entry =
                    Json.createObjectBuilder()
                            .add("receivedAt", delivery.receivedAt().toString())
                            .add("rowSeen", delivery.rowSeen());
            delivery.cancelledAt().ifPresent(at -> entry.add("cancelledAt", at.toString()));
            received.add(entry);
        }
        JsonObjectBuilder view =
                json.members(event)
                        .add("strategy", event.strategy())
                        .add("createdAt", event.createdAt().toString())
                        .add("deliveries", received);
        return view.build();
    }
}
