package dev.lockstep;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No package stands in a circle of packages, and no file in a circle of files: each can be read
 * after those it needs, and taken out with them.
 */
class CirclesTest {
    @ParameterizedTest
    @MethodSource("dev.lockstep.Rooms#all")
    void noPackageStandsInACircle(JavaClasses code) {
        slices().matching("dev.lockstep.(**)").should().beFreeOfCycles().check(code);
    }

    /** But a sealed type and its cases: each of them has to name the other. */
    @ParameterizedTest
    @MethodSource("dev.lockstep.Rooms#all")
    void noFileStandsInACircle(JavaClasses code) {
        assertThat(FileCircles.in(code)).isEmpty();
    }

    /** A rule that finds nothing in made-up circles finds nothing elsewhere. */
    @Test
    void circlesOfFilesAreSeen() {
        JavaClasses madeUp = new ClassFileImporter().importPackages("dev.lockstep.circles");

        assertThat(FileCircles.in(madeUp)).hasSize(1);
        assertThat(FileCircles.in(madeUp).get(0))
                .containsExactlyInAnyOrder(
                        "dev.lockstep.circles/First.java",
                        "dev.lockstep.circles/Second.java",
                        "dev.lockstep.circles/Third.java");
    }
}
