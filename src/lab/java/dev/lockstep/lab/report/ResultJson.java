package dev.lockstep.lab.report;

import static java.util.stream.Collectors.toMap;

import dev.lockstep.lab.words.Moment;
import dev.lockstep.lab.words.Trial;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A result as a flat JSON object on one line; seconds are rounded to milliseconds there, and what
 * was not measured is null.
 */
final class ResultJson {
    private ResultJson() {}

    static String line(Result result) {
        Trial trial = result.trial();
        Answers answers = result.answers();
        Costs costs = result.costs();
        JsonObjectBuilder json =
                Json.createObjectBuilder()
                        .add("campaign", result.campaign())
                        .add("run", result.run())
                        .add("strategy", trial.strategy())
                        .add("scenario", trial.scenario())
                        .add("step", trial.step())
                        .add("victim", trial.victim())
                        .add("fault", trial.fault())
                        .add("seed", trial.seed())
                        .add("fired", result.fired())
                        .add("faults", result.faults())
                        .add("requests", answers.requests())
                        .add("acknowledged", answers.acknowledged())
                        .add("failed", answers.failed())
                        .add("unknown", answers.unknown())
                        .add("anomalies", lists(result.anomalies()))
                        .add("predicted", Json.createArrayBuilder(result.predicted()))
                        // For who reads the lines without this code; it is not read back.
                        .add("verdict", result.verdict())
                        .add("settledSeconds", number(costs.settledSeconds()))
                        .add("inDoubtSeconds", number(costs.inDoubtSeconds()))
                        .add("lockSeconds", number(costs.lockSeconds()))
                        .add("blockedRequests", costs.blockedRequests())
                        .add("readerWaitSeconds", number(costs.readerWaitSeconds()))
                        .add("firstSuccessSeconds", number(costs.firstSuccessSeconds()))
                        .add("humanNeeded", costs.humanNeeded())
                        .add("problem", text(result.problem()))
                        .add("startedAt", result.startedAt().toString())
                        .add("machine", result.machine())
                        .add("versions", texts(result.versions()))
                        .add("timeline", moments(result.timeline()));
        return json.build().toString();
    }

    static Result read(String line) {
        JsonObject json;
        try (JsonReader reader = Json.createReader(new StringReader(line))) {
            json = reader.readObject();
        }
        return new Result(
                json.getString("campaign"),
                json.getInt("run"),
                new Trial(
                        json.getString("strategy"),
                        json.getString("scenario"),
                        json.getString("step"),
                        json.getString("victim"),
                        json.getString("fault"),
                        json.getJsonNumber("seed").longValueExact()),
                json.getBoolean("fired"),
                json.getInt("faults"),
                new Answers(
                        json.getInt("requests"),
                        json.getInt("acknowledged"),
                        json.getInt("failed"),
                        json.getInt("unknown")),
                lists(json.getJsonObject("anomalies")),
                strings(json.getJsonArray("predicted")),
                new Costs(
                        number(json, "settledSeconds"),
                        number(json, "inDoubtSeconds"),
                        number(json, "lockSeconds"),
                        json.getInt("blockedRequests"),
                        number(json, "readerWaitSeconds"),
                        number(json, "firstSuccessSeconds"),
                        json.getBoolean("humanNeeded")),
                json.getString("problem", null),
                Instant.parse(json.getString("startedAt")),
                json.getJsonArray("timeline").stream()
                        .map(JsonValue::asJsonObject)
                        .map(ResultJson::moment)
                        .toList(),
                json.getString("machine"),
                texts(json.getJsonObject("versions")));
    }

    private static JsonValue number(double seconds) {
        return Double.isFinite(seconds)
                ? Json.createValue(Math.round(seconds * 1000) / 1000.0)
                : JsonValue.NULL;
    }

    private static double number(JsonObject json, String name) {
        return json.get(name) instanceof JsonNumber number ? number.doubleValue() : Double.NaN;
    }

    private static JsonValue text(String text) {
        return text == null ? JsonValue.NULL : Json.createValue(text);
    }

    private static JsonObject lists(Map<String, List<String>> lists) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        lists.forEach((name, list) -> json.add(name, Json.createArrayBuilder(list)));
        return json.build();
    }

    private static Map<String, List<String>> lists(JsonObject json) {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        json.keySet().forEach(name -> lists.put(name, strings(json.getJsonArray(name))));
        return lists;
    }

    private static List<String> strings(JsonArray json) {
        return json.getValuesAs(JsonString::getString);
    }

    private static JsonObject texts(Map<String, String> texts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        texts.forEach(json::add);
        return json.build();
    }

    private static Map<String, String> texts(JsonObject json) {
        return json.keySet().stream().collect(toMap(name -> name, json::getString));
    }

    private static JsonArrayBuilder moments(List<Moment> timeline) {
        JsonArrayBuilder json = Json.createArrayBuilder();
        timeline.forEach(
                moment ->
                        json.add(
                                Json.createObjectBuilder()
                                        .add("seconds", number(moment.seconds()))
                                        .add("kind", moment.kind())
                                        .add("what", moment.what())));
        return json;
    }

    private static Moment moment(JsonObject json) {
        return new Moment(number(json, "seconds"), json.getString("kind"), json.getString("what"));
    }
}
