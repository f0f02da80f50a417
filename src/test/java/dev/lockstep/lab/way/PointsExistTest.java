package dev.lockstep.lab.way;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URL;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every place at which the lab can stop the server is there, in the classes of the application and
 * of the server: who renames a method is told so here, and not by a run that waits for a thread
 * which never comes.
 */
class PointsExistTest {
    private static final String ACTION = "com.arjuna.ats.arjuna.coordinator.BasicAction";

    static Stream<Code> codeOfEveryStep() {
        return Ways.steps().stream()
                .flatMap(step -> Stream.of(step.begins(), step.stops()))
                .filter(Objects::nonNull)
                .distinct();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("codeOfEveryStep")
    void isThere(Code code) {
        assertThat(missing(code)).isEmpty();
    }

    @Test
    void whatIsNotThereIsMissed() {
        assertThat(missing(Code.entry("dev.lockstep.strategy.xa.Gone", "saveAndSend")))
                .contains("no class dev.lockstep.strategy.xa.Gone");
        assertThat(missing(Code.exit("dev.lockstep.strategy.xa.XaPublish", "renamed")))
                .contains("no method renamed in dev.lockstep.strategy.xa.XaPublish");
        assertThat(missing(Code.entry(ACTION, "prepare(int)")))
                .contains("no method prepare(int) in " + ACTION);
        assertThat(missing(Code.call(ACTION, "prepare(boolean)", "renamed")))
                .contains("no call of renamed in prepare(boolean) of " + ACTION);
    }

    /** A class inherits methods, and Byteman does not look for them there. */
    @Test
    void whatIsOnlyInheritedIsMissed() {
        assertThat(missing(Code.entry("com.arjuna.ats.arjuna.AtomicAction", "phase2Commit")))
                .isNotEmpty();
    }

    private static Optional<String> missing(Code code) {
        URL file =
                PointsExistTest.class
                        .getClassLoader()
                        .getResource(code.className().replace('.', '/') + ".class");
        if (file == null) {
            return Optional.of("no class " + code.className());
        }
        JavaClass owner = read(file).get(code.className());
        List<JavaMethod> methods =
                owner.getMethods().stream().filter(method -> isMeant(method, code)).toList();
        if (methods.isEmpty()) {
            return Optional.of("no method %s in %s".formatted(code.method(), code.className()));
        }
        if (code.at() == Code.At.CALL
                && methods.stream().noneMatch(method -> calls(method, code))) {
            return Optional.of(
                    "no call of %s in %s of %s"
                            .formatted(code.called(), code.method(), code.className()));
        }
        return Optional.empty();
    }

    /** That class alone: all that it uses would take seconds. */
    private static JavaClasses read(URL file) {
        return ArchConfiguration.withThreadLocalScope(
                configuration -> {
                    configuration.setResolveMissingDependenciesFromClassPath(false);
                    return new ClassFileImporter().importUrl(file);
                });
    }

    private static boolean isMeant(JavaMethod method, Code code) {
        return code.method().equals(method.getName())
                || code.method().equals(method.getName() + parameters(method));
    }

    private static String parameters(JavaCodeUnit method) {
        return method.getRawParameterTypes().stream()
                .map(JavaClass::getName)
                .collect(Collectors.joining(",", "(", ")"));
    }

    private static boolean calls(JavaMethod method, Code code) {
        return method.getMethodCallsFromSelf().stream()
                .anyMatch(call -> call.getTarget().getName().equals(code.called()));
    }
}
