package dev.tdn4j.cpdecomp.matrix;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Signs for a scheme modulo 2, so that it holds in integers with entries −1, 0, 1. Where n products of odd entries meet in
 * one of Brent's equations, Σ ±1 = t, modulo 4 the number of minus signs is congruent to (n − t)/2 modulo 2, and the sign of a
 * product is the sum of the signs of its three entries: a linear system over the field of two elements, the first step of
 * Hensel lifting restricted to the entries that are not zero. Whether the equations then hold in integers is checked.
 */
final class SignLifting {

    private final int rows;
    private final int inner;
    private final int columns;
    private final boolean cyclic;
    private final List<long[]> terms = new ArrayList<>();
    private final List<int[][]> unknowns = new ArrayList<>();
    private final ParitySystem system;
    private final boolean solvable;
    private int unknownCount;

    /**
     * The system of a point of the flip graph.
     *
     * @param rows n
     * @param inner m
     * @param columns p
     * @param point a scheme of these sizes modulo 2
     */
    SignLifting(int rows, int inner, int columns, FlipGraph point) {
        this.rows = rows;
        this.inner = inner;
        this.columns = columns;
        this.cyclic = point.isCyclic();
        for (FlipGraph.Term cube : point.cubes()) {
            int[] unknown = unknowns(cube.x());
            add(cube, unknown, unknown, unknown);
        }
        for (FlipGraph.Term term : point.terms()) {
            int[] x = unknowns(term.x());
            int[] y = unknowns(term.y());
            int[] w = unknowns(term.w());
            add(term, x, y, w);
            if (cyclic) {
                add(term.rotated(), y, w, x);
                add(term.rotated().rotated(), w, x, y);
            }
        }
        system = new ParitySystem(unknownCount);
        solvable = addEquations();
    }

    /** Whether there are signs with which the scheme holds modulo 4. */
    boolean isSolvable() {
        return solvable;
    }

    /**
     * The scheme with signs drawn among the solutions.
     *
     * @return empty if it does not hold in integers
     */
    Optional<MatrixScheme> draw(SplittableRandom random) {
        MatrixScheme scheme = signed(system.solution(random));
        return scheme.isExact() ? Optional.of(scheme) : Optional.empty();
    }

    private int[] unknowns(long mask) {
        int[] numbers = new int[Long.SIZE];
        for (long left = mask; left != 0; left &= left - 1) {
            numbers[Long.numberOfTrailingZeros(left)] = unknownCount++;
        }
        return numbers;
    }

    private void add(FlipGraph.Term term, int[] x, int[] y, int[] w) {
        terms.add(new long[] {term.x(), term.y(), term.w()});
        unknowns.add(new int[][] {x, y, w});
    }

    private boolean addEquations() {
        for (int a = 0; a < rows * inner; a++) {
            for (int b = 0; b < inner * columns; b++) {
                for (int c = 0; c < columns * rows; c++) {
                    boolean turnOfAnother = cyclic && (b < a || c < a);
                    if (!turnOfAnother && !addEquation(a, b, c)) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private boolean addEquation(int a, int b, int c) {
        BitSet equation = new BitSet(unknownCount + 1);
        int products = 0;
        for (int r = 0; r < terms.size(); r++) {
            long[] term = terms.get(r);
            if ((term[0] >>> a & term[1] >>> b & term[2] >>> c & 1) != 0) {
                products++;
                equation.flip(unknowns.get(r)[0][a]);
                equation.flip(unknowns.get(r)[1][b]);
                equation.flip(unknowns.get(r)[2][c]);
            }
        }
        boolean one = a / inner == c % rows && a % inner == b / columns && b % columns == c / rows;
        int value = products - (one ? 1 : 0);
        if (value % 2 != 0) {
            throw new IllegalStateException("the terms do not multiply matrices modulo 2");
        }
        return system.add(equation, value / 2 % 2 != 0);
    }

    private MatrixScheme signed(BitSet negative) {
        List<byte[][]> signed = new ArrayList<>();
        int[] sizes = {rows * inner, inner * columns, columns * rows};
        for (int r = 0; r < terms.size(); r++) {
            byte[][] term = new byte[3][];
            for (int axis = 0; axis < 3; axis++) {
                term[axis] = new byte[sizes[axis]];
                for (int i = 0; i < sizes[axis]; i++) {
                    if ((terms.get(r)[axis] >>> i & 1) != 0) {
                        term[axis][i] = (byte) (negative.get(unknowns.get(r)[axis][i]) ? -1 : 1);
                    }
                }
            }
            signed.add(term);
        }
        return MatrixScheme.ofTraceForm(rows, inner, columns, signed);
    }
}
