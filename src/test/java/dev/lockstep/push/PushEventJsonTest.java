package dev.lockstep.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.validation.Validation;
import jakarta.validation.ValidatorFactory;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The one reader of requests and messages, with the server's own JSON parser and validator: what it
 * refuses, it refuses with a reason in words, and never with another exception.
 */
class PushEventJsonTest {
    private static final String EVENT =
            "{\"id\":\"a\",\"recipient\":\"r\",\"title\":\"t\",\"body\":\"b\"}";

    private static ValidatorFactory validators;
    private static PushEventJson json;

    @BeforeAll
    static void open() {
        validators = Validation.buildDefaultValidatorFactory();
        json = new PushEventJson(validators.getValidator());
    }

    @AfterAll
    static void close() {
        validators.close();
    }

    @Test
    void whatIsWrittenIsReadBackAsItWas() throws InvalidPushEventException {
        PushEvent event =
                new PushEvent(
                        "A.z_9:~@+=-", "\u05d0\u05dd", "\"\\/\n\u2028", "\ud83d\udce3 e\u0301");

        PushEvent back = json.read(json.write(event));

        assertThat(back.sameContentAs(event)).isTrue();
    }

    @Test
    void membersItDoesNotKnowAreIgnored() throws InvalidPushEventException {
        PushEvent event =
                json.read(EVENT.replace("{\"id\"", "{\"x\":[{\"y\":1e400},null,true],\"id\""));

        assertThat(event.id()).isEqualTo("a");
        assertThat(event.body()).isEqualTo("b");
    }

    @Test
    void aRequestWithoutAnIdGetsOneOfItsOwn() throws InvalidPushEventException {
        String text = EVENT.replace("\"id\":\"a\",", "");

        String id = json.readNew(text).id();

        assertThat(UUID.fromString(id)).hasToString(id);
        assertThat(json.readNew(text).id()).isNotEqualTo(id);
    }

    @Test
    void aMessageWithoutAnIdIsRefused() {
        assertRefused(EVENT.replace("\"id\":\"a\",", ""), "id is missing");
    }

    @Test
    void anIdThatIsNullIsNotMadeUp() {
        assertThatExceptionOfType(InvalidPushEventException.class)
                .isThrownBy(() -> json.readNew(EVENT.replace("\"a\"", "null")))
                .withMessage("id is missing");
    }

    @ParameterizedTest(name = "\"{0}\" is refused: {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``               | not JSON: it ends too early",
                "` `              | not JSON: it ends too early",
                "hello            | not JSON from character 1 on",
                "{'id':1}         | not JSON from character 2 on",
                "[1]              | not a JSON object",
                "null             | not a JSON object",
                "{}               | recipient is missing",
                "`{\"id\":\"a`    | not JSON: it ends too early",
                "{\"x\":1,\"x\":2} | a member occurs twice",
            })
    void whatIsNoObjectIsRefused(String text, String reason) {
        assertThatExceptionOfType(InvalidPushEventException.class)
                .isThrownBy(() -> json.readNew(text))
                .withMessage(reason);
    }

    @ParameterizedTest(name = "an event followed by \"{0}\" is refused")
    @ValueSource(strings = {"x", "{}", "]", ",", "\u0000"})
    void whatFollowsTheObjectIsRefused(String rest) {
        assertThatExceptionOfType(InvalidPushEventException.class)
                .isThrownBy(() -> json.read(EVENT + rest))
                .withMessage("not JSON from character " + (EVENT.length() + 1) + " on");
    }

    @Test
    void aKnownMemberThatOccursTwiceIsRefused() {
        assertRefused(EVENT.replace("}", ",\"title\":\"other\"}"), "a member occurs twice");
    }

    @Test
    void tenThousandLevelsAreRefused() {
        String deep = "[".repeat(10_000) + "]".repeat(10_000);

        assertRefused(
                EVENT.replace("{\"id\"", "{\"x\":" + deep + ",\"id\""),
                "not readable as JSON: it is nested too deeply or has too long a number");
    }

    @Test
    void aNumberOfTwoThousandDigitsIsRefused() {
        assertRefused(
                EVENT.replace("{\"id\"", "{\"x\":" + "9".repeat(2_000) + ",\"id\""),
                "not readable as JSON: it is nested too deeply or has too long a number");
    }

    @ParameterizedTest(name = "{0} as {1} is refused: {2}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "recipient | null         | recipient is missing",
                "title     | 1            | title must be a string",
                "body      | {}           | body must be a string",
                "title     | []           | title must be a string",
                "title     | true         | title must be a string",
                "recipient | \" \\t\\n\"  | recipient must not be blank",
                "title     | \"\\u0000a\" | title must not contain a NUL character or an unpaired surrogate",
                "body      | \"\\ud800\"  | body must not contain a NUL character or an unpaired surrogate",
                "body      | \"\\udc00a\" | body must not contain a NUL character or an unpaired surrogate",
            })
    void aBadMemberIsRefusedByItsName(String member, String value, String reason) {
        String bad = EVENT.replaceFirst("(\"" + member + "\":)\"[^\"]*\"", "$1" + quoted(value));

        assertRefused(bad, reason);
    }

    @ParameterizedTest(name = "{0} may have {1} characters and no more")
    @CsvSource({"recipient, 256", "title, 256", "body, 4096"})
    void eachTextHasItsLimit(String member, int limit) throws InvalidPushEventException {
        String pattern = "(\"" + member + "\":)\"[^\"]*\"";

        json.read(EVENT.replaceFirst(pattern, "$1\"" + "x".repeat(limit) + "\""));

        assertRefused(
                EVENT.replaceFirst(pattern, "$1\"" + "x".repeat(limit + 1) + "\""),
                member + " size must be between 0 and " + limit);
    }

    @ParameterizedTest(name = "\"{0}\" is an id: {1}")
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "a, true",
                "A.z_9:~@+=-, true",
                "``, false",
                ".a, false",
                "-a, false",
                "a b, false",
                "a/b, false",
                "../../etc/passwd, false",
                "x'; DROP TABLE push_event;--, false",
                "\u00e4, false",
                "\uff11, false",
            })
    void idsAreOfFewCharacters(String id, boolean valid) {
        assertThat(PushEvent.isId(id)).isEqualTo(valid);
    }

    @Test
    void anIdHas128CharactersAtMost() {
        assertThat(PushEvent.isId("x".repeat(128))).isTrue();
        assertThat(PushEvent.isId("x".repeat(129))).isFalse();
        assertThat(PushEvent.isId("x\n")).isFalse();
    }

    private static String quoted(String value) {
        return value.replace("\\", "\\\\");
    }

    private static void assertRefused(String text, String reason) {
        assertThatExceptionOfType(InvalidPushEventException.class)
                .isThrownBy(() -> json.read(text))
                .withMessage(reason);
    }
}
