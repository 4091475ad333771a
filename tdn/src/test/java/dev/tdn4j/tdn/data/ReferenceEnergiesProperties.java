package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ReferenceEnergiesProperties {

    private static final int[] ELEMENTS = {1, 6, 8};

    /** A vector solves a least-squares problem exactly if the residual is orthogonal to every column. */
    @Property
    void residualsAreOrthogonalToCompositions(@ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int frames) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Structure> structures = new ArrayList<>();
        for (int f = 0; f < frames; f++) {
            int[] counts = {random.nextInt(1, 5), random.nextInt(0, 4), random.nextInt(0, 3)};
            if (counts[0] + counts[1] + counts[2] > 1) {
                structures.add(molecule(counts).withEnergy(-1000 + random.nextGaussian()));
            }
        }
        if (structures.isEmpty()) {
            return;
        }
        ReferenceEnergies energies = ReferenceEnergies.of(structures);
        double[] gradient = new double[3];
        double scale = 0;
        for (Structure s : structures) {
            double residual = s.energy().getAsDouble() - energies.total(s);
            for (int i = 0; i < s.size(); i++) {
                for (int e = 0; e < 3; e++) {
                    gradient[e] += s.number(i) == ELEMENTS[e] ? residual : 0;
                }
            }
            scale += s.size() * 1000.0;
        }
        for (double g : gradient) {
            assertEquals(0, g, 1e-12 * scale); // sums of numbers up to 1000·atoms, rounded at 1e-16, condition below 1e4
        }
    }

    @Test
    void independentCompositionsAreSolvedExactly() {
        ReferenceEnergies energies = ReferenceEnergies.of(List.of(
                molecule(4, 1, 0).withEnergy(-4 * 13 - 1000),
                molecule(2, 0, 1).withEnergy(-2 * 13 - 2000),
                molecule(2, 1, 1).withEnergy(-2 * 13 - 3000),
                molecule(2, 1, 1)));
        assertEquals(-13, energies.energy(1), 1e-9);
        assertEquals(-1000, energies.energy(6), 1e-9);
        assertEquals(-2000, energies.energy(8), 1e-9);
        assertEquals(-3026, energies.total(molecule(2, 1, 1)), 1e-9);
        assertThrows(DataException.class, () -> energies.energy(7));
    }

    /** With one composition c and mean energy E the solution of least norm is E·c/|c|². */
    @Test
    void oneCompositionGivesTheLeastNorm() {
        ReferenceEnergies energies = ReferenceEnergies.of(
                List.of(molecule(6, 2, 1).withEnergy(-300), molecule(6, 2, 1).withEnergy(-320)));
        assertEquals(-310.0 * 6 / 41, energies.energy(1), 1e-10);
        assertEquals(-310.0 * 2 / 41, energies.energy(6), 1e-10);
        assertEquals(-310.0 * 1 / 41, energies.energy(8), 1e-10);
    }

    @Test
    void isolatedAtomsComeFirst() {
        Structure hydrogen = molecule(1, 0, 0).withEnergy(-13.6);
        List<Structure> data = List.of(molecule(2, 0, 1).withEnergy(-2040), hydrogen, hydrogen);
        ReferenceEnergies energies = ReferenceEnergies.of(data);
        assertEquals(-13.6, energies.energy(1));
        assertEquals(-2040 + 2 * 13.6, energies.energy(8), 1e-9);
        DataException e = assertThrows(DataException.class,
                () -> ReferenceEnergies.of(List.of(hydrogen, hydrogen.withEnergy(-13).withSource("a.xyz:7"))));
        assertTrue(e.getMessage().startsWith("a.xyz:7: the isolated H has the energy -13.0 eV, but -13.6"), e.getMessage());
    }

    @Test
    void withoutEnergiesThereIsNothingToFit() {
        assertThrows(DataException.class, () -> ReferenceEnergies.of(List.of(molecule(2, 0, 1))));
    }

    @Test
    void sharedFiles() {
        List<Structure> relax = ExtendedXyz.readAll(SharedData.file("xtb_relax_train.extxyz"));
        ReferenceEnergies fitted = ReferenceEnergies.of(relax);
        assertEquals(Set.of(1, 6, 7, 8, 9, 15, 16, 17), fitted.byElement().keySet());
        List<Structure> all = new ArrayList<>(relax);
        List<Structure> atoms = ExtendedXyz.readAll(SharedData.file("xtb_isolated_atoms.extxyz"));
        all.addAll(atoms);
        ReferenceEnergies isolated = ReferenceEnergies.of(all);
        for (Structure atom : atoms) {
            assertEquals(atom.energy().orElseThrow(), isolated.energy(atom.number(0)));
        }
    }

    private static Structure molecule(int... counts) {
        List<Integer> numbers = new ArrayList<>();
        for (int e = 0; e < counts.length; e++) {
            for (int i = 0; i < counts[e]; i++) {
                numbers.add(ELEMENTS[e]);
            }
        }
        double[] positions = new double[3 * numbers.size()];
        for (int i = 0; i < numbers.size(); i++) {
            positions[3 * i] = i;
        }
        return Structure.of(numbers.stream().mapToInt(Integer::intValue).toArray(), positions);
    }
}
