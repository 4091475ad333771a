package dev.tdn4j.tdn.study;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.machine.CeilingLoops;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.ForceProgram;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.report.Axis;
import dev.tdn4j.tdn.report.Mark;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tdn.scaling.Spread;
import dev.tdn4j.tensor.graph.Binding;
import dev.tdn4j.tensor.graph.MultiplyAdds;
import dev.tdn4j.tensor.graph.Pass;
import dev.tdn4j.tensor.graph.Program;
import dev.tdn4j.tensor.graph.Space;
import dev.tdn4j.tensor.work.WorkPool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Structures a second of TDN, Equiformer and what lies between them, against the largest degree (arXiv 2507.01131, tables 4
 * and 7): energies and forces of structures of the paper's size, all networks on the same executor after the same passes.
 * Beside them stand the multiply-adds that the passes leave, and the share of the peak at which they are done: of two
 * networks at the same share neither is slow for want of care.
 */
public final class ThroughputStudy implements Study {

    /** The structures of the paper: 36.6 atoms of 18.6 neighbours, rounded up. */
    private static final int ATOMS = 37;

    private static final double DEGREE = 18.7;

    private static final int ROUNDS = 9;
    private static final int PEAK_ROUNDS = 15, PEAK_STEPS = 2_000_000;

    /** What is computed for the peak is kept, so that it must be computed. */
    private static volatile float sink;

    private final Executor executor;
    private final List<NetworkVariant> variants;
    private final List<Integer> degrees;
    private final int channels;
    private final int layers;
    private final int structures;
    private final double warmUp;

    /**
     * Prepares the study.
     *
     * @param executor what runs the networks, on {@link WorkPool#defaultThreads} threads
     * @param variants the networks
     * @param degrees the largest degrees L, at least 1
     * @param channels the channels of every feature, a multiple of 4
     * @param layers the blocks
     * @param structures how many are evaluated at once
     * @param warmUp seconds of evaluations that are not measured: time for the compiler
     */
    public ThroughputStudy(
            Executor executor,
            List<NetworkVariant> variants,
            List<Integer> degrees,
            int channels,
            int layers,
            int structures,
            double warmUp) {
        this.executor = executor;
        this.variants = List.copyOf(new TreeSet<>(variants));
        this.degrees = List.copyOf(new TreeSet<>(degrees));
        this.channels = channels;
        this.layers = layers;
        this.structures = structures;
        this.warmUp = warmUp;
    }

    @Override
    public String name() {
        return "throughput";
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("executor", executor.name());
        settings.put("threads", WorkPool.defaultThreads());
        settings.put("channels", channels);
        settings.put("layers", layers);
        settings.put("structures", structures);
        settings.put("warmUp", warmUp);
        return settings;
    }

    @Override
    public List<String> keys() {
        List<String> keys = new ArrayList<>();
        degrees.forEach(lmax -> variants.forEach(variant -> keys.add(key(variant, lmax))));
        return keys;
    }

    private static String key(NetworkVariant variant, int lmax) {
        return variant.name().toLowerCase(Locale.ROOT) + "-L" + lmax;
    }

    @Override
    public Optional<Map<String, Object>> row(String key, StudyWork work) {
        for (int lmax : degrees) {
            for (NetworkVariant variant : variants) {
                if (key.equals(key(variant, lmax))) {
                    return row(variant, lmax, work);
                }
            }
        }
        throw new IllegalArgumentException(key);
    }

