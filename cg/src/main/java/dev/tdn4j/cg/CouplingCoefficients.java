package dev.tdn4j.cg;

import dev.tdn4j.tensor.Coupling;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Coupling coefficients C^{l1 l2 l3} of the real basis: the invariant tensor of a path, which makes
 * out_k = Σ_ij C_ijk x_i y_j equivariant, with Frobenius norm 1. The same numbers as e3nn's {@code wigner_3j}.
 *
 * <p>Sign: where l1+l2+l3 is even, a positive multiple of ∫ Y Y Y, so that C is symmetric under permutations of its axes
 * together with the degrees; where it is odd, antisymmetric with C^{111} = +ε/√6.
 *
 * <p>Every coefficient is the square root of a rational number. It is computed exactly and rounded once, so entries are
 * correctly rounded doubles, and zeros are zero.
 */
public final class CouplingCoefficients {

    private static final ConcurrentMap<CouplingPath, Coupling> KNOWN = new ConcurrentHashMap<>();

    private CouplingCoefficients() {}

    /**
     * The coefficients of one path. Computed once, then remembered; safe for any number of threads.
     *
     * @param path the degrees
     * @return C of sizes (2l1+1) × (2l2+1) × (2l3+1), its index along each axis l + m
     */
    public static Coupling of(CouplingPath path) {
        return KNOWN.computeIfAbsent(path, CouplingCoefficients::compute);
    }

    /**
     * The complex coefficients turned to the real basis, Y = U Y_complex with U of {@link #quarterTurns}:
     * C = (−i)^{l1+l2−l3} (2l3+1)^{−1/2} Σ U1* U2* U3 ⟨l1 m1 l2 m2 | l3 m3⟩. The terms (m1, m2, m3) and (−m1, −m2, −m3) are
     * complex conjugates, and no others feed the same real component, so each C is one root times a power of i, or 0.
     */
    private static Coupling compute(CouplingPath path) {
        Wigner3j symbols = new Wigner3j(path);
        List<int[]> components = new ArrayList<>();
        List<Double> values = new ArrayList<>();
        for (int m1 = 0; m1 <= path.l1(); m1++) {
            for (int m2 = m1 == 0 ? 0 : -path.l2(); m2 <= path.l2(); m2++) {
                SignedRoot root = symbols.clebschGordan(m1, m2);
                if (root.sign() != 0) {
                    spread(path, m1, m2, rounded(root, m1, m2), components, values);
                }
            }
        }
        return Coupling.of(
                2 * path.l1() + 1,
                2 * path.l2() + 1,
                2 * path.l3() + 1,
                components.stream().mapToInt(c -> path.l1() + c[0]).toArray(),
                components.stream().mapToInt(c -> path.l2() + c[1]).toArray(),
                components.stream().mapToInt(c -> path.l3() + c[2]).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray());
    }

    /** The common size of the real components: a factor 1/√2 for each order that is not 0, 2 for the conjugate pair. */
    private static double rounded(SignedRoot root, int m1, int m2) {
        boolean noneIsZero = m1 != 0 && m2 != 0 && m1 + m2 != 0;
        return (noneIsZero ? root.timesRoot(1, 2) : root).doubleValue();
    }

    /** Adds every real component with orders ±m1, ±m2, ±(m1+m2) to which the phases do not give an imaginary number. */
    private static void spread(
            CouplingPath path, int m1, int m2, double size, List<int[]> components, List<Double> values) {
        for (int a : signs(m1)) {
            for (int b : signs(m2)) {
                for (int c : signs(m1 + m2)) {
                    int turns = path.l3() - path.l1() - path.l2()
                            - quarterTurns(a, m1) - quarterTurns(b, m2) + quarterTurns(c, m1 + m2);
                    if (turns % 2 == 0) {
                        components.add(new int[] {a, b, c});
                        values.add(turns % 4 == 0 ? size : -size);
                    }
                }
            }
        }
    }

    private static int[] signs(int m) {
        return m == 0 ? new int[] {0} : new int[] {-m, m};
    }

    /**
     * The phase of U[real, complex] as a power of i. With the Condon–Shortley phase in the complex basis, the real
     * harmonic m &gt; 0 is (Y_{−m} + (−1)^m Y_m)/√2 and m &lt; 0 is i(Y_m − (−1)^m Y_{−m})/√2.
     */
    private static int quarterTurns(int real, int complex) {
        if (real >= 0) {
            return complex > 0 ? 2 * complex : 0;
        }
        return complex < 0 ? 1 : 3 + 2 * complex;
    }
}
