package dev.lockstep.api;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What we refuse, as a problem. */
@Provider
public class OwnRefusals implements ExceptionMapper<RefusedException> {
    @Override
    public Response toResponse(RefusedException refusal) {
        return refusal.problem().response();
    }
}
