package dev.tdn4j.kernels.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * One launch: independent tasks of one kind, side by side. In the code a wave is a list of the tasks' first groups
 * and places, by which a group of threads finds its task.
 *
 * <p>Kernels keep to a rule that TornadoVM's PTX backend needs: a loop's condition reads no array. (Where it does, the
 * backend leaves out what follows the loop.)
 *
 * @param kernel the kernel of all tasks
 * @param tasks the tasks
 */
record Wave(Kernel kernel, List<Task> tasks) {

    /** The threads of a group; every launch has whole groups. */
    static final int GROUP = 256;

    /** Integers a task has in a wave's list. */
    static final int ENTRY = 2;

    /** Finds the entry of a group's task, in a kernel: the last whose first group is not behind it. */
    static int find(IntArray at, IntArray code, int group) {
        int entry = at.get(0);
        int tasks = at.get(1);
        int found = entry;
        for (int i = 1; i < tasks; i++) {
            entry += ENTRY;
            found = group >= code.get(entry) ? entry : found;
        }
        return found;
    }
}
