package dev.tdn4j.bench;

import dev.tdn4j.cpdecomp.Als;
import dev.tdn4j.cpdecomp.AlsOptions;
import dev.tdn4j.cpdecomp.AlsProgress;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.kernels.machine.Ceilings;
import dev.tdn4j.tdn.scaling.Spread;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * What a sweep of alternating least squares costs: its processor time at many sizes, and the fit seconds ≈ a·nnz·R + b·nR² +
 * c·R³ + d. The terms are the products with the non-zeros, those with R×R matrices, the Cholesky factorisations, and what a
 * sweep costs whatever its size. Terms whose coefficient would be negative are left out.
 */
public final class SweepCost {

    /** Ranks in terms of n; far enough below the exact ones that the residual is never formed densely. */
    private static final double[] RANKS = {0.5, 1, 1.5, 2.5, 4, 5};

    private static final double MOST_OF_EXACT = 0.8;
    private static final int FIRST_SWEEP = 100;
    private static final int LAST_SWEEP = 290;

    private static final int TERMS = 4;

    /** One size: the numbers of operations of every term, and the time of a sweep. */
    private record Sample(int lmax, int rank, double[] operations, double seconds) {

        Map<String, String> parameters() {
            return new TreeMap<>(Map.of("lmax", Integer.toString(lmax), "rank", Integer.toString(rank))); // in an order that stays
        }
    }

    /** Ends a decomposition from inside its listener. */
    private static final class Enough extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /** The processor time between two of the sweeps that every start makes. */
    private static final class Stopwatch implements Consumer<AlsProgress> {

        private double begin;
        private double perSweep;

        @Override
        public void accept(AlsProgress progress) {
            double now = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / 1e9;
            if (progress.step() == FIRST_SWEEP) {
                begin = now;
            } else if (progress.step() == LAST_SWEEP) {
                perSweep = (now - begin) / (LAST_SWEEP - FIRST_SWEEP);
                throw new Enough();
            }
        }
    }

    private SweepCost() {}

    /**
     * Measures, fits and prints.
     *
     * @param arguments the file of the report, and the largest degree L if it is not 6
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 0 || !arguments[0].endsWith(".json")) {
            System.err.println("usage: SweepCost REPORT.json [L]");
            System.exit(2);
        }
        int largest = arguments.length == 1 ? 6 : Integer.parseInt(arguments[1]);
        for (int rank : new int[] {5, 16, 60}) {
            measure(4, rank); // compiled before anything counts
        }
        List<Sample> samples = new ArrayList<>();
        for (int lmax = 1; lmax <= largest; lmax++) {
            int n = Degrees.components(lmax);
            for (double share : RANKS) {
                int rank = (int) Math.round(share * n);
                if (rank <= MOST_OF_EXACT * n * n * n / (3 * n - 2)) {
                    samples.add(measure(lmax, rank));
                }
            }
        }
        report(samples, fit(samples));
        BenchReport report = new BenchReport(Ceilings.measure());
        samples.forEach(sample -> report.add(BenchRow.time("SweepCost", sample.parameters(), Spread.of(1e3 * sample.seconds()), "ms/sweep")));
        report.write(Path.of(arguments[0]));
    }

    private static Sample measure(int lmax, int rank) {
        Coupling target = CouplingSpec.all(lmax).tensor();
        Stopwatch stopwatch = new Stopwatch();
        try {
            Als.decompose(target, new AlsOptions(rank, 0, 0, 0, 1), stopwatch);
        } catch (Enough e) {
            double n = Degrees.components(lmax);
            double r = rank;
            double[] operations = {target.nonzeros() * r, n * r * r, r * r * r, 1};
            return new Sample(lmax, rank, operations, stopwatch.perSweep);
        }
        throw new IllegalStateException("a start made fewer than " + LAST_SWEEP + " sweeps");
    }

    /** Least squares of the relative deviations, over the terms whose coefficients are positive. */
    private static double[] fit(List<Sample> samples) {
        List<Integer> terms = new ArrayList<>(IntStream.range(0, TERMS).boxed().toList());
        while (true) {
            double[] found = fit(samples, terms);
            int least = IntStream.range(0, found.length).boxed().min(Comparator.comparingDouble(t -> found[t])).orElseThrow();
            if (found[least] >= 0) {
                double[] coefficients = new double[TERMS];
                for (int t = 0; t < found.length; t++) {
                    coefficients[terms.get(t)] = found[t];
                }
                return coefficients;
            }
            terms.remove(least);
        }
    }

    private static double[] fit(List<Sample> samples, List<Integer> terms) {
        DMatrixRMaj left = new DMatrixRMaj(samples.size(), terms.size());
        DMatrixRMaj right = new DMatrixRMaj(samples.size(), 1);
        for (int row = 0; row < samples.size(); row++) {
            Sample sample = samples.get(row);
            for (int column = 0; column < terms.size(); column++) {
                left.set(row, column, sample.operations()[terms.get(column)] / sample.seconds());
            }
            right.set(row, 0, 1);
        }
        DMatrixRMaj coefficients = new DMatrixRMaj(terms.size(), 1);
        CommonOps_DDRM.solve(left, right, coefficients);
        return coefficients.data;
    }

    private static void report(List<Sample> samples, double[] coefficients) {
        System.out.println("| L | R | sweep, ms | fitted, ms |\n|---|---|---|---|");
        double squared = 0;
        for (Sample sample : samples) {
            double fitted = 0;
            for (int term = 0; term < TERMS; term++) {
                fitted += coefficients[term] * sample.operations()[term];
            }
            squared += Math.pow(fitted / sample.seconds() - 1, 2);
            System.out.printf("| %d | %d | %.3f | %.3f |%n", sample.lmax(), sample.rank(), 1e3 * sample.seconds(), 1e3 * fitted);
        }
        double[] ns = Arrays.stream(coefficients).map(c -> 1e9 * c).toArray();
        System.out.printf(
                "%na sweep takes %.2f ns nnz R + %.2f ns n R² + %.2f ns R³ + %.0f µs; relative deviation %.0f %% (root of the mean square)%n",
                ns[0], ns[1], ns[2], ns[3] / 1000, 100 * Math.sqrt(squared / samples.size()));
    }
}
