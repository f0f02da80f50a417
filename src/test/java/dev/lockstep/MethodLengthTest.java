package dev.lockstep;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** A method is read in one look: it has 60 lines at most, from its first annotation to its end. */
class MethodLengthTest {
    private static final Path SOURCES = Path.of("src");
    private static final int MOST_LINES = 60;

    @Test
    void noMethodIsLongerThanALook() throws IOException {
        List<Method> methods = methods();

        assertThat(methods).hasSizeGreaterThan(1000);
        assertThat(methods).filteredOn(method -> method.lines() > MOST_LINES).isEmpty();
    }

    private record Method(String file, String name, long lines) {}

    private static List<Method> methods() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    null,
                                    null,
                                    files.getJavaFileObjectsFromFiles(sources()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            List<Method> methods = new ArrayList<>();
            for (CompilationUnitTree file : task.parse()) {
                new Measure(file, positions, methods).scan(file, null);
            }
            return methods;
        }
    }

    private static List<File> sources() throws IOException {
        try (Stream<Path> all = Files.walk(SOURCES)) {
            return all.filter(path -> path.toString().endsWith(".java")).map(Path::toFile).toList();
        }
    }

    private static final class Measure extends TreeScanner<Void, Void> {
        private final CompilationUnitTree file;
        private final SourcePositions positions;
        private final List<Method> methods;

        Measure(CompilationUnitTree file, SourcePositions positions, List<Method> methods) {
            this.file = file;
            this.positions = positions;
            this.methods = methods;
        }

        @Override
        public Void visitMethod(MethodTree method, Void nothing) {
            LineMap lines = file.getLineMap();
            long first = lines.getLineNumber(positions.getStartPosition(file, method));
            long last = lines.getLineNumber(positions.getEndPosition(file, method));
            methods.add(
                    new Method(
                            file.getSourceFile().getName(),
                            method.getName().toString(),
                            last - first + 1));
            return super.visitMethod(method, nothing);
        }
    }
}
