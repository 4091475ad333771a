package dev.tdn4j.cg;

import dev.tdn4j.tensor.Coupling;
import java.util.stream.IntStream;

/**
 * Integrals of three real spherical harmonics over the unit sphere, with the harmonics orthonormal there:
 * G_ijk = ∫ Y_{l1 i} Y_{l2 j} Y_{l3 k} dΩ. They are the coupling coefficients times one number a path, 0 on odd paths.
 */
public final class GauntIntegrals {

    private GauntIntegrals() {}

    /**
     * The ratio of the integrals to the coupling coefficients, G = g C, in closed form:
     * g = √((2l1+1)(2l2+1)(2l3+1)/4π) |(l1 l2 l3; 0 0 0)|.
     *
     * @param path the degrees
     * @return the Frobenius norm of G: positive on even paths, 0 on odd ones
     */
    public static double norm(CouplingPath path) {
        long dimensions = (2L * path.l1() + 1) * (2L * path.l2() + 1) * (2L * path.l3() + 1);
        double symbol = new Wigner3j(path).clebschGordan(0, 0).timesRoot(dimensions, 1).doubleValue();
        return Math.abs(symbol) / Math.sqrt(4 * Math.PI);
    }

    /**
     * The integrals of one path.
     *
     * @param path the degrees
     * @return G of sizes (2l1+1) × (2l2+1) × (2l3+1), its index along each axis l + m; without entries on odd paths
     */
    public static Coupling of(CouplingPath path) {
        double norm = norm(path);
        Coupling c = CouplingCoefficients.of(path);
        int[] t = IntStream.range(0, c.nonzeros()).toArray();
        return Coupling.of(
                c.size(0),
                c.size(1),
                c.size(2),
                IntStream.of(t).map(c::i).toArray(),
                IntStream.of(t).map(c::j).toArray(),
                IntStream.of(t).map(c::k).toArray(),
                IntStream.of(t).mapToDouble(s -> norm * c.value(s)).toArray());
    }
}
