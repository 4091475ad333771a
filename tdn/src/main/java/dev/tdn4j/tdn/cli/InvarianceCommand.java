package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.CatalogueEntry.PathSet;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.study.RotationError;
import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j invariance}: what turning a molecule does to a potential. */
@Command(
        name = "invariance",
        description = {
            "Turn a molecule at random and see how much its energy changes, and its forces beyond turning with it.",
            "Without --model, of a small network with random parameters on the tensor that the factors define, rounding included."
        })
final class InvarianceCommand implements Callable<Integer> {

    private static final int LARGEST_DEGREE = 6;
    private static final int CHANNELS = 8;
    private static final int LAYERS = 2;
    private static final int RADIAL_BASIS = 6;
    private static final int HEADS = 2;
    /** Holds every atom of a molecule as small as ethanol, so that no energy is near 0. */
    private static final double CUTOFF = 5;

    private static final double AVERAGE_DEGREE = 8;

    @Option(names = "--model", paramLabel = "M", description = "A trained model, in place of a random network.")
    private Path model;

    @Option(names = "--lmax", paramLabel = "L", defaultValue = "2", description = "Largest degree, 1 to 6. Default: 2.")
    private int lmax;

    @Option(names = "--method", defaultValue = "als", description = "Where the factors are from: ${COMPLETION-CANDIDATES}. Default: als.")
    private FactorMethod method;

    @Option(names = "--paths", defaultValue = "all", description = "all or even. Default: all.")
    private PathSet paths;

    @Option(names = "--rank", paramLabel = "R", description = "The rank of factors by als. Default: the smallest exact one known.")
    private Integer rank;

    @Option(names = "--data", paramLabel = "F", description = "Extended XYZ whose first structure is turned. Default: ethanol.")
    private Path data;

    @Option(names = "--rotations", paramLabel = "N", defaultValue = "1000", description = "Default: 1000.")
    private int rotations;

    @Option(names = "--seed", defaultValue = "0", description = "Where parameters and rotations come from. Default: 0.")
    private long seed;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        UserValue.within("--rotations", rotations, 1, 1_000_000);
        UserValue.within("--lmax", lmax, 1, LARGEST_DEGREE);
        if (paths == PathSet.OTHER) {
            throw new UserException("--paths must be all or even");
        }
        Structure structure = structure();
        Model turned = model != null ? ModelFile.read(model) : random(structure);
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Executor executor : Executors.available().values()) {
            rows.add(row(turned, executor, structure));
        }
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("lmax", turned.config().lmax());
        results.put("rank", turned.products().factors().map(factors -> factors.rank()).orElse(0));
        results.put("relativeError", turned.products().relativeError());
        results.put("rotations", rotations);
        results.put("seed", seed);
        results.put("rows", rows);
        json.print(results, out -> print(out, results, rows));
        return 0;
    }

    private Structure structure() throws IOException {
        Structure first = data == null
                ? DemoData.read("xtb_ethanol_500K_test").getFirst()
                : ExtendedXyz.readAll(data).stream().findFirst().orElseThrow(() -> new UserException("--data: " + data + " holds no structure"));
        if (first.isPeriodic()) {
            throw new UserException("--data: " + first.source() + " is periodic: only molecules can be turned");
        }
        return first;
    }

    private Model random(Structure structure) {
        boolean even = paths == PathSet.EVEN;
        TdnConfig config = new TdnConfig(
                lmax, CHANNELS, LAYERS, CUTOFF, RADIAL_BASIS, HEADS, even, FactorMethod.ALS, 0, AVERAGE_DEGREE, 1);
        Decomposition factors = factors(even);
        SharedProduct product = new SharedProduct(
                factors.factors().toCoupling().with(factors.factors()), factors.method(), factors.relativeError());
        Parameters parameters = Parameters.initial(new TdnNetwork(config, product.coupling()).parameters().values(), seed);
        // Biases and offsets begin at 0, where they would hide what they break.
        SplittableRandom random = new SplittableRandom(seed);
        parameters.byName().values().forEach(values -> {
            for (int i = 0; i < values.length; i++) {
                values[i] += 0.1f * (float) random.nextDouble(-1, 1);
            }
        });
        TreeMap<Integer, Double> zero = new TreeMap<>();
        for (int number : structure.numbers()) {
            zero.put(number, 0.0);
        }
        return new Model(config, product, parameters, new ReferenceEnergies(zero));
    }

    private Decomposition factors(boolean even) {
        if (method != FactorMethod.ALS) {
            if (rank != null) {
                throw new UserException("--method %s has a rank of its own: leave out --rank".formatted(UserValue.name(method)));
            }
            return closedForm();
        }
        CouplingSpec spec = even ? CouplingSpec.even(lmax) : CouplingSpec.all(lmax);
        FactorCache cache = FactorCache.standard();
        if (rank != null) {
            int n = Degrees.components(lmax);
            return cache.decompose(spec, AlsOptions.suiting(spec, UserValue.within("--rank", rank, 1, n * n), seed), _ -> {});
        }
        return cache.known(spec).stream()
                .filter(known -> known.relativeError() <= SharedProduct.EXACT)
                .min((one, other) -> Integer.compare(one.rank(), other.rank()))
                .orElseThrow(() -> new UserException(
                        "no exact factors by als are known at L = %d: give --rank, or --method quadrature".formatted(lmax)));
    }

    private Decomposition closedForm() {
        try {
            return method.closedForm(paths, lmax);
        } catch (IllegalArgumentException e) {
            throw new UserException("--method " + UserValue.name(method) + " with these --paths: " + e.getMessage(), e);
        }
    }

    private Map<String, Object> row(Model turned, Executor executor, Structure structure) {
        try (NeuralPotential potential = new NeuralPotential(turned, executor);
                Progress bar = new Progress(executor.name())) {
            double energy = potential.evaluate(structure).energy() - turned.references().total(structure);
            RotationError error = RotationError.of(potential, List.of(structure), rotations, seed, bar::at);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("executor", executor.name());
            row.put("energy", energy);
            row.put("energyChange", error.largestEnergy());
            row.put("relativeEnergyChange", error.largestEnergy() / Math.abs(energy));
            row.put("forceEquivarianceError", error.force());
            return row;
        }
    }

    private static void print(PrintWriter out, Map<String, Object> results, List<Map<String, Object>> rows) {
        out.printf(Locale.ROOT, "L = %s, rank %s, relative error of the factors %.1e, %s rotations%n",
                results.get("lmax"), results.get("rank"), (Double) results.get("relativeError"), results.get("rotations"));
        out.printf("%-8s  %12s  %16s  %14s  %16s%n", "executor", "energy, eV", "largest change", "of the energy", "change of forces");
        for (Map<String, Object> row : rows) {
            out.printf(Locale.ROOT, "%-8s  %12.5f  %16.1e  %14.1e  %16.1e%n",
                    row.get("executor"), (Double) row.get("energy"), (Double) row.get("energyChange"),
                    (Double) row.get("relativeEnergyChange"), (Double) row.get("forceEquivarianceError"));
        }
    }
}