    private Optional<Map<String, Object>> row(NetworkVariant variant, int lmax, StudyWork work) {
        TdnConfig config = variant.config(lmax).with("channels", channels).with("layers", layers);
        SharedProduct product = SharedProduct.of(config, FactorCache.standard(), progress -> {});
        TdnNetwork network = new TdnNetwork(config, product.coupling());
        Parameters parameters = Parameters.initial(network.parameters().values(), 1);
        Model model = new Model(config, product, parameters, new ReferenceEnergies(new TreeMap<>(Map.of(LatticeStructures.CARBON, 0.0))));
        List<AtomGraph> graphs = LatticeStructures.of(structures, ATOMS, DEGREE, config.cutoff());
        double operations = (double) multiplyAdds(network, graphs) / structures;
        try (NeuralPotential potential = new NeuralPotential(model, executor)) {
            long begin = System.nanoTime();
            while (seconds(begin) < warmUp) {
                potential.evaluate(graphs);
                work.progress(0.5 * seconds(begin) / warmUp);
                if (work.stopping()) {
                    return Optional.empty();
                }
            }
            double peak = peak();
            double[] rates = new double[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                long start = System.nanoTime();
                potential.evaluate(graphs);
                rates[round] = structures / seconds(start);
                work.progress(0.5 + 0.5 * (round + 1) / ROUNDS);
            }
            return Optional.of(values(variant, lmax, network, operations, Spread.of(rates), peak));
        }
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) * 1e-9;
    }

    private static Map<String, Object> values(
            NetworkVariant variant, int lmax, TdnNetwork network, double operations, Spread rate, double peak) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("network", variant.title());
        row.put("lmax", lmax);
        row.put("parameters", network.parameters().values().stream().mapToLong(spec -> spec.size()).sum());
        row.put("multiplyAdds", operations);
        row.put("structuresPerSecond", rate.median());
        row.put("low", rate.low());
        row.put("high", rate.high());
        row.put("gigaflops", 2e-9 * operations * rate.median());
        row.put("peak", peak * 1e-9);
        row.put("share", 2 * operations * rate.median() / peak);
        return row;
    }

    /** Those of one evaluation of all structures that the passes leave. */
    private static long multiplyAdds(TdnNetwork network, List<AtomGraph> graphs) {
        Program program = Pass.improve(ForceProgram.of(Pass.improve(network.program())));
        int edges = graphs.stream().mapToInt(AtomGraph::edges).sum();
        return MultiplyAdds.of(program, new Binding()
                .size(Space.ELEMENTS, network.config().elements().size())
                .size(Space.STRUCTURES, graphs.size())
                .size(Space.NODES, graphs.stream().mapToInt(AtomGraph::atoms).sum())
                .size(Space.PAIRS, edges / 2)
                .size(Space.EDGES, edges));
    }

    /** The best of several tries of chains of multiply-adds in registers on all threads at once, FLOP/s. */
    private static double peak() {
        int threads = WorkPool.defaultThreads();
        double best = 0;
        try (WorkPool pool = new WorkPool(threads)) {
            for (int round = 0; round < PEAK_ROUNDS; round++) {
                long start = System.nanoTime();
                pool.run(threads, (chunk, worker) -> sink = CeilingLoops.floatChains(PEAK_STEPS, 0x1p-10f, 0x1p-11f));
                best = Math.max(best, (double) threads * PEAK_STEPS * CeilingLoops.floatOperations() / seconds(start));
            }
        }
        return best;
    }

    @Override
    public StudyFindings findings(Map<String, Map<String, Object>> rows) {
        Map<String, Plot> plots = new LinkedHashMap<>();
        plots.put("networks", plot(rows));
        return new StudyFindings("Throughput of networks against the largest degree", ("Energies and forces (by a force head) of %d structure(s) at "
                        + "once, %d atoms of %.1f neighbours each, %d channels, %d layers, random parameters; executor %s on %d thread(s), float. "
                        + "Medians of %d evaluations with quartiles. Multiply-adds are those left after the passes; the share is of the machine's "
                        + "peak, measured beside each row. The paper's numbers are of 256 channels and 6 layers, in batches of 128.")
                .formatted(structures, ATOMS, DEGREE, channels, layers, executor.name(), WorkPool.defaultThreads(), ROUNDS),
                List.of(ratios(rows), all(rows)), plots);
    }

    /** Table 4. */
    private StudyTable ratios(Map<String, Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        for (int lmax : degrees) {
            Map<String, Object> tdn = rows.get(key(NetworkVariant.TDN, lmax));
            Map<String, Object> equiformer = rows.get(key(NetworkVariant.EQUIFORMER, lmax));
            if (tdn != null && equiformer != null) {
                lines.add(List.of(
                        Integer.toString(lmax),
                        "%.2f".formatted(number(tdn, "structuresPerSecond") / number(equiformer, "structuresPerSecond")),
                        ratio(NetworkVariant.TDN.publishedGpu(lmax), NetworkVariant.EQUIFORMER.publishedGpu(lmax)),
                        ratio(NetworkVariant.TDN.publishedCpu(lmax), NetworkVariant.EQUIFORMER.publishedCpu(lmax)),
                        "%.2f".formatted(number(equiformer, "multiplyAdds") / number(tdn, "multiplyAdds")),
                        "%.0f %% and %.0f %%".formatted(100 * number(tdn, "share"), 100 * number(equiformer, "share")),
                        "%.2f".formatted(number(tdn, "parameters") / number(equiformer, "parameters"))));
            }
        }
        return new StudyTable("TDN over Equiformer", List.of(
                "L", "structures/s, ratio", "paper's, GPU", "paper's, CPU", "multiply-adds, inverse ratio", "shares of the peak", "parameters, ratio"), lines);
    }

    private static String ratio(OptionalDouble numerator, OptionalDouble denominator) {
        return numerator.isEmpty() || denominator.isEmpty()
                ? "–"
                : "%.2f".formatted(numerator.getAsDouble() / denominator.getAsDouble());
    }

    /** Table 7. */
    private StudyTable all(Map<String, Map<String, Object>> rows) {
        List<List<String>> lines = new ArrayList<>();
        for (int lmax : degrees) {
            for (NetworkVariant variant : variants) {
                Map<String, Object> row = rows.get(key(variant, lmax));
                if (row != null) {
                    lines.add(line(variant, lmax, row));
                }
            }
        }
        return new StudyTable("All networks", List.of(
                "L", "network", "structures/s", "paper's, GPU (CPU)", "parameters, M", "paper's, M", "G multiply-adds a structure",
                "GFLOP/s", "share of the peak"), lines);
    }

    private static List<String> line(NetworkVariant variant, int lmax, Map<String, Object> row) {
        OptionalDouble cpu = variant.publishedCpu(lmax);
        return List.of(
                Integer.toString(lmax),
                variant.title(),
                "%.3g (%.3g–%.3g)".formatted(number(row, "structuresPerSecond"), number(row, "low"), number(row, "high")),
                text(variant.publishedGpu(lmax)) + (cpu.isEmpty() ? "" : " (" + text(cpu) + ")"),
                "%.2f".formatted(1e-6 * number(row, "parameters")),
                text(variant.publishedMillions(lmax)),
                "%.2f".formatted(1e-9 * number(row, "multiplyAdds")),
                "%.0f".formatted(number(row, "gigaflops")),
                "%.0f %%".formatted(100 * number(row, "share")));
    }

    private static String text(OptionalDouble value) {
        return value.isEmpty() ? "–" : String.format(Locale.ROOT, "%.1f", value.getAsDouble());
    }

    private static double number(Map<String, Object> row, String column) {
        return ((Number) row.get(column)).doubleValue();
    }

    private Plot plot(Map<String, Map<String, Object>> rows) {
        Plot plot = new Plot("%d channels, %d layers".formatted(channels, layers), Axis.linear("largest degree L"), Axis.log("structures a second"));
        for (NetworkVariant variant : variants) {
            List<Integer> there = degrees.stream().filter(lmax -> rows.containsKey(key(variant, lmax))).toList();
            plot = plot.with(
                    variant.title(),
                    there.stream().mapToDouble(lmax -> lmax).toArray(),
                    there.stream().mapToDouble(lmax -> number(rows.get(key(variant, lmax)), "structuresPerSecond")).toArray(),
                    Mark.LINE_AND_POINTS);
        }
        return plot;
    }
}
