package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.data.Cell;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ExtendedXyzReader;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tdn.data.SharedData;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.train.Ethanol;
import dev.tdn4j.tdn.train.Trainer;
import dev.tdn4j.tdn.train.TrainingData;
import dev.tdn4j.tdn.train.TrainingListener;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Real periodic structures: a network trained for a few steps in single precision, then looked at in double. Its energies
 * here are without references, which would hide in their size what the network changes.
 */
class PeriodicTest {

    /** Richardson's combination errs by order STEP⁴ and by ε|E|/STEP, with |E| of about 10 eV: both below 1e-10 eV/Å. */
    private static final double STEP = 5e-4;

    private static final int COORDINATES = 12;

    @ParameterizedTest
    @CsvSource({
        "water_pbe0ts_train.extxyz, water_pbe0ts_test.extxyz, 3",
        "oc20_sample_train.extxyz, oc20_sample_test_id.extxyz, 4"
    })
    void energyAndForcesOfARealCrystal(String train, String test, double cutoff) throws IOException {
        Path trainingFile = SharedData.file(train);
        Structure structure = first(SharedData.file(test), 1).getFirst();
        assertTrue(structure.isPeriodic(), test);
        Model model = withoutReferences(trained(first(trainingFile, 4), cutoff), structure);
        try (NeuralPotential potential = new NeuralPotential(model, new ScalarExecutor())) {
            Evaluation evaluation = potential.evaluate(structure);
            forcesAreDifferencesOfTheEnergy(potential, structure, evaluation.forces());
            symmetriesLeaveTheEnergy(potential, structure, evaluation.energy());
        }
    }

    private static void forcesAreDifferencesOfTheEnergy(NeuralPotential potential, Structure structure, double[] forces) {
        double largest = Arrays.stream(forces).map(Math::abs).max().orElseThrow();
        assertTrue(largest > 1e-2, "the forces are too small to be compared: " + largest);
        SplittableRandom random = new SplittableRandom(5);
        for (int k = 0; k < COORDINATES; k++) {
            int i = random.nextInt(forces.length);
            double fine = slope(potential, structure, i, STEP);
            double coarse = slope(potential, structure, i, 2 * STEP);
            assertEquals(-forces[i], (4 * fine - coarse) / 3, 1e-7 * largest, "coordinate " + i);
        }
    }

    private static double slope(NeuralPotential potential, Structure structure, int coordinate, double step) {
        return (shifted(potential, structure, coordinate, step) - shifted(potential, structure, coordinate, -step)) / (2 * step);
    }

    private static double shifted(NeuralPotential potential, Structure structure, int coordinate, double step) {
        double[] positions = structure.positions();
        positions[coordinate] += step;
        return potential.evaluate(structure.withPositions(positions)).energy();
    }

    private static void symmetriesLeaveTheEnergy(NeuralPotential potential, Structure structure, double energy) {
        double tolerance = 1e-9 * Math.abs(energy);
        assertEquals(energy, potential.evaluate(wrapped(structure)).energy(), tolerance, "wrapped");
        assertEquals(energy, potential.evaluate(permuted(structure)).energy(), tolerance, "permuted");
        assertEquals(energy, potential.evaluate(translated(structure)).energy(), tolerance, "translated");
        assertEquals(energy, potential.evaluate(rotated(structure)).energy(), tolerance, "rotated");
        // The comparisons can fail: another structure has another energy.
        double[] moved = structure.positions();
        moved[0] += 0.05;
        assertTrue(Math.abs(potential.evaluate(structure.withPositions(moved)).energy() - energy) > tolerance, "moved");
    }

    /** Every atom in another image of the cell. */
    private static Structure wrapped(Structure structure) {
        double[] rows = structure.cell().orElseThrow().rows();
        double[] positions = structure.positions();
        SplittableRandom random = new SplittableRandom(6);
        for (int i = 0; i < structure.size(); i++) {
            for (int direction = 0; direction < 3; direction++) {
                int images = random.nextInt(-2, 3);
                for (int a = 0; a < 3; a++) {
                    positions[3 * i + a] += images * rows[3 * direction + a];
                }
            }
        }
        return structure.withPositions(positions);
    }

    /** The atoms in reverse. */
    private static Structure permuted(Structure structure) {
        int atoms = structure.size();
        int[] numbers = new int[atoms];
        double[] positions = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            numbers[i] = structure.number(atoms - 1 - i);
            System.arraycopy(structure.positions(), 3 * (atoms - 1 - i), positions, 3 * i, 3);
        }
        return Structure.of(numbers, positions).withCell(structure.cell().orElseThrow());
    }

    private static Structure translated(Structure structure) {
        double[] by = {1.7, -23.1, 0.3};
        double[] positions = structure.positions();
        for (int i = 0; i < positions.length; i++) {
            positions[i] += by[i % 3];
        }
        return structure.withPositions(positions);
    }

    /** Cell and atoms turned alike. */
    private static Structure rotated(Structure structure) {
        Cell cell = structure.cell().orElseThrow();
        boolean[] periodic = {cell.isPeriodic(0), cell.isPeriodic(1), cell.isPeriodic(2)};
        return structure.withPositions(turned(structure.positions())).withCell(new Cell(turned(cell.rows()), periodic));
    }

    /** Rodrigues' formula with the axis (1, 2, 2)/3 and an angle of 1. */
    private static double[] turned(double[] vectors) {
        double[] u = {1 / 3.0, 2 / 3.0, 2 / 3.0};
        double[] turned = new double[vectors.length];
        for (int v = 0; v < vectors.length; v += 3) {
            double along = u[0] * vectors[v] + u[1] * vectors[v + 1] + u[2] * vectors[v + 2];
            for (int a = 0; a < 3; a++) {
                int b = (a + 1) % 3;
                int c = (a + 2) % 3;
                double cross = u[b] * vectors[v + c] - u[c] * vectors[v + b];
                turned[v + a] = Math.cos(1) * vectors[v + a] + Math.sin(1) * cross + (1 - Math.cos(1)) * along * u[a];
            }
        }
        return turned;
    }

    private static Model trained(List<Structure> structures, double cutoff) throws IOException {
        TrainingOptions options = Ethanol.options(3).with("batchSize", 1);
        TrainingData data = TrainingData.of(
                structures.subList(1, structures.size()), structures.subList(0, 1), cutoff, options);
        Model start = Ethanol.model(data, Ethanol.smallConfig(cutoff), 1);
        try (Trainer trainer = new Trainer(start, options, new VectorExecutor())) {
            return trainer.train(data.training(), data.validation(), null, TrainingListener.SILENT);
        }
    }

    /** Elements that the few training frames lack keep their freshly drawn parameters. */
    private static Model withoutReferences(Model model, Structure structure) {
        TreeMap<Integer, Double> zeros = new TreeMap<>();
        for (int number : structure.numbers()) {
            zeros.put(number, 0.0);
        }
        return new Model(model.config(), model.products(), model.parameters(), new ReferenceEnergies(zeros));
    }

    private static List<Structure> first(Path file, int count) {
        List<Structure> frames = new ArrayList<>();
        try (ExtendedXyzReader reader = ExtendedXyz.open(file)) {
            while (frames.size() < count) {
                frames.add(reader.next());
            }
        }
        return frames;
    }
}
