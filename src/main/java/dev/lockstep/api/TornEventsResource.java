package dev.lockstep.api;

import dev.lockstep.push.PushEvent;
import dev.lockstep.torn.Mender;
import dev.lockstep.torn.Order;
import dev.lockstep.torn.TornEvent;
import dev.lockstep.torn.TornEvents;
import dev.lockstep.torn.Verb;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.util.Arrays;

/** What is torn, and what an operator does about it. */
@Path("torn-events")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class TornEventsResource {
    private static final int MOST_LISTED = 1_000;

    private @Inject TornEvents torn;
    private @Inject Mender mender;
    private @Inject TornEventView view;
    private @Inject RequestBody bodies;
    private @Inject ReasonJson reasons;
    private @Context SecurityContext caller;

    /** The open ones, the oldest first; {@code open} says how many there are. */
    @GET
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    public String list(@QueryParam("max") @DefaultValue("100") String max) {
        JsonArrayBuilder events = Json.createArrayBuilder();
        for (TornEvent event : torn.oldest(Numbers.upTo(MOST_LISTED, "max", max))) {
            events.add(view.members(event));
        }
        return Json.createObjectBuilder()
                .add("open", torn.count())
                .add("events", events)
                .build()
                .toString();
    }

    @POST
    @Path("{id}/{verb: send-again|store-again|take-back}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.OPERATOR)
    public Response mend(
            @PathParam("id") String id,
            @PathParam("verb") String verb,
            @HeaderParam(HttpHeaders.CONTENT_LENGTH) String length,
            InputStream body) {
        String why = reasons.read(bodies.read(length == null ? -1 : Long.parseLong(length), body));
        if (!PushEvent.isId(id)) {
            throw new RefusedException(Trouble.NO_TORN_EVENT);
        }
        Order order = new Order(id, of(verb), caller.getUserPrincipal().getName(), why);
        return mender.mend(order).fold(new MendingAnswer(order));
    }

    private static Verb of(String word) {
        return Arrays.stream(Verb.values())
                .filter(verb -> verb.toString().equals(word))
                .findFirst()
                .orElseThrow();
    }
}
