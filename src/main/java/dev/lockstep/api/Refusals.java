package dev.lockstep.api;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * What the framework refuses before we see it, as a problem. Its own messages name classes and
 * internals, which are not for the caller.
 */
@Provider
public class Refusals implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException refusal) {
        Response response = problem(refusal.getResponse().getStatus()).response();
        if (refusal instanceof NotAllowedException) {
            String allowed = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
            return Response.fromResponse(response).header(HttpHeaders.ALLOW, allowed).build();
        }
        return response;
    }

    private static Problem problem(int status) {
        return switch (status) {
            case 403 -> Trouble.NOT_ALLOWED.problem();
            case 405 -> Trouble.METHOD_NOT_ALLOWED.problem();
            case 406 -> Trouble.JSON_NOT_ACCEPTED.problem();
            case 415 -> Trouble.BODY_NOT_JSON.problem();
            default -> Trouble.NO_SENSE_HERE.problemOf(status);
        };
    }
}
