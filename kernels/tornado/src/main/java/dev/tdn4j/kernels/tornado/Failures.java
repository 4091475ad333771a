package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import uk.ac.manchester.tornado.api.common.TornadoDevice;
import uk.ac.manchester.tornado.api.exceptions.TornadoOutOfMemoryException;

/** What TornadoVM's exceptions mean to somebody who only wants to compute. */
final class Failures {

    private Failures() {}

    static DeviceException explain(Throwable thrown, TornadoDevice device, Capacity needed) {
        String all = messages(thrown);
        String name = device.getPhysicalDevice().getDeviceName();
        String reason;
        if (thrown instanceof OutOfMemoryError || thrown instanceof TornadoOutOfMemoryException || all.contains("OutOfMemory") || all.contains("out of memory")) {
            reason = "out of memory: the batch needs " + megabytes(needed) + " MiB on " + name
                    + " and as much on the host (TornadoVM itself allows " + System.getProperty("tornado.device.memory", "4GB")
                    + ", see -Dtornado.device.memory): use smaller batches";
        } else {
            reason = "the device " + name + " failed: use --executor vector, or --fallback to go on with it after a failure ("
                    + all + ")";
        }
        return new DeviceException(reason, thrown);
    }

    private static long megabytes(Capacity needed) {
        return ((long) needed.arena() + needed.persistent() + needed.inputs() + needed.outputs()) >> 18;
    }

    private static String messages(Throwable thrown) {
        StringBuilder text = new StringBuilder();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            text.append(text.isEmpty() ? "" : "; ").append(t);
        }
        return text.toString().replaceAll("\\s*\\R\\s*", " ");
    }
}
