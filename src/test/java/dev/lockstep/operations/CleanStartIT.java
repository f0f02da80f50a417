package dev.lockstep.operations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockstep.lab.stack.ServerProcess;
import dev.lockstep.support.Lockstep;
import dev.lockstep.support.OnTheStack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A start with nothing to recover: from the launch to ready the server has nothing to complain of.
 */
@OnTheStack
class CleanStartIT {
    private static final Pattern COMPLAINT = Pattern.compile("(?i)\\b(WARN(ING)?|ERROR|FATAL)\\b");

    @RegisterExtension private final Lockstep lockstep = new Lockstep();

    @Test
    void logsNoWarningAndNoError() throws IOException {
        ServerProcess server = lockstep.stack().wildfly().process();
        server.kill();
        long before = Files.size(server.log());

        server.launch();
        lockstep.awaitReady();

        List<String> lines = linesFrom(server.log(), before);
        assertThat(lines).as("the log of the start").anyMatch(line -> line.contains("WFLYSRV0025"));
        assertThat(lines).noneMatch(line -> COMPLAINT.matcher(line).find());
    }

    private static List<String> linesFrom(Path log, long offset) throws IOException {
        byte[] all = Files.readAllBytes(log);
        byte[] added = Arrays.copyOfRange(all, (int) offset, all.length);
        return new String(added, StandardCharsets.UTF_8).lines().toList();
    }
}
