package dev.tdn4j.tdn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import org.junit.jupiter.api.Test;

class ErrorsTest {

    private static final double ROUNDING = 1e-9;

    private final Structure dimer = Structure.of(new int[] {1, 1}, new double[] {0, 0, 0, 0, 0, 1})
            .withEnergy(-1)
            .withForces(new double[] {0, 0, 1, 0, 0, -1});
    private final Structure trimer = Structure.of(new int[] {1, 1, 1}, new double[] {0, 0, 0, 0, 0, 1, 0, 1, 0})
            .withEnergy(-2)
            .withForces(new double[9])
            .withFixed(new boolean[] {false, false, true});

    /** ΔE/N = 0.002 and −0.004 eV; ΔF = 0.3 once among 6, 0.6 and (on the fixed atom) −0.9 among 9. */
    private Errors errors(boolean countFixed) {
        Errors errors = new Errors(countFixed);
        errors.add(dimer, new Evaluation(-1 + 0.004, new double[] {0, 0.3, 1, 0, 0, -1}));
        errors.add(trimer, new Evaluation(-2 - 0.012, new double[] {0.6, 0, 0, 0, 0, 0, 0, 0, -0.9}));
        return errors;
    }

    @Test
    void definitionsOnAnExampleByHand() {
        Errors errors = errors(false);
        assertEquals(3, errors.energyMae(), ROUNDING);
        assertEquals(1000 * Math.sqrt((0.002 * 0.002 + 0.004 * 0.004) / 2), errors.energyRmse(), ROUNDING);
        assertEquals(1000 * 0.9 / 12, errors.forceMae(), ROUNDING);
        assertEquals(1000 * Math.sqrt((0.09 + 0.36) / 12), errors.forceRmse(), ROUNDING);
    }

    @Test
    void fixedAtomsCountWhenAskedFor() {
        assertEquals(1000 * 1.8 / 15, errors(true).forceMae(), ROUNDING);
        assertEquals(1000 * Math.sqrt((0.09 + 0.36 + 0.81) / 15), errors(true).forceRmse(), ROUNDING);
    }

    @Test
    void missingLabelsAreLeftOut() {
        Errors errors = new Errors(false);
        errors.add(dimer.withoutLabels().withEnergy(-1), new Evaluation(-1.002, new double[6]));
        assertEquals(1, errors.energyMae(), ROUNDING);
        assertTrue(Double.isNaN(errors.forceRmse()));
    }
}
