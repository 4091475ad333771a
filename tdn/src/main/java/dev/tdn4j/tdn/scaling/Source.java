package dev.tdn4j.tdn.scaling;

import dev.tdn4j.cg.CouplingTensor;
import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.cpdecomp.RankSchedule;
import dev.tdn4j.cpdecomp.SpinMatrices;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import dev.tdn4j.tensor.Factors;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/** Where a coupling and its CP factors come from. */
public enum Source {

    /** All paths; exact factors by quadrature. */
    ALL("all paths") {
        @Override
        Coupling make(int lmax) {
            return Quadrature.all(lmax).coupling();
        }
    },

    /** The even paths; exact factors by quadrature. */
    EVEN("even paths") {
        @Override
        Coupling make(int lmax) {
            return Quadrature.even(lmax).coupling();
        }
    },

    /** The even paths weighted as Gaunt's integrals are. */
    GAUNT("Gaunt") {
        @Override
        Coupling make(int lmax) {
            return CouplingSpec.gaunt(lmax).tensor();
        }
    },

    /** All paths; exact factors by multiplication of spin matrices, up to the degree to which quadrature needs more. */
    MATRICES("factors of matrices") {
        @Override
        Coupling make(int lmax) {
            if (lmax > FEWER_BY_MATRICES) {
                throw new IllegalArgumentException("quadrature needs fewer factors");
            }
            return SpinMatrices.all(lmax).coupling();
        }
    },

    /** All paths at the paper's rank 7L². The factors are random numbers: what they are changes no time. */
    PAPER("rank 7L²") {
        @Override
        Coupling make(int lmax) {
            return CouplingTensor.all(lmax).with(random(Degrees.components(lmax), RankSchedule.QUADRATIC.rank(lmax)));
        }
    };

    /** README, “Exact factors”: 184 against 226 at L = 5, 485 against 330 at L = 6. */
    private static final int FEWER_BY_MATRICES = 5;

    private final String title;
    private final Map<Integer, Coupling> made = new ConcurrentHashMap<>();

    Source(String title) {
        this.title = title;
    }

    /**
     * The source in words.
     *
     * @return a few words
     */
    public String title() {
        return title;
    }

    /**
     * Whether this has the even paths alone.
     *
     * @return whether no path is odd
     */
    public boolean isEven() {
        return this == EVEN || this == GAUNT;
    }

    /**
     * The coupling with its factors, made once.
     *
     * @throws IllegalArgumentException if this has none at that degree; the message says why
     */
    Coupling coupling(int lmax) {
        return made.computeIfAbsent(lmax, this::make);
    }

    abstract Coupling make(int lmax);

    private static Factors random(int n, int rank) {
        SplittableRandom random = new SplittableRandom(rank);
        double[][] matrices = new double[3][n * rank];
        for (double[] matrix : matrices) {
            for (int t = 0; t < matrix.length; t++) {
                matrix[t] = random.nextDouble(-1, 1);
            }
        }
        return new Factors(rank, matrices[0], matrices[1], matrices[2]);
    }
}
