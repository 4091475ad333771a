package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import uk.ac.manchester.tornado.api.common.TornadoDevice;

/** The sessions of a device that no plan uses, kept for the next that fits: their kernels are compiled already. */
final class SessionPool {

    /** Sessions kept; an older one is closed. */
    private static final int MOST_IDLE = 3;

    private final TornadoDevice device;
    private final Deque<Session> idle = new ArrayDeque<>();

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
        if (best != null) {
            idle.remove(best);
            return best;
        }
        return open(needed.rounded());
    }

    /** Where memory is short, what nobody uses is freed first. */
    private Session open(Capacity capacity) {
        try {
            return new Session(device, capacity);
        } catch (OutOfMemoryError e) {
            closeIdle();
            throw new DeviceException("TornadoVM keeps a copy of the arena of " + (capacity.arena() >> 18)
                    + " MiB in the host's memory, and there is no room for it: use smaller batches", e);
        }
    }

    /** Gives a session back. */
    synchronized void give(Session session) {
        idle.addFirst(session);
        while (idle.size() > MOST_IDLE) {
            idle.removeLast().close();
        }
    }

    /** Frees every session that no plan uses. */
    synchronized void closeIdle() {
        for (Iterator<Session> sessions = idle.iterator(); sessions.hasNext(); ) {
            sessions.next().close();
            sessions.remove();
        }
    }
}
