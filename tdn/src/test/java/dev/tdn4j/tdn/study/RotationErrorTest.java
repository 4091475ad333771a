package dev.tdn4j.tdn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.md.Potential;
import dev.tdn4j.tdn.train.Ethanol;
import java.util.List;
import org.junit.jupiter.api.Test;

class RotationErrorTest {

    /** Springs to the origin: equivariant; a field along z beside them: not. */
    private static Potential springs(double field) {
        return structure -> {
            double[] positions = structure.positions();
            double energy = 0;
            double[] forces = new double[positions.length];
            for (int c = 0; c < positions.length; c++) {
                energy += positions[c] * positions[c] / 2 - (c % 3 == 2 ? field * positions[c] : 0);
                forces[c] = -positions[c] + (c % 3 == 2 ? field : 0);
            }
            return new Evaluation(energy, forces);
        };
    }

    @Test
    void whatTurnsWithTheMoleculeHasNone() {
        RotationError error = RotationError.of(springs(0), Ethanol.frames(3), 20, 1, _ -> {});
        assertEquals(0, error.force(), 1e-14);
        assertEquals(0, error.energy(), 1e-13);
    }

    /** F(Rx) − R F(x) = f (ẑ − Rẑ) an atom, of mean square 2f²: over two thousand rotations within 3 %. */
    @Test
    void aFieldIsSeenAsLargeAsItIs() {
        double field = 0.3;
        List<Structure> one = Ethanol.frames(1);
        RotationError error = RotationError.of(springs(field), one, 2000, 1, _ -> {});
        double square = 0;
        for (double force : springs(field).evaluate(one.getFirst()).forces()) {
            square += force * force;
        }
        double expected = Math.sqrt(2 * field * field * one.getFirst().size() / square);
        assertEquals(expected, error.force(), 0.03 * expected);
    }

    @Test
    void nothingToTurnIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> RotationError.of(springs(0), List.of(), 1, 1, _ -> {}));
    }
}
