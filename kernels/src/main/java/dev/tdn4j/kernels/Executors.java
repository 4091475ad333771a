package dev.tdn4j.kernels;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/**
 * Finds the executors, once. The preferred one is {@code vector} where the Vector API is there, else {@code scalar}; the
 * system property {@code tdn4j.executor} forces one by name.
 */
public final class Executors {

    /** The system property that forces an executor. */
    public static final String PROPERTY = "tdn4j.executor";

    /** The system property by which an executor goes on with the processor if its device fails: {@code true} or not set. */
    public static final String FALLBACK = "tdn4j.fallback";

    private static final String TORNADO = "tornado";
    private static final String TORNADO_MISSING =
            "the GPU module is not in this build: install TornadoVM and set TORNADO_SDK to its folder, see docs/tornado.md";
    private static final String[] PREFERENCE = {"vector", "scalar"};
    private static final Logger LOGGER = System.getLogger(Executors.class.getName());

    /** The holder makes the search lazy and safe. */
    private static final class Found {
        static final Map<String, Executor> AVAILABLE = new LinkedHashMap<>();
        static final Map<String, String> MISSING = new LinkedHashMap<>();

        static {
            Iterator<ServiceLoader.Provider<Executor>> providers =
                    ServiceLoader.load(Executor.class, Executor.class.getClassLoader()).stream().iterator();
            while (providers.hasNext()) {
                load(providers.next());
            }
            if (!AVAILABLE.containsKey(TORNADO)) {
                MISSING.putIfAbsent(TORNADO, TORNADO_MISSING);
            }
        }

        /** A provider whose platform is missing fails with whatever that platform throws first. */
        private static void load(ServiceLoader.Provider<Executor> provider) {
            String simpleName = provider.type().getSimpleName();
            try {
                Executor executor = provider.get();
                AVAILABLE.put(executor.name(), executor);
            } catch (ServiceConfigurationError | LinkageError e) {
                Throwable root = e;
                while (root.getCause() != null) {
                    root = root.getCause();
                }
                String name = simpleName.replace("Executor", "").toLowerCase(java.util.Locale.ROOT);
                boolean vectorMissing = String.valueOf(root.getMessage()).contains("jdk/incubator/vector")
                        || String.valueOf(root.getMessage()).contains("jdk.incubator.vector");
                String reason = vectorMissing
                        ? "the Vector API is not in this JVM: start it with --add-modules jdk.incubator.vector"
                        : root.toString();
                MISSING.put(name, reason);
            }
        }
    }

    private Executors() {}

    /**
     * The executors that work here.
     *
     * @return by name
     */
    public static Map<String, Executor> available() {
        return Map.copyOf(Found.AVAILABLE);
    }

    /**
     * The executors that do not work here.
     *
     * @return the reason, by name
     */
    public static Map<String, String> missing() {
        return Map.copyOf(Found.MISSING);
    }

    /**
     * The executor to use unless somebody asks for another; the reason of the choice is logged.
     *
     * @return the executor
     * @throws NoSuchElementException if {@code tdn4j.executor} names one that does not work here
     */
    public static Executor preferred() {
        String forced = System.getProperty(PROPERTY);
        if (forced != null) {
            LOGGER.log(Level.DEBUG, "executor {0}: forced by {1}", forced, PROPERTY);
            return named(forced);
        }
        for (String name : PREFERENCE) {
            Executor executor = Found.AVAILABLE.get(name);
            if (executor != null) {
                LOGGER.log(Level.DEBUG, "executor {0}: the first that works here", name);
                return executor;
            }
            LOGGER.log(Level.WARNING, "executor {0} is not used: {1}", name, Found.MISSING.getOrDefault(name, "it is not installed"));
        }
        throw new NoSuchElementException("no executor works here: " + Found.MISSING);
    }

    /**
     * An executor by name.
     *
     * @param nameAndDevice for example {@code scalar}, or {@code tornado:opencl:0} for one of an executor's devices
     * @return the executor
     * @throws NoSuchElementException if it does not work here, or there is no such device; the message says why
     */
    public static Executor named(String nameAndDevice) {
        int colon = nameAndDevice.indexOf(':');
        if (colon < 0) {
            return found(nameAndDevice);
        }
        Executor executor = found(nameAndDevice.substring(0, colon));
        try {
            return executor.on(nameAndDevice.substring(colon + 1));
        } catch (IllegalArgumentException e) {
            throw new NoSuchElementException("executor " + nameAndDevice + ": " + e.getMessage(), e);
        }
    }

    private static Executor found(String name) {
        Executor executor = Found.AVAILABLE.get(name);
        if (executor == null) {
            throw new NoSuchElementException("executor " + name + " is not available ("
                    + Found.MISSING.getOrDefault(name, "it is not installed") + "); there are " + Found.AVAILABLE.keySet());
        }
        return executor;
    }
}
