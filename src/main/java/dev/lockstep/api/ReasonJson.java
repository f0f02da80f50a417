package dev.lockstep.api;

import dev.lockstep.push.StorableText;
import dev.lockstep.torn.Order;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.io.StringReader;

/** Why an operator orders something, {@code {"reason"}}. */
@ApplicationScoped
public class ReasonJson {
    private @Inject Validator validator;

    /** As the audit can keep it. */
    private record Reason(@NotBlank @Size(max = Order.LONGEST_REASON) @StorableText String text) {}

    String read(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            Reason reason = new Reason(reader.readObject().getString("reason"));
            if (validator.validate(reason).isEmpty()) {
                return reason.text();
            }
        } catch (RuntimeException e) {
            // No JSON, no object, no such member, no string: each has an exception of its own.
            throw new RefusedException(e, Trouble.REASON_INVALID, Order.LONGEST_REASON);
        }
        throw new RefusedException(Trouble.REASON_INVALID, Order.LONGEST_REASON);
    }
}
