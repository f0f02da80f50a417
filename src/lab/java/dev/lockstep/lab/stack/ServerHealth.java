package dev.lockstep.lab.stack;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

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

    /** Whether the application is there, and asks for credentials as it should. */
    private boolean isDeployed() {
        return answers(application + "/", 401);
    }

    private boolean answers(String url, int status) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10)).build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode()
                    == status;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
