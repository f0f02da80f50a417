package dev.lockstep;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/**
 * The walls between the rooms. A rule that finds no class to judge fails, as ArchUnit has it by
 * default: a room that moves takes its wall along.
 */
class ArchitectureTest {
    @Test
    void theApplicationKnowsNeitherTheLabNorTheTestsNorByteman() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lockstep.lab..",
                        "dev.lockstep.support..",
                        "org.jboss.byteman..",
                        "org.junit..",
                        "org.jboss.arquillian..",
                        "org.assertj..",
                        "org.awaitility..")
                .because("the WAR holds no test hook and no fault code")
                .check(Rooms.MAIN);
    }

    @Test
    void strategiesDoNotKnowEachOther() {
        slices().matching("dev.lockstep.strategy.(*)..")
                .should()
                .notDependOnEachOther()
                .because("each is to be read, compared and taken out alone")
                .check(Rooms.MAIN);
    }

    @Test
    void theContractOfStrategiesKnowsNoStrategy() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.strategy")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lockstep.strategy.*..")
                .because("a new strategy is found by being a bean")
                .check(Rooms.MAIN);
    }

    @Test
    void theDomainDependsOnNoOtherRoom() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.push..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.lockstep..")
                                .and(resideOutsideOfPackage("dev.lockstep.push..")))
                .check(Rooms.MAIN);
    }

    @Test
    void xaAndDualWriteDoWithoutKafka() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.lockstep.strategy.xa..", "dev.lockstep.strategy.dualwrite..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("dev.lockstep.part.kafka..", "org.apache.kafka..")
                .because("whoever has Artemis alone can copy them")
                .check(Rooms.MAIN);
    }

    @Test
    void strategiesDependNeitherOnTheApiNorOnDeliveryNorOnOperations() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.strategy..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lockstep.api..",
                        "dev.lockstep.delivery..",
                        "dev.lockstep.operations..")
                .check(Rooms.MAIN);
    }

    @Test
    void deliveryDoesNotDependOnStrategies() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.delivery..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lockstep.strategy..")
                .because("the consumer service copes with every strategy and knows none")
                .check(Rooms.MAIN);
    }

    @Test
    void theApplicationDoesNotKnowWhatStandsBesideTheDriver() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("dev.lockstep.postgres..")
                .because("the WAR does not carry it")
                .check(Rooms.MAIN);
    }

    @Test
    void whatStandsBesideTheDriverKnowsTheDriverAndThePoolOnly() {
        classes()
                .that()
                .resideInAPackage("dev.lockstep.postgres..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "dev.lockstep.postgres..",
                        "org.postgresql..",
                        "org.jboss.jca.adapters.jdbc..",
                        "java..",
                        "javax..")
                .because("the server's module does not see the WAR")
                .check(Rooms.MAIN);
    }

    @Test
    void theApplicationLogsAndDoesNotPrint() {
        NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(Rooms.MAIN);
    }

    @Test
    void nothingIsInjectedIntoAStaticField() {
        noFields()
                .that()
                .areAnnotatedWith(Inject.class)
                .should()
                .beStatic()
                .because("CDI leaves it null")
                .check(Rooms.MAIN);
    }
}
