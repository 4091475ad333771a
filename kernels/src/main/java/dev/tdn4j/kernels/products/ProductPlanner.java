package dev.tdn4j.kernels.products;

import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import dev.tdn4j.tensor.SolidHarmonics;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Picks the algorithm of a tensor product: by a cost model that counts what every algorithm multiplies and weighs it with
 * the rate its kernels were seen to reach, or by measurement. Only algorithms that compute the coupling itself are
 * candidates; factors that approximate it are one if they are asked for.
 */
public final class ProductPlanner {

    /** The samples, calls and repetitions of a measurement: a few milliseconds a candidate. */
    private static final int SAMPLES = 64, WARM_UP = 400, CALLS = 10, REPETITIONS = 7;

    /** Factors count as exact below this relative error. */
    private static final double EXACT = 1e-6;

    private final TensorProduct product;
    private final SpinForm form;
    private final boolean approximate;
    private final boolean harmonics;

    /** A candidate and what it costs: in units of one multiplication of a matrix product, or in nanoseconds if measured. */
    public record Candidate(Algorithm algorithm, double cost) {}

    /**
     * Plans a product.
     *
     * @param product what is computed
     * @param form the matrices that make it a product of matrices, or null
     * @param approximate whether factors count as a candidate although they only approximate the coupling
     */
    public ProductPlanner(TensorProduct product, SpinForm form, boolean approximate) {
        this(product, form, approximate, false);
    }

    private ProductPlanner(TensorProduct product, SpinForm form, boolean approximate, boolean harmonics) {
        this.product = product;
        this.form = form;
        this.approximate = approximate;
        this.harmonics = harmonics;
    }

    /**
     * The same for a y that is always harmonics of a direction, so that edges may be aligned.
     *
     * @return a new planner
     */
    public ProductPlanner forHarmonics() {
        return new ProductPlanner(product, form, approximate, true);
    }

    /**
     * The candidates by the cost model, forward, a sample and channel.
     *
     * @return the cheapest first
     */
    public List<Candidate> candidates() {
        List<Candidate> candidates = new ArrayList<>();
        boolean shared = product.mode() == ChannelMode.UVU, paths = product.weights() == WeightMode.PER_PATH;
        double[] n = {product.coupling().size(0), product.coupling().size(1), product.coupling().size(2)};
        double nonzeros = product.coupling().nonzeros(), channels = product.rowLength();
        double sparse = shared ? Rate.SPARSE_SHARED + (paths ? Rate.SPARSE_WEIGHTED : 0) + Rate.SPARSE_SAMPLE / channels : Rate.SPARSE_OWN;
        candidates.add(new Candidate(Algorithm.DENSE, Rate.DENSE * n[0] * n[1] * n[2] + Rate.DENSE_SAMPLE / channels));
        candidates.add(new Candidate(Algorithm.SPARSE, sparse * nonzeros + (shared ? 0 : Rate.OWN_SAMPLE / channels)));
        if (shared) {
            double multiplied = paths ? Rate.STACKED * pathEntries() : n[0] * n[2];
            candidates.add(new Candidate(Algorithm.MATRIX, multiplied + Rate.CONTRACT * nonzeros / channels + Rate.TRANSPOSE * n[0] * n[2] / channels));
        }
        if (shared && !paths && harmonics && PolarTilt.isInvariant(product.coupling())) {
            double rotations = rotations(n[0]) + rotations(n[2]);
            candidates.add(new Candidate(Algorithm.EDGE_ALIGNED, Rate.ALIGNED * (rotations + AlignedEdges.couplings(product.coupling()))
                    + Rate.FRAMES * rotations / channels));
        }
        if (!paths && usable(product.coupling().factors())) {
            double rank = product.coupling().factors().orElseThrow().rank();
            candidates.add(new Candidate(Algorithm.CP, rank * (n[0] + n[2] + (shared ? n[1] / channels : n[1])) + Rate.CP_SAMPLE / channels));
        }
        if (!paths && form != null) {
            double d = form.d();
            candidates.add(new Candidate(Algorithm.SPIN, (shared ? Rate.SPIN_SHARED + Rate.SPIN_SAMPLE / channels : Rate.SPIN_OWN) * d * d * d));
        }
        candidates.sort(Comparator.comparingDouble(Candidate::cost));
        return candidates;
    }

