package dev.tdn4j.cpdecomp;

import dev.tdn4j.cg.CouplingPath;

/** The names under which the cache keeps factors: one line of text with everything that determines them. */
final class FactorKey {

    private FactorKey() {}

    /** Of factors that {@link Decomposition#compute} makes. */
    static String of(CouplingSpec spec, AlsOptions options) {
        return Decomposition.ALS + " version " + Als.VERSION
                + " lmax " + spec.lmax()
                + " rank " + options.rank()
                + " seed " + options.seed()
                + " target " + options.targetError()
                + " acceptable " + options.acceptableError()
                + " starts " + options.starts()
                + paths(spec);
    }

    /** Of the best factors of a rank that any search found. */
    static String best(CouplingSpec spec, int rank) {
        return "best lmax " + spec.lmax() + " rank " + rank + paths(spec);
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
    static String fileName(CouplingSpec spec, AlsOptions options) {
        return "L" + spec.lmax() + "-R" + options.rank() + "-" + FactorFile.hash(of(spec, options)).substring(0, 16) + ".factors";
    }

    /** The name of the file of the best factors of a rank. */
    static String bestFileName(CouplingSpec spec, int rank) {
        return "L" + spec.lmax() + "-R" + rank + bestSuffix(spec);
    }

    /** How the names of all files of best factors of a tensor end. */
    static String bestSuffix(CouplingSpec spec) {
        return "-best-" + FactorFile.hash("lmax " + spec.lmax() + paths(spec)).substring(0, 16) + ".factors";
    }
}
