package dev.lockstep.api;

import dev.lockstep.strategy.Promise;
import dev.lockstep.strategy.Strategies;
import dev.lockstep.strategy.Strategy;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** What each strategy promises and what it does not. */
@Path("strategies")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
public class StrategiesResource {
    private @Inject Strategies strategies;

    @GET
    @RolesAllowed({Roles.PUBLISHER, Roles.OPERATOR})
    public String list() {
        JsonArrayBuilder list = Json.createArrayBuilder();
        for (Strategy strategy : strategies.all()) {
            Promise promise = strategy.promise();
            list.add(
                    Json.createObjectBuilder()
                            .add("name", strategy.name())
                            .add("broker", promise.broker())
                            .add("atomic", promise.atomic())
                            .add("delivered", promise.delivered())
                            .add("messageBeforeRow", promise.messageBeforeRow())
                            .add("locked", promise.locked())
                            .add("consumerMust", promise.consumerMust()));
        }
        return list.build().toString();
    }
}
