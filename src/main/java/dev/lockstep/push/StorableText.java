package dev.lockstep.push;

import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;

/**
 * Text that PostgreSQL can store: no NUL character, and no half of a surrogate pair, which UTF-8
 * has no bytes for.
 */
@Target(ElementType.FIELD)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = StorableText.Validator.class)
public @interface StorableText {
    String message() default "must not contain a NUL character or an unpaired surrogate";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    /** Null is left to {@code @NotNull}. */
    class Validator implements ConstraintValidator<StorableText, String> {
        @Override
        public boolean isValid(String text, ConstraintValidatorContext context) {
            return text == null
                    || (text.indexOf('\0') < 0
                            && StandardCharsets.UTF_8.newEncoder().canEncode(text));
        }
    }
}
