package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Fewer terms for the same tensor: removes terms, the smallest first but in an order shuffled by chance, and descends with
 * the rest; what comes back below the tolerance is kept. Terms are removed many at a time while that goes well, one at a
 * time where it no longer does, until several removals in a row have failed.
 */
final class Compression {

    private static final double RIDGE = 5e-3;
    /** Standard deviation of the logarithms that a term's size is multiplied by for the order of removal. */
    private static final double SHUFFLE = 0.5;

    private final RankProblem problem;
    private final Function<Factors, CpFit> fitter;
    private final RidgeDescent descent;
    private final double tolerance;
    private final int failures;
    private final SplittableRandom random;

    /**
     * A compression.
     *
     * @param fitter what to fit: the problem's own tensor, or one with the path weights held fixed
     */
    Compression(
            RankProblem problem,
            Function<Factors, CpFit> fitter,
            RidgeDescent descent,
            double tolerance,
            int failures,
            SplittableRandom random) {
        this.problem = problem;
        this.fitter = fitter;
        this.descent = descent;
        this.tolerance = tolerance;
        this.failures = failures;
        this.random = random;
    }

    /**
     * Compresses.
     *
     * @param start factors within the tolerance
     * @param attempts called with the factors that every removal ended with, within the tolerance or not
     * @return factors within the tolerance, of the same rank or a smaller one
     */
    Factors run(Factors start, Consumer<Factors> attempts) {
        Factors kept = start;
        int failed = 0;
        int batch = Math.max(1, start.rank() / 16);
        while (failed < failures && kept.rank() > 1) {
            int removed = Math.min(batch, kept.rank() - 1);
            CpFit fit = fitter.apply(without(kept, removed));
            boolean within = descent.run(fit, RIDGE, tolerance);
            Factors found = fit.factors();
            attempts.accept(found);
            if (within && problem.relativeError(found) <= tolerance) {
                kept = found;
                failed = 0;
            } else {
                failed += batch == 1 ? 1 : 0;
                batch = Math.max(1, batch / 2);
            }
        }
        return kept;
    }

    /** The factors without some of their smaller terms. */
    private Factors without(Factors factors, int removed) {
        double[] size = new double[factors.rank()];
        for (int r = 0; r < size.length; r++) {
            size[r] = Terms.norm(factors, r) * Math.exp(SHUFFLE * random.nextGaussian());
        }
        int[] smallest = IntStream.range(0, size.length)
                .boxed()
                .sorted(Comparator.comparingDouble(r -> size[r]))
                .limit(removed)
                .mapToInt(Integer::intValue)
                .toArray();
        return Terms.without(factors, smallest);
    }
}
