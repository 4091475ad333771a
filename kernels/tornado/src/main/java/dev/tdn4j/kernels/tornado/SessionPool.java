package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import java.util.ArrayList;
import java.util.List;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** The sessions of a device: those that no plan uses wait for the next that fits, their kernels compiled already. */
final class SessionPool {

    private final TornadoDevice device;
    private final List<Session> idle = new ArrayList<>();

    /** Sessions are never given up ({@link Session} says why), broken ones neither. */
    private final List<Session> all = new ArrayList<>();

    SessionPool(TornadoDevice device) {
        this.device = device;
    }

    TornadoDevice device() {
        return device;
    }

    /** A session of at least some capacity. */
    synchronized Session take(Capacity needed) {
        Session best = null;
        for (Session session : idle) {
            if (session.capacity().suits(needed) && (best == null || session.capacity().arena() < best.capacity().arena())) {
                best = session;
            }
        }
        if (best == null) {
            best = open(needed.rounded());
            all.add(best);
        }
        idle.remove(best);
        return best;
    }

    private Session open(Capacity capacity) {
        try {
            return new Session(device, capacity);
        } catch (OutOfMemoryError e) {
            throw new DeviceException("TornadoVM keeps a copy of the arena of " + (capacity.arena() >> 18)
                    + " MiB in the host's memory, and there is no room for it: use smaller batches", e);
        }
    }

    /** Gives a session back. */
    synchronized void give(Session session) {
        idle.add(session);
    }

    /** The number of sessions that were opened. */
    synchronized int opened() {
        return all.size();
    }
}
