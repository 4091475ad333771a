package dev.tdn4j.tdn.scaling;

import dev.tdn4j.cpdecomp.SpinMatrices;
import dev.tdn4j.kernels.products.Algorithm;
import dev.tdn4j.tensor.Coupling;
import dev.tdn4j.tensor.Degrees;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What the algorithms multiply, counted on the coupling itself: fused multiply-adds, and multiplications alone, of an edge
 * and channel. What is computed once for all channels is divided by their number; what is done once a node is a part of
 * its own, and in the whole divided by the node's neighbours. Adjoints take as many as the product but for the sums over
 * channels of the adjoint in a shared y.
 */
final class OperationCounts {

    private final Coupling m;
    private final double n;
    private final double channels;
    private final boolean shared;

    private OperationCounts(Coupling m, boolean shared) {
        this.m = m;
        this.n = m.size(0);
        this.channels = Workload.CHANNELS;
        this.shared = shared;
    }

    /**
     * Counts a subject's operations.
     *
     * @return by part; the whole alone but for CP once a node
     */
    static Map<Part, Double> of(Subject subject, Direction direction, int lmax) {
        if (subject.algorithm() == Algorithm.SPIN) {
            return new EnumMap<>(Map.of(Part.WHOLE, spin(subject.setting(), lmax)));
        }
        OperationCounts counts = new OperationCounts(subject.source().coupling(lmax), subject.setting() != Setting.OWN);
        if (subject.setting() != Setting.NEIGHBOURS) {
            return new EnumMap<>(Map.of(Part.WHOLE, counts.product(subject.algorithm(), direction)));
        }
        return subject.algorithm() == Algorithm.CP ? counts.cpOfNodes() : new EnumMap<>(Map.of(Part.WHOLE, counts.edge(subject.algorithm())));
    }

    private double product(Algorithm algorithm, Direction direction) {
        boolean pairs = !shared || direction == Direction.GRAD_Y;
        return switch (algorithm) {
            // e3nn's einsum a path: the products of all components of two degrees, then a dense matrix.
            case DENSE -> n * n + pathVolumes();
            case SPARSE -> pairs ? n * n + m.nonzeros() : m.nonzeros() * (1 + 1 / channels);
            case MATRIX -> n * n + m.nonzeros() / channels;
            // The adjoint in y takes all its components, as that of the matrix does.
            case EDGE_ALIGNED -> direction == Direction.GRAD_Y ? n * n + m.nonzeros() / channels : aligned();
            case GAUNT -> terms(gridPoints());
            case CP -> terms(rank());
            case SPIN -> throw new IllegalArgumentException("spin matrices have no coupling of a source");
        };
    }

    /** Rank-one terms one by one: Aᵀx, Bᵀy, their product, and C. */
    private double terms(double count) {
        return count * (2 * n + 1 + (shared ? n / channels : n));
    }

    /** Of Gauss–Legendre rings exact to degree 3L, as {@link Algorithm#GAUNT} has them. */
    private double gridPoints() {
        int degree = 3 * Degrees.lmax(m.size(0));
        return (degree / 2 + 1) * (degree + 1);
    }

    /** With a weight a channel. */
    private double edge(Algorithm algorithm) {
        return n + product(algorithm, Direction.FORWARD);
    }

    /** R multiply-adds of an edge, and R multiplications by its weight; Bᵀy once an edge, Aᵀx and C once a node. */
    private Map<Part, Double> cpOfNodes() {
        Map<Part, Double> parts = new EnumMap<>(Part.class);
        parts.put(Part.WHOLE, rank() * (2 + n / channels + 2 * n / ConvolutionWorkload.DEGREE));
        parts.put(Part.PROJECTION, n * rank());
        parts.put(Part.HARMONICS, n * rank() / channels);
        parts.put(Part.ACCUMULATION, 2 * rank());
        parts.put(Part.RECONSTRUCTION, n * rank());
        return parts;
    }

    private double rank() {
        return m.factors().orElseThrow().rank();
    }

    /** Σ (2l₁+1)(2l₂+1)(2l₃+1) over the paths. */
    private double pathVolumes() {
        TreeSet<Integer> paths = new TreeSet<>();
        int base = Degrees.lmax(m.size(0)) + 1;
        for (int t = 0; t < m.nonzeros(); t++) {
            paths.add((Degrees.degree(m.i(t)) * base + Degrees.degree(m.j(t))) * base + Degrees.degree(m.k(t)));
        }
        return paths.stream()
                .mapToDouble(p -> (2.0 * (p / base / base) + 1) * (2 * (p / base % base) + 1) * (2 * (p % base) + 1))
                .sum();
    }

    /** Two rotations, and the entries of a matrix that couples only orders ±m, and with even paths only m: arXiv 2302.03655. */
    private double aligned() {
        double rotation = 0;
        for (int l = 0; l <= Degrees.lmax(m.size(0)); l++) {
            rotation += (2.0 * l + 1) * (2 * l + 1);
        }
        TreeSet<Integer> entries = new TreeSet<>();
        for (int t = 0; t < m.nonzeros(); t++) {
            if (Degrees.order(m.j(t)) == 0) {
                entries.add(m.i(t) * m.size(2) + m.k(t));
            }
        }
        return 2 * rotation + entries.size();
    }

    /** Into matrices and back by their non-zeros, and the product of two matrices. */
    private static double spin(Setting setting, int lmax) {
        double d = lmax + 1.0;
        double change = Arrays.stream(SpinMatrices.matrices(lmax)).flatMapToDouble(Arrays::stream).filter(v -> v != 0).count();
        return switch (setting) {
            case SHARED -> d * d * d + change * (2 + 1.0 / Workload.CHANNELS);
            case OWN -> d * d * d + 3 * change;
            case NEIGHBOURS -> d * d * d + d * d + change * (2.0 / ConvolutionWorkload.DEGREE + 1.0 / Workload.CHANNELS);
        };
    }
}
