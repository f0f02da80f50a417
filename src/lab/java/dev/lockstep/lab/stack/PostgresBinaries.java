package dev.lockstep.lab.stack;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/** PostgreSQL's binaries, which lie packed on the class path. */
final class PostgresBinaries {
    private static final String BINARIES = "/postgres-linux-x86_64.txz";

    private PostgresBinaries() {}

    /** Unpacks them, unless that was done before. */
    static void unpackOnce(Path home) {
        Path marker = home.resolve(".unpacked");
        if (Files.exists(marker)) {
            return;
        }
        Layout.deleteTree(home);
        try (InputStream packed = PostgresBinaries.class.getResourceAsStream(BINARIES)) {
            if (packed == null) {
                throw new StackProblem(
                        "The PostgreSQL binaries (linux-amd64) are not on the class path; this stack runs on Linux x86-64.");
            }
            try (TarArchiveInputStream tar =
                    new TarArchiveInputStream(new XZCompressorInputStream(packed))) {
                for (TarArchiveEntry entry = tar.getNextEntry();
                        entry != null;
                        entry = tar.getNextEntry()) {
                    extract(tar, entry, home);
                }
            }
            Files.createFile(marker);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void extract(TarArchiveInputStream tar, TarArchiveEntry entry, Path home)
            throws IOException {
        Path target = entry.resolveIn(home);
        if (entry.isDirectory()) {
            Files.createDirectories(target);
            return;
        }
        Files.createDirectories(target.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, target);
        boolean executable = (entry.getMode() & 0100) != 0;
        Set<PosixFilePermission> mode =
                PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
        Files.setPosixFilePermissions(target, mode);
    }
}
