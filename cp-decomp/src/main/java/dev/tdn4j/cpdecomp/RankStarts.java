package dev.tdn4j.cpdecomp;

import dev.tdn4j.cpdecomp.invariant.InvariantSearch;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/** Where the trials of a {@link RankSearch} begin: at the best factors less some terms, at random, or at random with symmetries. */
final class RankStarts {

    private final Product product;
    private final Coupling target;
    private final RankGoal goal;
    /** For tensors that have symmetries. */
    private final Optional<InvariantSearch> invariant;

    RankStarts(Product product, RankGoal goal) {
        this.product = product;
        this.target = product.tensor();
        this.goal = goal;
        this.invariant = product instanceof CouplingSpec spec ? InvariantSearch.of(spec) : Optional.empty();
    }

    /**
     * Runs one trial. The first of a batch begins with the best factors; the others, and all where none are known, begin at
     * random. Orbits of terms come first where nothing is known, and in every other batch later.
     *
     * @param best the best factors, or null
     * @param batch the number of the batch
     * @param order the number within it
     */
    RankAttempt.End run(
            int rank, Factors best, int batch, int order, long seed, BooleanSupplier stop, DoubleConsumer listener) {
        if (order == 0 && best != null && best.rank() > rank) {
            return RankAttempt.from(product, target, goal, reduced(best, rank, batch, seed), stop, listener);
        }
        Optional<RankAttempt.End> symmetric = order == 0 || batch % 2 == 1 ? symmetric(rank, seed, stop) : Optional.empty();
        return symmetric.orElseGet(() -> RankAttempt.random(product, target, goal, rank, seed, stop, listener));
    }

    /** Nothing if the tensor has no symmetries, or no orbits of so few terms can be it. */
    private Optional<RankAttempt.End> symmetric(int rank, long seed, BooleanSupplier stop) {
        return invariant
                .flatMap(search -> search.start(rank, new SplittableRandom(seed), stop))
                .map(end -> new RankAttempt.End(
                        end.factors(), end.relativeError(), goal.of(product, end.factors(), end.relativeError()), stop.getAsBoolean()));
    }

    /** The factors without their smallest terms, or, in every other batch, without any of the smaller half. */
    private static Factors reduced(Factors factors, int rank, int batch, long seed) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, factors.rank()).boxed()
                .sorted(Comparator.comparingDouble(r -> Terms.norm(factors, r)))
                .toList());
        int drop = factors.rank() - rank;
        if (batch % 2 == 1) {
            order = order.subList(0, Math.max(drop, factors.rank() / 2));
            Collections.shuffle(order, new Random(seed));
        }
        return Terms.without(factors, order.subList(0, drop).stream().mapToInt(Integer::intValue).toArray());
    }
}
