package dev.tdn4j.tdn.neighbours;

import dev.tdn4j.tdn.data.Cell;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.Structure;
import java.util.Locale;

/**
 * Finds neighbours in time linear in the number of atoms, for molecules and for cells of any shape, smaller than the
 * cutoff too, that repeat in any of their directions. Atoms may lie outside the cell.
 *
 * <p>Atoms are sorted into bins of fractional coordinates that are at least a cutoff thick, so that only neighbouring bins
 * need be compared; a direction too thin for one such bin has one bin and is searched over as many images as needed. Each
 * pair is met once and gives both of its edges: an edge never lacks its opposite because of rounding.
 */
public final class NeighbourList {

    /** Two atoms nearer than this are at one place, Å: a thousandth of a bond, which cannot be meant. */
    public static final double SAME_PLACE = 1e-3;

    /** The farthest coordinate from the origin, Å: a tenth of a millimetre, where fractional coordinates are still exact. */
    private static final double FARTHEST = 1e6;

    /** Bins are thicker than the cutoff by this share, far above the rounding of fractional coordinates. */
    private static final double MARGIN = 1e-6;

    private final Structure structure;
    private final double cutoff;
    private final double[] positions;
    private final double[] frame;
    private final Bins bins;
    private final Pairs pairs = new Pairs();
    private long distanceChecks;

    private NeighbourList(Structure structure, double cutoff) {
        this.structure = structure;
        this.cutoff = cutoff;
        this.positions = structure.positions();
        Cell cell = structure.cell()
                .filter(Cell::isPeriodic)
                .orElseGet(() -> new Cell(new double[9], new boolean[3]));
        this.frame = cell.frame();
        this.bins = new Bins(cell, positions, cutoff * (1 + MARGIN));
    }

    /**
     * Finds all edges shorter than a cutoff.
     *
     * @param structure the atoms
     * @param cutoff the radius in Å, positive
     * @return the edges; none from an atom to itself, but to its periodic images
     * @throws IllegalArgumentException if the cutoff is not positive and finite
     * @throws DataException if two atoms are less than {@link #SAME_PLACE} apart, or an atom is farther out than positions
     *     can be told apart
     */
    public static Neighbours of(Structure structure, double cutoff) {
        if (!(cutoff > 0) || Double.isInfinite(cutoff)) {
            throw new IllegalArgumentException("a cutoff must be positive and finite, not " + cutoff);
        }
        double[] positions = structure.positions();
        for (int i = 0; i < positions.length; i++) {
            if (Math.abs(positions[i]) > FARTHEST) {
                throw new DataException(place(structure) + atom(structure, i / 3) + " lies " + positions[i]
                        + " Å from the origin along " + "xyz".charAt(i % 3) + ": are the positions in Å?");
            }
        }
        NeighbourList list = new NeighbourList(structure, cutoff);
        list.search();
        return list.pairs.edges(structure.size(), list.frame, list.distanceChecks);
    }

    private void search() {
        for (int bin = 0; bin < bins.count(); bin++) {
            int home = bin;
            bins.forEachNear(bin, (other, a, b, c) -> compare(home, other, a, b, c));
        }
    }

    /** Compares the atoms of one bin with those of another in the image (a, b, c). */
    private void compare(int home, int other, int a, int b, int c) {
        for (int x = bins.start(home); x < bins.start(home + 1); x++) {
            int i = bins.atom(x);
            for (int y = bins.start(other); y < bins.start(other + 1); y++) {
                int j = bins.atom(y);
                if (j < i) {
                    continue; // met from the other side
                }
                int sa = a + bins.wrap(i, 0) - bins.wrap(j, 0);
                int sb = b + bins.wrap(i, 1) - bins.wrap(j, 1);
                int sc = c + bins.wrap(i, 2) - bins.wrap(j, 2);
                if (i != j || sa > 0 || sa == 0 && (sb > 0 || sb == 0 && sc > 0)) {
                    check(i, j, sa, sb, sc);
                }
            }
        }
    }

    private void check(int i, int j, int a, int b, int c) {
        distanceChecks++;
        double square = 0;
        for (int k = 0; k < 3; k++) {
            double d = positions[3 * j + k] + Pairs.offset(frame, k, a, b, c) - positions[3 * i + k];
            square += d * d;
        }
        if (square < cutoff * cutoff) {
            if (square < SAME_PLACE * SAME_PLACE) {
                throw new DataException(place(structure) + atom(structure, i) + " and " + atom(structure, j)
                        + (a == 0 && b == 0 && c == 0 ? "" : " (in a periodic image)") + " are at one place, "
                        + String.format(Locale.ROOT, "%.2g", Math.sqrt(square)) + " Å apart: remove one of them");
            }
            pairs.add(i, j, a, b, c);
        }
    }

    private static String place(Structure structure) {
        return structure.source().isEmpty() ? "" : structure.source() + ": ";
    }

    private static String atom(Structure structure, int i) {
        return "atom " + (i + 1) + " (" + Elements.symbol(structure.number(i)) + ")";
    }
}
