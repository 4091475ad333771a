package dev.tdn4j.cpdecomp;

import dev.tdn4j.tensor.Factors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The least ranks found for one product at several tolerances. It begins with the {@link ClosedForm}; every search may
 * lower the rank of any tolerance, since all factors that it sees are counted.
 */
public final class RankProfile {

    /**
     * What is known of one tolerance.
     *
     * @param product which tensor
     * @param tolerance the largest relative error allowed
     * @param leastRank no factors within the tolerance have a smaller rank, by the singular values of the unfoldings
     * @param rank the least rank found
     * @param relativeError ‖M̂ − M‖_F / ‖M‖_F of its factors
     * @param largestEntry the largest |entry| of its factors, the columns of every term scaled to one length
     * @param method the name of their method
     * @param searched whether a search for this tolerance ran to its end; less is not excluded even then
     */
    public record Row(
            Product product,
            double tolerance,
            int leastRank,
            int rank,
            double relativeError,
            double largestEntry,
            String method,
            boolean searched) {}

    private final Product product;
    private final SortedMap<Double, Row> rows = new TreeMap<>();
    private final Map<Double, Integer> leastRanks = new HashMap<>();

    /**
     * A profile that holds the closed form, before any search.
     *
     * @param product which tensor
     * @param tolerances the largest relative errors allowed, each at least 1e-13 and below 1
     * @throws IllegalArgumentException if there is no tolerance, or one is out of range
     */
    public RankProfile(Product product, List<Double> tolerances) {
        if (tolerances.isEmpty()) {
            throw new IllegalArgumentException("a rank profile needs a tolerance");
        }
        this.product = product;
        for (double tolerance : tolerances) {
            rows.put(tolerance, null);
            leastRanks.put(tolerance, RankGoal.relativeError(tolerance).leastRank(product));
        }
        offer(ClosedForm.of(product));
    }

    /**
     * Searches the least rank for one tolerance.
     *
     * @param tolerance one of those of this profile
     * @param cache where the factors that are found are kept, so that the next search begins from them
     * @param seed where the random starts come from
     * @param stop asked every few steps; true ends the search with what it has
     * @param listener called every few steps
     * @return the factors found
     * @throws IllegalArgumentException if the profile does not have the tolerance
     */
    public Decomposition search(
            double tolerance, FactorCache cache, long seed, BooleanSupplier stop, Consumer<RankSearchProgress> listener) {
        if (!rows.containsKey(tolerance)) {
            throw new IllegalArgumentException("this profile has the tolerances " + rows.keySet() + ", not " + tolerance);
        }
        List<Decomposition> known = new ArrayList<>(cache.known(product));
        known.add(ClosedForm.of(product));
        try {
            RankSearch.Result result = RankSearch.smallest(
                    product, RankGoal.relativeError(tolerance), seed, SearchBudget.until(stop), known, listener);
            cache.keep(result.found());
            offer(result.found());
            if (result.complete()) {
                rows.computeIfPresent(tolerance, (_, row) -> searched(row));
            }
            return result.found();
        } catch (ToleranceNotReached e) {
            throw new IllegalStateException("the closed form of " + product.name() + " is not exact", e);
        }
    }

    /**
     * What is known now.
     *
     * @return a row a tolerance, from the least tolerance to the largest
     */
    public List<Row> rows() {
        return List.copyOf(rows.values());
    }

    /** Counts factors for every tolerance that they are within. */
    private void offer(Decomposition found) {
        rows.replaceAll((tolerance, row) -> {
            boolean better = found.relativeError() <= tolerance && (row == null || found.rank() < row.rank());
            return better ? row(tolerance, found, row != null && row.searched()) : row;
        });
    }

    private Row row(double tolerance, Decomposition found, boolean searched) {
        return new Row(
                product,
                tolerance,
                leastRanks.get(tolerance),
                found.rank(),
                found.relativeError(),
                largestEntry(found.factors()),
                found.method(),
                searched);
    }

    private static Row searched(Row row) {
        return new Row(
                row.product(),
                row.tolerance(),
                row.leastRank(),
                row.rank(),
                row.relativeError(),
                row.largestEntry(),
                row.method(),
                true);
    }

    private static double largestEntry(Factors factors) {
        double largest = 0;
        for (int r = 0; r < factors.rank(); r++) {
            double product = 1;
            double share = 0;
            for (int axis = 0; axis < 3; axis++) {
                double squared = 0;
                double entry = 0;
                for (int row = 0; row < factors.size(axis); row++) {
                    double value = factors.get(axis, row, r);
                    squared += value * value;
                    entry = Math.max(entry, Math.abs(value));
                }
                double length = Math.sqrt(squared);
                product *= length;
                share = Math.max(share, length == 0 ? 0 : entry / length);
            }
            largest = Math.max(largest, share * Math.cbrt(product));
        }
        return largest;
    }
}
