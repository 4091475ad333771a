package dev.tdn4j.tdn.scaling;

import dev.tdn4j.kernels.machine.CeilingLoops;
import dev.tdn4j.kernels.products.Algorithm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Times every subject at every degree from 1 on. */
public final class ScalingStudy {

    /** A call to be timed. */
    private record Task(int lmax, Direction direction, double units, Runnable call) {}

    private static final int PEAK_STEPS = 5000;

    /** What is computed for the peak is kept, so that it must be computed. */
    private static volatile float sink;

    private final int lmax;
    private final Stopwatch stopwatch;
    private final List<Double> peaks = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<Subject, String> absent = new LinkedHashMap<>();

    /**
     * Begins a study.
     *
     * @param lmax the largest degree L, at least 2
     * @param millis the time of a measurement, in milliseconds; the compiler gets ten times as much
     */
    public ScalingStudy(int lmax, long millis) {
        this.lmax = lmax;
        this.stopwatch = new Stopwatch(10 * millis, millis);
    }

    /**
     * What one thread can do with numbers in registers, by the same clock and in turn with everything that was timed.
     *
     * @return fused multiply-adds on floats, GFLOP/s, each of them two operations: the median over subjects
     */
    public double peak() {
        return Spread.of(peaks.stream().mapToDouble(Double::doubleValue).toArray()).median();
    }

    /**
     * Times a subject at every degree at which there is a kernel.
     *
     * @param subject what to time
     */
    public void time(Subject subject) {
        List<Task> tasks = new ArrayList<>(), parts = new ArrayList<>();
        for (int l = 1; l <= lmax; l++) {
            try {
                add(tasks, l, whole(subject, l));
                if (hasParts(subject)) {
                    for (Workload part : NodeParts.workloads(subject, l)) {
                        parts.add(new Task(l, Direction.FORWARD, part.units(), part.calls().get(Direction.FORWARD)));
                    }
                }
            } catch (IllegalArgumentException e) {
                absent.putIfAbsent(subject, "L = " + l + ": " + e.getMessage());
            }
        }
        if (tasks.isEmpty()) {
            return;
        }
        Task peakTask = new Task(0, Direction.FORWARD, 1, () -> sink = CeilingLoops.floatChains(PEAK_STEPS, 0x1p-10f, 0x1p-11f));
        List<double[]> times = stopwatch.time(
                Stream.of(tasks, parts, List.of(peakTask)).flatMap(List::stream).map(Task::call).toList());
        peaks.add((double) PEAK_STEPS * CeilingLoops.floatOperations() / Spread.of(times.getLast()).median());
        for (int t = 0, part = tasks.size(); t < tasks.size(); t++) {
            Task task = tasks.get(t);
            addRow(subject, task, Part.WHOLE, divided(times.get(t), task.units));
            if (hasParts(subject) && task.direction == Direction.FORWARD) {
                parts(task.lmax, times.get(t), times.get(part), times.get(part + 1), times.get(part + 2))
                        .forEach((name, nanos) -> addRow(subject, task, name, nanos));
                part += 3;
            }
        }
    }

    private static boolean hasParts(Subject subject) {
        return subject.setting() == Setting.NEIGHBOURS && subject.algorithm() == Algorithm.CP;
    }

    private static Workload whole(Subject subject, int l) {
        return subject.setting() == Setting.NEIGHBOURS
                ? ConvolutionWorkload.of(Kernels.convolution(subject, l), ConvolutionWorkload.DEGREE)
                : ProductWorkload.of(subject, l);
    }

    private static void add(List<Task> tasks, int l, Workload workload) {
        workload.calls().forEach((direction, call) -> tasks.add(new Task(l, direction, workload.units(), call)));
    }

    private void addRow(Subject subject, Task task, Part part, double[] nanos) {
        Spread time = Spread.of(nanos);
        if (time.median() > 0) { // else it is a part, found by differences, that is smaller than their noise
            double operations = OperationCounts.of(subject, task.direction, task.lmax).get(part);
            rows.add(new Row(subject, task.direction, part, task.lmax, operations, time, 2 * operations / time.median() / peaks.getLast()));
        }
    }

    /** Measurements of the same round belong together: whatever slowed it cancels in differences. */
    private static Map<Part, double[]> parts(int l, double[] whole, double[] one, double[] fewerOutputs, double[] scalarY) {
        double perNode = (double) ConvolutionWorkload.NODES * Workload.CHANNELS;
        Map<Part, double[]> parts = new EnumMap<>(Part.class);
        for (int r = 0; r < whole.length; r++) {
            int round = r;
            new NodeParts(whole[r] / perNode, one[r] / perNode, fewerOutputs[r] / perNode, scalarY[r] / perNode)
                    .times(l)
                    .forEach((part, time) -> parts.computeIfAbsent(part, p -> new double[whole.length])[round] = time);
        }
        return parts;
    }

    private static double[] divided(double[] times, double units) {
        return Arrays.stream(times).map(t -> t / units).toArray();
    }

    /**
     * What has been measured so far.
     *
     * @return the rows in the order of time
     */
    public List<Row> rows() {
        return List.copyOf(rows);
    }

    /**
     * The subjects that have no kernel at some degree.
     *
     * @return for each why, and from which degree on
     */
    public Map<Subject, String> absent() {
        return new LinkedHashMap<>(absent);
    }
}
