package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import uk.ac.manchester.tornado.api.TornadoBackend;
import uk.ac.manchester.tornado.api.TornadoRuntime;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.runtime.TornadoRuntimeProvider;

/** The devices that TornadoVM finds, under names such as {@code opencl:0} and {@code ptx:0}. */
final class Devices {

    /**
     * A device and its name.
     *
     * @param name backend and number
     * @param device TornadoVM's device
     */
    record Named(String name, TornadoDevice device) {

        @Override
        public String toString() {
            return name + " " + device.getPhysicalDevice().getDeviceName() + " ("
                    + (device.getMaxGlobalMemory() >> 20) + " MiB)";
        }
    }

    private final List<Named> all = new ArrayList<>();
    private final Named usual;

    /** Asks the runtime, which loads drivers and native libraries: anything may be thrown that says what is missing. */
    Devices() {
        TornadoRuntime runtime = TornadoRuntimeProvider.getTornadoRuntime();
        TornadoDevice preferred = runtime.getDefaultDevice();
        Named found = null;
        for (int b = 0; b < runtime.getNumBackends(); b++) {
            TornadoBackend backend = runtime.getBackend(b);
            for (int d = 0; d < backend.getNumDevices(); d++) {
                String name = runtime.getBackendType(b).name().toLowerCase(Locale.ROOT) + ":" + d;
                Named device = new Named(name, backend.getDevice(d));
                all.add(device);
                found = device.device == preferred ? device : found;
            }
        }
        if (all.isEmpty()) {
            throw new DeviceException("TornadoVM finds no device: install an OpenCL or CUDA driver (on a CPU, for tests: PoCL)");
        }
        usual = found != null ? found : all.getFirst();
    }

    /** All, in TornadoVM's order. */
    List<Named> all() {
        return all;
    }

    /** The one that TornadoVM prefers. */
    Named usual() {
        return usual;
    }

    /** A device by its name, its number among all, or its backend's name. */
    Named named(String name) {
        for (int i = 0; i < all.size(); i++) {
            Named device = all.get(i);
            if (device.name.equals(name) || name.equals(Integer.toString(i)) || device.name.equals(name + ":0")) {
                return device;
            }
        }
        throw new IllegalArgumentException("there is no device " + name + ", but " + all.stream().map(Named::name).toList());
    }
}
