package dev.lockstep.lab.way;

/**
 * A place in a method of the server's classes.
 *
 * @param method as Byteman wants it: its name and, where there are several, the types of its
 *     parameters
 * @param called the method before whose call it is; null unless {@code at} is {@link At#CALL}
 */
public record Code(String className, String method, At at, String called) {
    /** Where in the method. */
    public enum At {
        ENTRY,
        EXIT,
        CALL
    }

    public static Code entry(String className, String method) {
        return new Code(className, method, At.ENTRY, null);
    }

    public static Code exit(String className, String method) {
        return new Code(className, method, At.EXIT, null);
    }

    /** Before the first call of another method in it. */
    public static Code call(String className, String method, String called) {
        return new Code(className, method, At.CALL, called);
    }
}
