package dev.tdn4j.kernels.tornado;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Orders tasks into waves: as few launches as a greedy choice of the kind with most ready tasks finds. */
final class Schedule {

    /** More tasks in a launch would cost a group of threads more to find its own. */
    private static final int MOST_TASKS = 32;

    private final Map<Task, List<Task>> readers = new IdentityHashMap<>();
    private final Map<Task, Integer> waiting = new IdentityHashMap<>();
    private final Map<Kernel, Set<Task>> ready = new EnumMap<>(Kernel.class);

    private Schedule(List<Task> tasks) {
        Map<Buffer, Task> writer = new IdentityHashMap<>();
        tasks.forEach(task -> writer.put(task.writes(), task));
        for (Kernel kernel : Kernel.values()) {
            ready.put(kernel, new LinkedHashSet<>());
        }
        for (Task task : tasks) {
            int arguments = 0;
            for (Buffer buffer : task.reads()) {
                Task from = writer.get(buffer);
                if (from != null) {
                    readers.computeIfAbsent(from, key -> new ArrayList<>()).add(task);
                    arguments++;
                }
            }
            waiting.put(task, arguments);
            if (arguments == 0) {
                ready.get(task.kernel()).add(task);
            }
        }
    }

    static List<Wave> of(List<Task> tasks) {
        Schedule schedule = new Schedule(tasks);
        List<Wave> waves = new ArrayList<>();
        for (int done = 0; done < tasks.size(); done += waves.getLast().tasks().size()) {
            waves.add(schedule.next());
        }
        return waves;
    }

    private Wave next() {
        Kernel most = null;
        for (Kernel kernel : Kernel.values()) {
            if (most == null || ready.get(kernel).size() > ready.get(most).size()) {
                most = kernel;
            }
        }
        List<Task> tasks = ready.get(most).stream().limit(MOST_TASKS).toList();
        tasks.forEach(ready.get(most)::remove);
        for (Task task : tasks) {
            for (Task reader : readers.getOrDefault(task, List.of())) {
                if (waiting.merge(reader, -1, Integer::sum) == 0) {
                    ready.get(reader.kernel()).add(reader);
                }
            }
        }
        return new Wave(most, tasks);
    }
}
