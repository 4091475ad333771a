package dev.tdn4j.properties;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.RandomRotation;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.cpdecomp.SpinMatrices;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.properties.SmallNetwork.Result;
import dev.tdn4j.tdn.data.Structure;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The whole potential on the tensor that exact factors define, rounding errors of the factors included: its energy does
 * not change under 1000 random rotations.
 */
class ExactNetworkTest {

    private static final int ROTATIONS = 1000;
    private static final int ATOMS = 4;

    private static Decomposition factors(String method, int lmax) {
        return switch (method) {
            case "als" -> new FactorCache(Path.of("target", "factors")).exact(lmax, _ -> {});
            case "quadrature" -> Quadrature.all(lmax);
            case "even" -> Quadrature.even(lmax);
            default -> SpinMatrices.all(lmax);
        };
    }

    @ParameterizedTest
    @CsvSource({
        "als, 1", "als, 2", "als, 3",
        "quadrature, 1", "quadrature, 2", "quadrature, 3", "quadrature, 4",
        "matrix, 1", "matrix, 2", "matrix, 3", "matrix, 4",
        "even, 1", "even, 2", "even, 3", "even, 4"
    })
    void energyIsInvariantInDouble(String method, int lmax) {
        turn(method, lmax, new ScalarExecutor(), ROTATIONS, Tolerances.ENERGY);
    }

    @ParameterizedTest
    @CsvSource({"quadrature, 1", "quadrature, 2", "quadrature, 3", "quadrature, 4", "matrix, 2", "matrix, 4", "even, 3"})
    void energyIsInvariantInFloatToItsRounding(String method, int lmax) {
        turn(method, lmax, new VectorExecutor(), ROTATIONS, Tolerances.FLOAT_ENERGY);
    }

    private static void turn(String method, int lmax, Executor executor, int rotations, double tolerance) {
        Decomposition exact = factors(method, lmax);
        assertTrue(exact.relativeError() <= 1e-12, "relative error " + exact.relativeError());
        SmallNetwork network = SmallNetwork.ofEnergies(lmax, method.equals("even"), exact.factors().toCoupling(), executor);
        Structure molecule = Molecule.random(ATOMS, lmax);
        Result result = network.evaluate(molecule);
        SplittableRandom random = new SplittableRandom(lmax);
        double worst = 0;
        for (int t = 0; t < rotations; t++) {
            Result turned = network.evaluate(Molecule.turned(molecule, RandomRotation.next(random)));
            worst = Math.max(worst, Math.abs(turned.energy() - result.energy()));
        }
        System.out.printf("%s, L = %d, rank %d, %s: energy changes by at most %.1e of its scale in %d rotations%n",
                method, lmax, exact.rank(), executor.name(), worst / result.scale(), rotations);
        assertEquals(0, worst, tolerance * result.scale());
    }
}
