package dev.tdn4j.properties;

import dev.tdn4j.tdn.data.Structure;
import java.util.Arrays;
import java.util.SplittableRandom;

/** Random molecules, and what can be done to one. */
final class Molecule {

    private static final int[] ELEMENTS = {1, 6, 7, 8};
    private static final double BOX = 3.2;
    /** Å, squared: closer atoms than in any molecule would make huge forces, of which rounding takes its share. */
    private static final double LEAST_SQUARE = 0.8 * 0.8;

    private Molecule() {}

    /** Atoms in a box, none too close to another. */
    static Structure random(int atoms, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] numbers = new int[atoms];
        double[] positions = new double[3 * atoms];
        for (int i = 0; i < atoms; i++) {
            numbers[i] = ELEMENTS[random.nextInt(ELEMENTS.length)];
            do {
                for (int a = 0; a < 3; a++) {
                    positions[3 * i + a] = random.nextDouble(BOX);
                }
            } while (tooClose(positions, i));
        }
        return Structure.of(numbers, positions);
    }

    private static boolean tooClose(double[] positions, int last) {
        for (int j = 0; j < last; j++) {
            double square = 0;
            for (int a = 0; a < 3; a++) {
                square += Math.pow(positions[3 * j + a] - positions[3 * last + a], 2);
            }
            if (square < LEAST_SQUARE) {
                return true;
            }
        }
        return false;
    }

    /** Every vector (positions or forces) times a 3×3 matrix, row-major. */
    static double[] turned(double[] vectors, double[] matrix) {
        double[] turned = new double[vectors.length];
        for (int t = 0; t < vectors.length; t++) {
            int first = t - t % 3;
            for (int b = 0; b < 3; b++) {
                turned[t] += matrix[t % 3 * 3 + b] * vectors[first + b];
            }
        }
        return turned;
    }

    static Structure turned(Structure molecule, double[] matrix) {
        return molecule.withPositions(turned(molecule.positions(), matrix));
    }

    static Structure shifted(Structure molecule, double... by) {
        double[] positions = molecule.positions();
        for (int t = 0; t < positions.length; t++) {
            positions[t] += by[t % 3];
        }
        return molecule.withPositions(positions);
    }

    /** Atom i of the result is atom order[i]. */
    static Structure permuted(Structure molecule, int[] order) {
        int[] numbers = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            numbers[i] = molecule.number(order[i]);
        }
        return Structure.of(numbers, permuted(molecule.positions(), order));
    }

    static double[] permuted(double[] vectors, int[] order) {
        double[] permuted = new double[vectors.length];
        for (int i = 0; i < order.length; i++) {
            System.arraycopy(vectors, 3 * order[i], permuted, 3 * i, 3);
        }
        return permuted;
    }

    /** Both in one structure. */
    static Structure together(Structure first, Structure second) {
        int[] numbers = Arrays.copyOf(first.numbers(), first.size() + second.size());
        System.arraycopy(second.numbers(), 0, numbers, first.size(), second.size());
        double[] positions = Arrays.copyOf(first.positions(), 3 * numbers.length);
        System.arraycopy(second.positions(), 0, positions, 3 * first.size(), 3 * second.size());
        return Structure.of(numbers, positions);
    }
}