    /**
     * How much longer a multiplication takes than in a product by a matrix, and what a sample takes once for all its channels:
     * fitted to the times of all candidates for L = 0..8, every mode, 16 to 128 channels (bench, {@code PlannerGrid}), for the
     * choice to be right rather than the times.
     */
    private static final class Rate {
        private static final double DENSE = 3.3, DENSE_SAMPLE = 55;
        private static final double SPARSE_SHARED = 3.3, SPARSE_WEIGHTED = 3, SPARSE_SAMPLE = 100, SPARSE_OWN = 2.5, OWN_SAMPLE = 80;
        private static final double STACKED = 2, CONTRACT = 2, TRANSPOSE = 8;
        private static final double ALIGNED = 1.65, FRAMES = 30;
        private static final double CP_SAMPLE = 150;
        private static final double SPIN_SHARED = 8, SPIN_SAMPLE = 90, SPIN_OWN = 7.5;
    }

    /** The entries of the rotation of all degrees: Σ (2l+1)². */
    private static double rotations(double components) {
        double sum = 0;
        for (int l = 0; l * l < components; l++) {
            sum += (2 * l + 1) * (2 * l + 1);
        }
        return sum;
    }

    private double pathEntries() {
        return product.paths().stream().mapToDouble(p -> (2 * p.l1() + 1.0) * (2 * p.l3() + 1)).sum();
    }

    private boolean usable(Optional<Factors> factors) {
        if (factors.isEmpty() || approximate) {
            return factors.isPresent();
        }
        double[] wanted = product.coupling().dense(), given = factors.get().toCoupling().dense();
        double error = 0;
        for (int t = 0; t < wanted.length; t++) {
            error += (wanted[t] - given[t]) * (wanted[t] - given[t]);
        }
        return Math.sqrt(error) <= EXACT * product.coupling().norm();
    }

    /**
     * The kernel of the cheapest candidate by the cost model.
     *
     * @return a new kernel; {@link ProductKernel#algorithm} says what was chosen
     */
    public ProductKernel plan() {
        return kernel(candidates().getFirst().algorithm());
    }

    /**
     * The kernel of the fastest candidate by measurement, which takes a second or so.
     *
     * @return a new kernel
     */
    public ProductKernel fastest() {
        return kernel(measure().getFirst().algorithm());
    }

    /**
     * The kernel of one algorithm, whatever it costs.
     *
     * @param algorithm the algorithm
     * @return a new kernel
     * @throws IllegalArgumentException if the algorithm cannot compute the product
     */
    public ProductKernel kernel(Algorithm algorithm) {
        if (algorithm != Algorithm.SPIN) {
            return ProductKernel.of(product, algorithm);
        }
        if (form == null) {
            throw new IllegalArgumentException("the planner was given no matrices for " + Algorithm.SPIN);
        }
        return ProductKernel.spin(product, form);
    }

    /**
     * Times the candidates on random numbers, those that the model finds hopeless left out.
     *
     * @return nanoseconds a sample and channel, the fastest first
     */
    public List<Candidate> measure() {
        List<Candidate> models = candidates();
        double limit = 20 * models.getFirst().cost();
        List<Candidate> measured = new ArrayList<>();
        for (Candidate candidate : models) {
            if (candidate.cost() <= limit) {
                measured.add(new Candidate(candidate.algorithm(), time(kernel(candidate.algorithm()))));
            }
        }
        measured.sort(Comparator.comparingDouble(Candidate::cost));
        return measured;
    }

    private double time(ProductKernel kernel) {
        SplittableRandom random = new SplittableRandom(1);
        float[] x = random(random, SAMPLES * product.xLength());
        float[] y = harmonics ? harmonics(random) : random(random, SAMPLES * product.yLength());
        float[] w = product.weights() == WeightMode.NONE ? null : random(random, SAMPLES * product.weightLength());
        float[] out = new float[SAMPLES * product.outLength()];
        for (int call = 0; call < WARM_UP; call++) {
            kernel.forward(SAMPLES, x, y, w, out);
        }
        double[] times = new double[REPETITIONS];
        for (int r = 0; r < REPETITIONS; r++) {
            long begin = System.nanoTime();
            for (int call = 0; call < CALLS; call++) {
                kernel.forward(SAMPLES, x, y, w, out);
            }
            times[r] = (System.nanoTime() - begin) / (double) CALLS / SAMPLES / product.channels();
        }
        Arrays.sort(times);
        return times[REPETITIONS / 2];
    }

    private float[] harmonics(SplittableRandom random) {
        int n = product.coupling().size(1);
        float[] y = new float[SAMPLES * n];
        double[] values = new double[n];
        for (int s = 0; s < SAMPLES; s++) {
            SolidHarmonics.values(Degrees.lmax(n), random.nextDouble(-1, 1), random.nextDouble(-1, 1), random.nextDouble(-1, 1), values, 0);
            for (int j = 0; j < n; j++) {
                y[s * n + j] = (float) values[j];
            }
        }
        return y;
    }

    private static float[] random(SplittableRandom random, int length) {
        float[] array = new float[length];
        for (int t = 0; t < length; t++) {
            array[t] = (float) random.nextDouble(-1, 1);
        }
        return array;
    }
}
