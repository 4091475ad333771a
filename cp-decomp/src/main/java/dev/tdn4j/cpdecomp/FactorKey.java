package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Coupling;

/** The names under which the cache keeps factors: one line of text with everything that determines them. */
final class FactorKey {

    private FactorKey() {}

    /** Of factors that {@link Decomposition#compute} makes. */
    static String of(Product product, AlsOptions options) {
        return Decomposition.ALS + " version " + Als.VERSION
                + kind(product)
                + " rank " + options.rank()
                + " seed " + options.seed()
                + " target " + options.targetError()
                + " acceptable " + options.acceptableError()
                + " starts " + options.starts()
                + entries(product);
    }

    /** Of the best factors of a rank that any search found. */
    static String best(Product product, int rank) {
        return "best" + kind(product) + " rank " + rank + entries(product);
    }

    private static String kind(Product product) {
        return product instanceof CouplingSpec spec ? " lmax " + spec.lmax() : " product " + product.name();
    }

    private static String entries(Product product) {
        return product instanceof CouplingSpec spec ? paths(spec) : " values " + values(product.tensor());
    }

    /** Sizes and entries, so that tensors of one name differ. */
    private static String values(Coupling m) {
        StringBuilder text = new StringBuilder();
        for (int axis = 0; axis < 3; axis++) {
            text.append(m.size(axis)).append(' ');
        }
        for (int t = 0; t < m.nonzeros(); t++) {
            text.append(m.i(t)).append(' ').append(m.j(t)).append(' ').append(m.k(t)).append(' ');
            text.append(Double.toHexString(m.value(t))).append(' ');
        }
        return FactorFile.hash(text.toString());
    }

    private static String paths(CouplingSpec spec) {
        StringBuilder text = new StringBuilder(" paths");
        for (int p = 0; p < spec.paths().size(); p++) {
            CouplingPath path = spec.paths().get(p);
            text.append(' ').append(path.l1()).append(',').append(path.l2()).append(',').append(path.l3());
            text.append(':').append(spec.weights().get(p));
        }
        return text.toString();
    }

    /** The file's name: readable, and distinct for distinct keys. */
    static String fileName(Product product, AlsOptions options) {
        return product.name() + "-R" + options.rank() + "-" + FactorFile.hash(of(product, options)).substring(0, 16) + ".factors";
    }

    /** The name of the file of the best factors of a rank. */
    static String bestFileName(Product product, int rank) {
        return product.name() + "-R" + rank + bestSuffix(product);
    }

    /** How the names of all files of best factors of a tensor end. */
    static String bestSuffix(Product product) {
        return "-best-" + FactorFile.hash(kind(product) + entries(product)).substring(0, 16) + ".factors";
    }
}
