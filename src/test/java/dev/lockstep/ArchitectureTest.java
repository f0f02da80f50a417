package dev.lockstep;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import dev.lockstep.lab.way.Way;
import jakarta.inject.Inject;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
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
    void theDomainKnowsNoMessaging() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.push..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.jms..", "org.apache.activemq..", "org.apache.kafka..")
                .because("an event is the same whatever carries it")
                .check(Rooms.MAIN);
    }

    @Test
    void whoeverCallsArtemisDoesSoByItsDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.part.artemis..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.activemq..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(ConnectionFactory.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Connection.class)
                .because("a bulkhead is cut in one place")
                .check(Rooms.MAIN);
    }

    @Test
    void aPartKnowsTheDomainAndTheSettingsAndNobodyWhoUsesIt() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.part..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.lockstep..")
                                .and(
                                        resideOutsideOfPackages(
                                                "dev.lockstep.part..",
                                                "dev.lockstep.push..",
                                                "dev.lockstep.settings..")))
                .check(Rooms.MAIN);
    }

    @Test
    void partsDoNotKnowEachOther() {
        slices().matching("dev.lockstep.part.(*)..")
                .should()
                .notDependOnEachOther()
                .because("one that is sick hurts only what needs it")
                .check(Rooms.MAIN);
    }

    @Test
    void whoeverCallsKafkaDoesSoByItsDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.part.kafka..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(KafkaProducer.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(KafkaConsumer.class)
                .orShould()
                .callMethodWhere(
                        target(owner(type(Admin.class))).and(target(nameMatching("create"))))
                .because("a bulkhead is cut in one place, and every call is bounded there")
                .check(Rooms.MAIN);
    }

    @Test
    void whoeverCallsTheCoordinatorDoesSoByItsDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.part.lra..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs.client..", "java.net.http..")
                .because("a bulkhead is cut in one place, and every call is bounded there")
                .check(Rooms.MAIN);
    }

    @Test
    void settingsAreReadInOneRoom() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.settings..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.eclipse.microprofile.config..")
                .because("one sentence names all that are wrong")
                .check(Rooms.MAIN);
    }

    @Test
    void theEnvironmentIsReadByNobody() {
        noClasses()
                .should()
                .callMethodWhere(
                        target(owner(type(System.class)))
                                .and(target(nameMatching("getenv|getProperty|getProperties"))))
                .because("settings come from MicroProfile Config, where people can find them")
                .check(Rooms.MAIN);
    }

    @Test
    void settingsStandOnNoOtherRoom() {
        noClasses()
                .that()
                .resideInAPackage("dev.lockstep.settings..")
                .should()
                .dependOnClassesThat(
                        resideInAPackage("dev.lockstep..")
                                .and(resideOutsideOfPackage("dev.lockstep.settings..")))
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
    void oneRoomTouchesTheTransactionManagerItself() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.lockstep.transaction.narayana..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.arjuna..")
                .because("the work runs on Jakarta Transactions alone")
                .check(Rooms.MAIN);
    }

    @Test
    void whoeverCallsTheDatabaseDoesSoByItsDoor() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.lockstep.part.database..", "dev.lockstep.postgres..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("javax.sql..")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(PersistenceContext.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(EntityManagerFactory.class)
                .because("a bulkhead is cut in one place")
                .check(Rooms.MAIN);
    }

    @Test
    void noQueryIsReadAsAStream() {
        noClasses()
                .should()
                .callMethodWhere(target(name("getResultStream")))
                .because("one left open gives its thread a dead connection again")
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
