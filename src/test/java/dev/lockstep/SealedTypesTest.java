package dev.lockstep;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.InstanceofCheck;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A sealed type is read by its fold, so that a new case does not compile until all answer it. */
class SealedTypesTest {
    @ParameterizedTest
    @MethodSource("dev.lockstep.Rooms#all")
    void noCaseOfASealedTypeIsAskedFor(JavaClasses code) {
        classes().should(askForNoCase()).check(code);
    }

    private static ArchCondition<JavaClass> askForNoCase() {
        return new ArchCondition<>("ask for no case of a sealed type") {
            @Override
            public void check(JavaClass reader, ConditionEvents events) {
                for (JavaCodeUnit unit : reader.getCodeUnits()) {
                    for (InstanceofCheck check : unit.getInstanceofChecks()) {
                        if (isCase(check.getRawType())) {
                            events.add(
                                    SimpleConditionEvent.violated(
                                            reader,
                                            "%s asks for %s in line %d"
                                                    .formatted(
                                                            reader.getName(),
                                                            check.getRawType().getName(),
                                                            check.getLineNumber())));
                        }
                    }
                }
            }
        };
    }

    private static boolean isCase(JavaClass type) {
        return type.getPackageName().startsWith("dev.lockstep")
                && type.getAllRawInterfaces().stream()
                        .filter(of -> of.getPackageName().startsWith("dev.lockstep"))
                        .anyMatch(of -> of.reflect().isSealed());
    }
}
