package dev.lockstep.api;

import jakarta.ejb.EJBException;
import jakarta.jms.JMSRuntimeException;
import jakarta.persistence.PersistenceException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.jboss.logging.Logger;

/** What went wrong on our side, as a problem. The details go to the log. */
@Provider
public class Failures implements ExceptionMapper<Exception> {
    private static final Logger LOG = Logger.getLogger(Failures.class);

    @Override
    public Response toResponse(Exception failure) {
        if (failure instanceof PersistenceException
                || failure instanceof JMSRuntimeException
                || failure instanceof EJBException) {
            LOG.infof("A request failed: %s", failure);
            return Trouble.PART_AWAY.problem().response();
        }
        LOG.error("A request failed in a way nobody foresaw", failure);
        return Trouble.NOT_FORESEEN.problem().response();
    }
}
