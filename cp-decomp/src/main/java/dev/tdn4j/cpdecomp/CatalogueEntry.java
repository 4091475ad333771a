package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import java.util.Locale;

/**
 * What the catalogue says of one decomposition without loading it.
 *
 * @param lmax the largest degree L
 * @param paths which paths
 * @param unitWeights whether every path has weight 1
 * @param rank R
 * @param relativeError ‖M̂ − M_w‖_F / ‖M_w‖_F
 * @param method the name of the method
 * @param file the name of the resource
 */
public record CatalogueEntry(
        int lmax, PathSet paths, boolean unitWeights, int rank, double relativeError, String method, String file) {

    /** At this error and below the factors are exact but for rounding. */
    public static final double EXACT = 1e-12;

    /** Sets of paths that have a name. */
    public enum PathSet {
        /** All admissible paths. */
        ALL,
        /** Those with l1+l2+l3 even. */
        EVEN,
        /** Others. */
        OTHER;

        /**
         * The set that a coupling has.
         *
         * @param spec which tensor
         * @return the set of its paths
         */
        public static PathSet of(CouplingSpec spec) {
            if (spec.paths().equals(CouplingPath.all(spec.lmax()))) {
                return ALL;
            }
            return spec.paths().equals(CouplingPath.even(spec.lmax())) ? EVEN : OTHER;
        }
    }

    /** The entry of a decomposition. */
    static CatalogueEntry of(Decomposition d) {
        boolean unit = d.spec().weights().stream().allMatch(w -> w == 1);
        PathSet paths = PathSet.of(d.spec());
        String name = "L%d-%s-%sR%d.factors".formatted(
                d.lmax(), paths.name().toLowerCase(Locale.ROOT), unit ? "" : d.method() + "-", d.rank());
        return new CatalogueEntry(d.lmax(), paths, unit, d.rank(), d.relativeError(), d.method(), name);
    }

    /**
     * Whether the factors are exact but for rounding.
     *
     * @return whether the relative error is at most {@link #EXACT}
     */
    public boolean isExact() {
        return relativeError <= EXACT;
    }

    /**
     * Whether an entry need not be kept for the sake of a tolerance because of this one: of the same method, this needs
     * fewer terms; of a method that repeats itself without any chance, it needs no more than a search with free weights.
     */
    boolean replaces(CatalogueEntry other, double tolerance) {
        boolean alike = lmax == other.lmax && paths == other.paths && unitWeights == other.unitWeights;
        boolean fewer = method.equals(other.method) ? rank < other.rank : other.method.equals(Decomposition.ALS) && rank <= other.rank;
        return alike && fewer && relativeError <= tolerance;
    }

    /** One line of the index. */
    String line() {
        return String.join("\t",
                String.valueOf(lmax), paths.name(), String.valueOf(unitWeights), String.valueOf(rank),
                String.valueOf(relativeError), method, file);
    }

    /** The entry of a line of the index. */
    static CatalogueEntry parse(String line) {
        String[] words = line.split("\t", -1);
        return new CatalogueEntry(
                Integer.parseInt(words[0]), PathSet.valueOf(words[1]), Boolean.parseBoolean(words[2]), Integer.parseInt(words[3]),
                Double.parseDouble(words[4]), words[5], words[6]);
    }
}
