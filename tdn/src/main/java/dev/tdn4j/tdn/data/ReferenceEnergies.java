package dev.tdn4j.tdn.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import org.ejml.dense.row.SingularOps_DDRM;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.SingularValueDecomposition_F64;

/**
 * An energy for each element, so that a network learns only what is left of the total after their sum.
 *
 * @param byElement eV by atomic number, unmodifiable
 */
public record ReferenceEnergies(SortedMap<Integer, Double> byElement) {

    /** Singular values below this share of the largest are zero: compositions are small integers, so none lies near. */
    private static final double RANK_TOLERANCE = 1e-10;

    /** Two isolated-atom energies of one element may differ by this much, eV. */
    private static final double SAME_ENERGY = 1e-6;

    /**
     * Given energies.
     *
     * @param byElement eV by atomic number, finite
     */
    public ReferenceEnergies {
        byElement.forEach((number, energy) -> {
            if (!Double.isFinite(energy)) {
                throw new IllegalArgumentException(Elements.symbol(number) + " has the reference energy " + energy);
            }
        });
        byElement = Collections.unmodifiableSortedMap(new TreeMap<>(byElement));
    }

    /**
     * Reference energies of every element in some structures. An element with an isolated-atom frame (one atom, not
     * periodic, with an energy) has that frame's energy. The rest are fitted to the compositions by least squares over
     * the total energies of the other labelled structures; where they are not determined, as when all structures have one
     * composition, the solution of least norm is taken.
     *
     * @param structures the training set, with or without isolated atoms
     * @return an energy for each element of the labelled structures
     * @throws DataException if an element has isolated atoms of different energies, or energies to fit to are missing
     */
    public static ReferenceEnergies of(Iterable<Structure> structures) {
        Isolated isolated = Isolated.in(structures);
        SortedMap<Integer, Double> energies = new TreeMap<>(isolated.energies);
        Map<List<Integer>, Mean> compositions = new LinkedHashMap<>();
        SortedMap<Integer, Integer> columns = new TreeMap<>();
        Structure unlabelled = null;
        for (Structure structure : structures) {
            if (Isolated.is(structure)) {
                continue;
            }
            int[] numbers = Arrays.stream(structure.numbers()).sorted().toArray();
            double known = Arrays.stream(numbers).mapToDouble(z -> energies.getOrDefault(z, 0.0)).sum();
            List<Integer> unknown = Arrays.stream(numbers).filter(z -> !energies.containsKey(z)).boxed().toList();
            if (structure.energy().isPresent() && !unknown.isEmpty()) {
                unknown.forEach(z -> columns.put(z, 0));
                compositions.computeIfAbsent(unknown, any -> new Mean()).add(structure.energy().getAsDouble() - known);
            } else if (!unknown.isEmpty()) {
                unlabelled = structure;
            }
        }
        if (compositions.isEmpty() && unlabelled != null) {
            throw new DataException(unlabelled.source() + ": reference energies need total energies, but neither this"
                    + " structure nor another has one: add energy=… to the frames, or isolated atoms");
        }
        int column = 0;
        for (Map.Entry<Integer, Integer> entry : columns.entrySet()) {
            entry.setValue(column++);
        }
        double[] fitted = fit(compositions, columns);
        columns.forEach((z, c) -> energies.put(z, fitted[c]));
        return new ReferenceEnergies(energies);
    }

    /**
     * The energy of an element.
     *
     * @param number its atomic number
     * @return eV
     * @throws DataException if there is none
     */
    public double energy(int number) {
        Double energy = byElement.get(number);
        if (energy == null) {
            throw new DataException("there is no reference energy for " + Elements.symbol(number) + ", only for "
                    + String.join(" ", byElement.keySet().stream().map(Elements::symbol).toList()));
        }
        return energy;
    }

    /**
     * The sum over a structure's atoms.
     *
     * @param structure any structure of these elements
     * @return eV
     * @throws DataException if an element has no reference energy
     */
    public double total(Structure structure) {
        double total = 0;
        for (int i = 0; i < structure.size(); i++) {
            total += energy(structure.number(i));
        }
        return total;
    }

    /**
     * The least-squares solution of least norm, by the singular value decomposition. Structures of one composition are one
     * equation for their mean energy, weighted by the root of their number: the same problem, and a small one.
     */
    private static double[] fit(Map<List<Integer>, Mean> compositions, SortedMap<Integer, Integer> columns) {
        if (columns.isEmpty()) {
            return new double[0];
        }
        DMatrixRMaj a = new DMatrixRMaj(compositions.size(), columns.size());
        DMatrixRMaj b = new DMatrixRMaj(compositions.size(), 1);
        int row = 0;
        for (Map.Entry<List<Integer>, Mean> composition : compositions.entrySet()) {
            Mean mean = composition.getValue();
            double weight = Math.sqrt(mean.count);
            for (int z : composition.getKey()) {
                a.add(row, columns.get(z), weight);
            }
            b.set(row++, 0, weight * mean.value);
        }
        SingularValueDecomposition_F64<DMatrixRMaj> svd =
                DecompositionFactory_DDRM.svd(a.numRows, a.numCols, true, true, true);
        if (!svd.decompose(a.copy())) {
            throw new IllegalStateException("the singular value decomposition of the compositions does not converge");
        }
        DMatrixRMaj u = svd.getU(null, false);
        DMatrixRMaj v = svd.getV(null, false);
        double[] sigma = svd.getSingularValues();
        SingularOps_DDRM.descendingOrder(u, false, sigma, svd.numberOfSingularValues(), v, false);
        DMatrixRMaj projected = new DMatrixRMaj(u.numCols, 1);
        CommonOps_DDRM.multTransA(u, b, projected);
        for (int s = 0; s < projected.numRows; s++) {
            boolean zero = s >= svd.numberOfSingularValues() || sigma[s] <= RANK_TOLERANCE * sigma[0];
            projected.set(s, 0, zero ? 0 : projected.get(s, 0) / sigma[s]);
        }
        DMatrixRMaj x = new DMatrixRMaj(columns.size(), 1);
        CommonOps_DDRM.mult(v, projected, x);
        return x.data;
    }

    /** A running mean. */
    private static final class Mean {
        private long count;
        private double value;

        void add(double next) {
            count++;
            value += (next - value) / count;
        }
    }

    /** The energies of isolated atoms. */
    private record Isolated(Map<Integer, Double> energies) {

        static boolean is(Structure structure) {
            return structure.size() == 1 && !structure.isPeriodic() && structure.energy().isPresent();
        }

        static Isolated in(Iterable<Structure> structures) {
            Map<Integer, Structure> found = new TreeMap<>();
            Map<Integer, Double> energies = new TreeMap<>();
            for (Structure structure : structures) {
                if (!is(structure)) {
                    continue;
                }
                double energy = structure.energy().getAsDouble();
                Structure before = found.putIfAbsent(structure.number(0), structure);
                if (before != null && Math.abs(before.energy().getAsDouble() - energy) > SAME_ENERGY) {
                    throw new DataException(structure.source() + ": the isolated " + Elements.symbol(structure.number(0))
                            + " has the energy " + energy + " eV, but " + before.energy().getAsDouble() + " at "
                            + before.source() + ": keep one of them");
                }
                energies.putIfAbsent(structure.number(0), energy);
            }
            return new Isolated(energies);
        }
    }
}
