package dev.lockstep;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import dev.lockstep.lab.way.Way;
import org.junit.jupiter.api.Test;

/** The walls between the rooms of the lab. */
class LabRoomsTest {
    @Test
    void theLabSeesTheApplicationFromOutsideOnly() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lockstep.push..",
                        "dev.lockstep.part..",
                        "dev.lockstep.strategy..",
                        "dev.lockstep.api..",
                        "dev.lockstep.delivery..",
                        "dev.lockstep.operations..",
                        "dev.lockstep.postgres..",
                        "dev.lockstep.settings..",
                        "dev.lockstep.transaction..")
                .because("what judges the application must not share its mistakes")
                .check(Rooms.LAB);
    }

    @Test
    void theStackKnowsNeitherFaultsNorAudits() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.lab.stack..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lockstep.lab.fault..",
                        "dev.lockstep.lab.audit..",
                        "dev.lockstep.lab.indoubt..")
                .because("people run it for itself")
                .check(Rooms.LAB);
    }

    @Test
    void theRoomsOfTheLabStandOnEachOtherWithoutACircle() {
        slices().matching("dev.lockstep.lab.(*)..")
                .should()
                .beFreeOfCycles()
                .check(Rooms.LAB_ALONE);
    }

    @Test
    void theLabsWordsStandOnNothing() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.lab.words..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.lockstep..")
                                .and(resideOutsideOfPackage("dev.lockstep.lab.words..")))
                .check(Rooms.LAB_ALONE);
    }

    @Test
    void aWayOfTheLabKnowsWordsOnly() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.lab.way..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.lockstep..")
                                .and(
                                        resideOutsideOfPackages(
                                                "dev.lockstep.lab.way..",
                                                "dev.lockstep.lab.words..")))
                .because("it is what theory says, and not what is done")
                .check(Rooms.LAB_ALONE);
    }

    @Test
    void noCampaignAndNoRunKnowsOneWayFromAnother() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.lockstep.lab.audit..",
                        "dev.lockstep.lab.client..",
                        "dev.lockstep.lab.fault..",
                        "dev.lockstep.lab.workload..",
                        "dev.lockstep.lab.run..",
                        "dev.lockstep.lab.campaign..",
                        "dev.lockstep.lab.report..")
                .should()
                .dependOnClassesThat(assignableTo(Way.class).and(not(type(Way.class))))
                .because("a new way is one file")
                .check(Rooms.LAB_ALONE);
    }
}
