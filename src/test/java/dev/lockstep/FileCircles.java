package dev.lockstep;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.Source;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The circles in which files stand, by which classes depend on which. A file is a node: what is
 * inside a class counts to its file.
 *
 * @see <a href="https://doi.org/10.1137/0201010">Tarjan, Depth-first search and linear graph
 *     algorithms</a>
 */
final class FileCircles {
    private final Map<String, Set<String>> needs;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> lowest = new HashMap<>();
    private final Deque<String> open = new ArrayDeque<>();
    private final List<Set<String>> circles = new ArrayList<>();

    private FileCircles(Map<String, Set<String>> needs) {
        this.needs = needs;
    }

    /** Each circle as its files, named by package and file. */
    static List<Set<String>> in(JavaClasses code) {
        FileCircles search = new FileCircles(needs(code));
        for (String file : search.needs.keySet()) {
            if (!search.numbers.containsKey(file)) {
                search.visit(file);
            }
        }
        return search.circles;
    }

    private static Map<String, Set<String>> needs(JavaClasses code) {
        Map<String, Set<String>> needs = new TreeMap<>();
        for (JavaClass each : code) {
            Set<String> files = needs.computeIfAbsent(file(each), file -> new TreeSet<>());
            for (Dependency dependency : each.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (code.contain(target.getName()) && !isCaseOf(target, each)) {
                    files.add(file(target));
                }
            }
            files.remove(file(each));
        }
        return needs;
    }

    private static boolean isCaseOf(JavaClass target, JavaClass type) {
        return target.isAssignableTo(type.getName()) && type.reflect().isSealed();
    }

    private static String file(JavaClass of) {
        String name = of.getSource().flatMap(Source::getFileName).orElse(of.getSimpleName());
        return of.getPackageName() + "/" + name;
    }

    private void visit(String file) {
        numbers.put(file, numbers.size());
        lowest.put(file, numbers.get(file));
        open.push(file);
        for (String needed : needs.get(file)) {
            if (!numbers.containsKey(needed)) {
                visit(needed);
                lowest.merge(file, lowest.get(needed), Math::min);
            } else if (open.contains(needed)) {
                lowest.merge(file, numbers.get(needed), Math::min);
            }
        }
        if (lowest.get(file).equals(numbers.get(file))) {
            close(file);
        }
    }

    private void close(String file) {
        Set<String> circle = new TreeSet<>();
        while (open.contains(file)) {
            circle.add(open.pop());
        }
        if (circle.size() > 1) {
            circles.add(circle);
        }
    }
}
