package dev.lockstep.api;

import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What the API refuses, as a problem. */
@Provider
public class Refusals implements ExceptionMapper<WebApplicationException> {
    @Override
    public Response toResponse(WebApplicationException refusal) {
        int status = refusal.getResponse().getStatus();
        Response response = new Problem(status, detail(status, refusal)).response();
        if (refusal instanceof NotAllowedException) {
            String allowed = refusal.getResponse().getHeaderString(HttpHeaders.ALLOW);
            return Response.fromResponse(response).header(HttpHeaders.ALLOW, allowed).build();
        }
        return response;
    }

    /** The framework's own messages name classes and internals; only ours are for the caller. */
    private static String detail(int status, WebApplicationException refusal) {
        return switch (status) {
            case 403 -> "Your role does not allow this; nothing was changed.";
            case 405 -> "This method is not allowed here; nothing was changed.";
            case 406 -> "The answer is JSON only; nothing was changed. Accept application/json.";
            case 415 ->
                    "The body must be JSON; nothing was changed. Send Content-Type: application/json.";
            default ->
                    ours(refusal)
                            ? refusal.getMessage()
                            : "There is nothing here, or the request makes no sense here; nothing was changed.";
        };
    }

    private static boolean ours(WebApplicationException refusal) {
        StackTraceElement[] origin = refusal.getStackTrace();
        return origin.length > 0 && origin[0].getClassName().startsWith("dev.lockstep.");
    }
}
