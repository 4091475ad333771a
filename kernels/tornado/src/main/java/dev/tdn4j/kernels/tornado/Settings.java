package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;

/**
 * The properties of TornadoVM that results depend on. TornadoVM reads them when its classes are initialised, so they are
 * set before anything of it is touched; what the user has set stays, but for one that must not.
 */
final class Settings {

    private static final String BAILOUT = "tornado.recover.bailout";

    private Settings() {}

    static void apply() {
        if (Boolean.getBoolean(BAILOUT)) {
            throw new DeviceException("-D" + BAILOUT + "=True makes TornadoVM run kernels that it cannot compile as sequential Java, with wrong results: leave it out");
        }
        System.setProperty(BAILOUT, "False");
        // Divisions and functions as exact as the device has them: forces are differences of large numbers.
        setDefault("tornado.opencl.compiler.flags", "-w");
        setDefault("tornado.enable.nativeFunctions", "False");
        setDefault("tornado.enable.fastMathOptimizations", "False");
        // Off because the PTX backend fuses integers into an instruction that there is not; drivers fuse floats by themselves.
        setDefault("tornado.enable.fma", "False");
        // Kernels are one function each, however long: calls on a device would keep registers in memory.
        setDefault("tornado.compiler.fullInlining", "True");
        // No search for reductions in every task at every run: no kernel here has the form that it looks for.
        setDefault("tornado.experimental.reduce", "False");
        // Lists of events that are used only when graphs run concurrently; the default takes 128 KiB a dependency.
        setDefault("tornado.max.events", "64");
        setDefault("tornado.device.memory", "1000GB");
    }

    private static void setDefault(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }
}
