package dev.tdn4j.cpdecomp.matrix;

import java.util.BitSet;
import java.util.SplittableRandom;

/** Linear equations over the field of two elements, brought to echelon form as they come. */
final class ParitySystem {

    private final int unknowns;
    private final BitSet[] byPivot;

    ParitySystem(int unknowns) {
        this.unknowns = unknowns;
        byPivot = new BitSet[unknowns];
    }

    /**
     * Adds an equation.
     *
     * @param coefficients of the unknowns; used up
     * @param right the right-hand side
     * @return whether the equations still have a solution
     */
    boolean add(BitSet coefficients, boolean right) {
        coefficients.set(unknowns, right);
        int pivot = coefficients.nextSetBit(0);
        while (pivot >= 0 && pivot < unknowns && byPivot[pivot] != null) {
            coefficients.xor(byPivot[pivot]);
            pivot = coefficients.nextSetBit(pivot);
        }
        if (pivot >= 0 && pivot < unknowns) {
            byPivot[pivot] = coefficients;
        }
        return pivot != unknowns;
    }

    /** A solution, with its free unknowns drawn at random. */
    BitSet solution(SplittableRandom random) {
        BitSet solution = new BitSet(unknowns);
        for (int unknown = unknowns - 1; unknown >= 0; unknown--) {
            if (byPivot[unknown] == null) {
                solution.set(unknown, random.nextBoolean());
            } else {
                BitSet sum = (BitSet) byPivot[unknown].clone();
                boolean right = sum.get(unknowns);
                sum.and(solution);
                solution.set(unknown, right ^ sum.cardinality() % 2 != 0);
            }
        }
        return solution;
    }
}
