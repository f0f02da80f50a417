package dev.lockstep.api;

import dev.lockstep.delivery.Deliveries;
import dev.lockstep.push.PushEvent;
import dev.lockstep.strategy.Publication;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import org.jboss.logging.Logger;

/** What a publish is answered, by how it ended. */
final class PublicationAnswer implements Publication.Cases<Response> {
    private static final Logger LOG = Logger.getLogger(PublicationAnswer.class);

    private final boolean atomic;
    private final EventView view;
    private final Deliveries deliveries;
    private final UriInfo uri;

    /**
     * @param atomic what the strategy promises
     */
    PublicationAnswer(boolean atomic, EventView view, Deliveries deliveries, UriInfo uri) {
        this.atomic = atomic;
        this.view = view;
        this.deliveries = deliveries;
        this.uri = uri;
    }

    /** Nothing more is asked of the database: it may be away by now, and the event is safe. */
    @Override
    public Response stored(Publication.Stored stored) {
        PushEvent event = stored.event();
        return Response.created(location(event)).entity(view.of(event, List.of())).build();
    }

    @Override
    public Response repeated(Publication.Repeated repeated) {
        PushEvent event = repeated.event();
        return Response.ok(view.of(event, deliveries.of(event.id())))
                .location(location(event))
                .build();
    }

    @Override
    public Response idTaken(Publication.IdTaken idTaken) {
        return Trouble.ID_TAKEN.problem().response();
    }

    @Override
    public Response rolledBack(Publication.RolledBack rolledBack) {
        LOG.infof("A publish was rolled back: %s", rolledBack.cause());
        return Trouble.ROLLED_BACK.problem().response();
    }

    @Override
    public Response torn(Publication.Torn torn) {
        Problem problem = Trouble.of(torn.left()).problem();
        LOG.errorf("A publish tore event %s: %s (%s)", torn.id(), problem.detail(), torn.cause());
        return withId(problem, torn.id());
    }

    /** Its entry is in the log since it was kept; a repeat says nothing new. */
    @Override
    public Response tornAndKept(Publication.TornAndKept kept) {
        return withId(Trouble.of(kept.event()).problem(), kept.event().id());
    }

    @Override
    public Response unknown(Publication.Unknown unknown) {
        LOG.infof("A publish has no known outcome yet: %s", unknown.cause());
        Trouble trouble = atomic ? Trouble.NOT_KNOWN_ATOMIC : Trouble.NOT_KNOWN_NOT_ATOMIC;
        return withId(trouble.problem(), unknown.id());
    }

    private static Response withId(Problem problem, String id) {
        return problem.response(problem.members().add("id", id));
    }

    private URI location(PushEvent event) {
        return uri.getBaseUriBuilder().path("push-events").path(event.id()).build();
    }
}
