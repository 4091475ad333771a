package dev.tdn4j.kernels.tornado;

import java.util.List;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/**
 * One launch: independent tasks of one kind, side by side. In the code a wave is a list of the tasks' last group (not
 * included), first group and place, by which a group of threads finds its task.
 *
 * @param kernel the kernel of all tasks
 * @param tasks the tasks
 */
record Wave(Kernel kernel, List<Task> tasks) {

    /** The threads of a group; every launch has whole groups. */
    static final int GROUP = 256;

    /** Integers a task has in a wave's list. */
    static final int ENTRY = 3;

    /** Finds the entry of a group's task, in a kernel. */
    static int find(IntArray at, IntArray code, int group) {
        int entry = at.get(0);
        while (group >= code.get(entry)) {
            entry += ENTRY;
        }
        return entry;
    }
}
