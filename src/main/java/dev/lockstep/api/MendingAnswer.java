package dev.lockstep.api;

import dev.lockstep.torn.Mending;
import dev.lockstep.torn.Order;
import jakarta.json.Json;
import jakarta.ws.rs.core.Response;
import org.jboss.logging.Logger;

/** What an operator's order is answered, by how it ended. */
final class MendingAnswer implements Mending.Cases<Response> {
    private static final Logger LOG = Logger.getLogger(MendingAnswer.class);

    private final Order order;

    MendingAnswer(Order order) {
        this.order = order;
    }

    @Override
    public Response done(Mending.Done done) {
        return Response.ok(
                        Json.createObjectBuilder()
                                .add("id", done.before().id())
                                .add("scenario", done.before().scenario().word())
                                .add("verb", order.verb().toString())
                                .add("before", done.before().half().name())
                                .add("after", done.after().name())
                                .build()
                                .toString())
                .build();
    }

    @Override
    public Response refused(Mending.Refused refused) {
        String now = refused.now().words();
        Problem problem =
                switch (refused.refusal()) {
                    case NO_ENTRY -> Trouble.NO_TORN_EVENT.problem();
                    case MENDED_ALREADY -> Trouble.MENDED_ALREADY.problem();
                    case AT_WORK -> Trouble.MENDED_BY_OTHERS_NOW.problem();
                    case DOES_NOT_FIT -> Trouble.VERB_DOES_NOT_FIT.problem(order.verb(), now);
                    case CHANGED -> Trouble.CHANGED_SINCE.problem(now);
                    case WHOLE -> Trouble.WHOLE_BY_NOW.problem(now);
                    case DELIVERED -> Trouble.DELIVERED_ALREADY.problem();
                    case OUT_OF_REACH -> Trouble.MESSAGE_OUT_OF_REACH.problem();
                };
        return problem.response(problem.members().add("id", order.eventId()));
    }

    @Override
    public Response rolledBack(Mending.RolledBack rolledBack) {
        LOG.infof("A torn event could not be mended: %s", rolledBack.cause());
        return Trouble.PART_AWAY.problem().response();
    }

    @Override
    public Response unknown(Mending.Unknown unknown) {
        LOG.infof("Whether a torn event is mended is not known yet: %s", unknown.cause());
        return Trouble.MENDING_NOT_KNOWN.problem().response();
    }
}
