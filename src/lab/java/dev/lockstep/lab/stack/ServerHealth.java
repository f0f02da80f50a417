package dev.lockstep.lab.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** What WildFly and the application in it say of themselves. */
final class ServerHealth {
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String application;
    private final String management;

    /**
     * @param application its root
     * @param management of WildFly
     */
    ServerHealth(String application, String management) {
        this.application = application;
        this.management = management;
    }

    /** Whether the server works, with the application or without. */
    boolean isLive() {
        return answers(management + "/health/live", 200);
    }

    /** Whether the application says that it is ready to work. */
    boolean isReady() {
        // Not before it is deployed: asked while it registers its checks, the health endpoint may
        // fail and log an error.
        return isDeployed() && answers(management + "/health/ready", 200);
    }

    /** The time of day, as the server has it; empty if it does not answer. */
    Optional<Instant> time() {
        return ask(management + "/health/live")
                .flatMap(answer -> answer.headers().firstValue("Date"))
                .map(date -> Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date)));
    }

    /** Whether the application is there, and asks for credentials as it should. */
    private boolean isDeployed() {
        return answers(application + "/", 401);
    }

    private boolean answers(String url, int status) {
        return ask(url).filter(answer -> answer.statusCode() == status).isPresent();
    }

    private Optional<HttpResponse<Void>> ask(String url) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
            return Optional.of(http.send(request, HttpResponse.BodyHandlers.discarding()));
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
