package dev.lockstep.api;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.ws.rs.core.Response;

/**
 * An error as the caller sees it: what happened, whether anything was changed, what to do.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, Problem Details for HTTP APIs</a>
 */
record Problem(Response.StatusType status, String detail) {
    static final String MEDIA_TYPE = "application/problem+json";

    Problem(int status, String detail) {
        this(statusType(status), detail);
    }

    /** The members of the problem, for adding more. */
    JsonObjectBuilder members() {
        return Json.createObjectBuilder()
                .add("type", "about:blank")
                .add("title", status.getReasonPhrase())
                .add("status", status.getStatusCode())
                .add("detail", detail);
    }

    Response response() {
        return response(members());
    }

    Response response(JsonObjectBuilder members) {
        return Response.status(status).type(MEDIA_TYPE).entity(members.build().toString()).build();
    }

    private static Response.StatusType statusType(int status) {
        Response.StatusType known = Response.Status.fromStatusCode(status);
        return known != null ? known : Response.status(status).build().getStatusInfo();
    }
}
