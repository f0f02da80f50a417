package dev.lockstep.lab.campaign;

import java.util.Map;
import java.util.TreeMap;

/** The versions that figures were measured with. */
final class Versions {
    static final String PREFIX = "lab.version.";

    private Versions() {}

    /** Of the servers, as the build has told them. */
    static Map<String, String> here() {
        Map<String, String> versions = new TreeMap<>();
        System.getProperties()
                .forEach(
                        (name, value) -> {
                            if (((String) name).startsWith(PREFIX)) {
                                versions.put(
                                        ((String) name).substring(PREFIX.length()), (String) value);
                            }
                        });
        versions.put("java", System.getProperty("java.version"));
        return versions;
    }
}
