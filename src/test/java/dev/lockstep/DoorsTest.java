package dev.lockstep;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceContext;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.junit.jupiter.api.Test;

/**
 * Whoever calls a part, reads a setting or asks the transaction manager does so in one room, by its
 * door: there a bound or a bulkhead is cut once.
 */
class DoorsTest {
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
}
