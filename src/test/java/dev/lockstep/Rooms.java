package dev.lockstep;

import static com.tngtech.archunit.base.DescribedPredicate.describe;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** The compiled code that the rules judge. */
final class Rooms {
    /** The application and, compiled with it, what stands beside the driver (src/beside). */
    static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages("dev.lockstep");

    /** The lab and its tests, which are compiled to the same place. */
    static final JavaClasses LAB = new ClassFileImporter().importPackages("dev.lockstep.lab");

    /** Without its tests. */
    static final JavaClasses LAB_ALONE = LAB.that(describe("are of the lab", Rooms::isOfTheLab));

    private Rooms() {}

    /** Main and lab. */
    static Stream<JavaClasses> all() {
        return Stream.of(MAIN, LAB_ALONE);
    }

    private static boolean isOfTheLab(JavaClass candidate) {
        String topLevel = candidate.getName().split("\\$")[0];
        return Files.exists(Path.of("src/lab/java", topLevel.replace('.', '/') + ".java"));
    }
}
