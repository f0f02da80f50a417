package dev.lockstep.lab.report;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** The machine that the lab runs on, as far as figures depend on it; it stays without a name. */
public final class Machine {
    private static final double GIB = 1024.0 * 1024 * 1024;

    private Machine() {}

    /** In words: processors, memory, operating system. */
    public static String here() {
        OperatingSystemMXBean system =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%d processors, %.1f GiB of memory, %s %s %s",
                system.getAvailableProcessors(),
                system.getTotalMemorySize() / GIB,
                system.getName(),
                // What a vendor adds to the number names the machine.
                system.getVersion().split("-")[0],
                system.getArch());
    }
}
