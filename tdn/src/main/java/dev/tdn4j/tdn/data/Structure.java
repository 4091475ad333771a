package dev.tdn4j.tdn.data;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Atoms in space, perhaps in a cell, perhaps labelled with an energy and forces. Immutable: the {@code with…} methods
 * return changed copies, and arrays are copied in and out.
 */
public final class Structure {

    private final int[] numbers;
    private final double[] positions;
    private final Cell cell;
    private final OptionalDouble energy;
    private final double[] forces;
    private final boolean[] fixed;
    private final int[] tags;
    private final Map<String, String> info;
    private final String source;

    private Structure(
            int[] numbers,
            double[] positions,
            Cell cell,
            OptionalDouble energy,
            double[] forces,
            boolean[] fixed,
            int[] tags,
            Map<String, String> info,
            String source) {
        this.numbers = numbers;
        this.positions = positions;
        this.cell = cell;
        this.energy = energy;
        this.forces = forces;
        this.fixed = fixed;
        this.tags = tags;
        this.info = info;
        this.source = source;
    }

    /**
     * Atoms without a cell, labels or constraints.
     *
     * @param numbers atomic numbers, 1..118, at least one
     * @param positions x, y, z of each atom in turn, Å, finite
     * @return the structure
     * @throws IllegalArgumentException if there is no atom, or the lengths are not N and 3N
     * @throws DataException if an atomic number is none, or a coordinate is not finite
     */
    public static Structure of(int[] numbers, double[] positions) {
        if (numbers.length == 0) {
            throw new IllegalArgumentException("a structure needs at least one atom");
        }
        Structure structure = new Structure(
                numbers.clone(),
                new double[3 * numbers.length],
                null,
                OptionalDouble.empty(),
                null,
                new boolean[numbers.length],
                null,
                Map.of(),
                "");
        for (int i = 0; i < numbers.length; i++) {
            if (numbers[i] < 1 || numbers[i] > Elements.COUNT) {
                throw new DataException("atom " + (i + 1) + " has the atomic number " + numbers[i]
                        + ": elements are 1.." + Elements.COUNT);
            }
        }
        return structure.withPositions(positions);
    }

    /**
     * The number of atoms.
     *
     * @return N, at least 1
     */
    public int size() {
        return numbers.length;
    }

    /**
     * The atomic number of one atom.
     *
     * @param atom 0..N−1
     * @return 1..118
     */
    public int number(int atom) {
        return numbers[atom];
    }

    /**
     * The atomic numbers.
     *
     * @return N numbers, newly made
     */
    public int[] numbers() {
        return numbers.clone();
    }

    /**
     * The positions.
     *
     * @return x, y, z of each atom in turn, Å, newly made
     */
    public double[] positions() {
        return positions.clone();
    }

    /**
     * The cell.
     *
     * @return empty for a molecule in free space
     */
    public Optional<Cell> cell() {
        return Optional.ofNullable(cell);
    }

    /**
     * Whether the structure repeats in at least one direction.
     *
     * @return false for a molecule
     */
    public boolean isPeriodic() {
        return cell != null && cell.isPeriodic();
    }

    /**
     * The energy label.
     *
     * @return the total energy in eV, if known
     */
    public OptionalDouble energy() {
        return energy;
    }

    /**
     * The force labels.
     *
     * @return x, y, z of each atom's force in turn, eV/Å, newly made, if known
     */
    public Optional<double[]> forces() {
        return forces == null ? Optional.empty() : Optional.of(forces.clone());
    }

    /**
     * Whether an atom is held in place.
     *
     * @param atom 0..N−1
     * @return true if it does not move in dynamics and its force is no training target
     */
    public boolean isFixed(int atom) {
        return fixed[atom];
    }

    /**
     * Which atoms are held in place.
     *
     * @return N flags, newly made
     */
    public boolean[] fixed() {
        return fixed.clone();
    }

    /**
     * Whole numbers that sort the atoms: ASE's tags; in the Open Catalyst sets 0 is a slab's inside, 1 its surface, 2 the
     * adsorbate.
     *
     * @return N numbers, newly made, if the atoms have them
     */
    public Optional<int[]> tags() {
        return tags == null ? Optional.empty() : Optional.of(tags.clone());
    }

    /**
     * Everything else that the structure's file said about it, kept for writing.
     *
     * @return keys and values as text, in the file's order, unmodifiable
     */
    public Map<String, String> info() {
        return info;
    }

    /**
     * Where the structure came from, for messages.
     *
     * @return "FILE:LINE", the line being the 1-based one that its frame starts at, or "" if it came from no file
     */
    public String source() {
        return source;
    }

    /**
     * The same with other positions.
     *
     * @param newPositions 3N finite numbers, Å
     * @return a copy; labels are kept, for the caller to replace
     * @throws DataException if a coordinate is not finite
     */
    public Structure withPositions(double[] newPositions) {
        double[] checked = checkedVectors(newPositions, "position");
        return new Structure(numbers, checked, cell, energy, forces, fixed, tags, info, source);
    }

    /**
     * The same in a cell.
     *
     * @param newCell the cell, or null for free space
     * @return a copy
     */
    public Structure withCell(Cell newCell) {
        return new Structure(numbers, positions, newCell, energy, forces, fixed, tags, info, source);
    }

    /**
     * The same with an energy label.
     *
     * @param newEnergy the total energy in eV, finite
     * @return a copy
     * @throws DataException if the energy is not finite
     */
    public Structure withEnergy(double newEnergy) {
        if (!Double.isFinite(newEnergy)) {
            throw new DataException(at() + "the energy is " + newEnergy + ", but must be finite");
        }
        return new Structure(numbers, positions, cell, OptionalDouble.of(newEnergy), forces, fixed, tags, info, source);
    }

    /**
     * The same with force labels.
     *
     * @param newForces 3N finite numbers, eV/Å
     * @return a copy
     * @throws DataException if a component is not finite
     */
    public Structure withForces(double[] newForces) {
        double[] checked = checkedVectors(newForces, "force");
        return new Structure(numbers, positions, cell, energy, checked, fixed, tags, info, source);
    }

    /**
     * The same without energy and forces.
     *
     * @return a copy
     */
    public Structure withoutLabels() {
        return new Structure(numbers, positions, cell, OptionalDouble.empty(), null, fixed, tags, info, source);
    }

    /**
     * The same with other atoms held in place.
     *
     * @param newFixed N flags
     * @return a copy
     */
    public Structure withFixed(boolean[] newFixed) {
        if (newFixed.length != size()) {
            throw new IllegalArgumentException(newFixed.length + " flags for " + size() + " atoms");
        }
        return new Structure(numbers, positions, cell, energy, forces, newFixed.clone(), tags, info, source);
    }

    /**
     * The same with tags.
     *
     * @param newTags N numbers
     * @return a copy
     */
    public Structure withTags(int[] newTags) {
        if (newTags.length != size()) {
            throw new IllegalArgumentException(newTags.length + " tags for " + size() + " atoms");
        }
        return new Structure(numbers, positions, cell, energy, forces, fixed, newTags.clone(), info, source);
    }

    /**
     * The same with other notes.
     *
     * @param newInfo keys and values; a key may hold neither white space nor quotes, brackets or "="
     * @return a copy
     */
    public Structure withInfo(Map<String, String> newInfo) {
        for (String key : newInfo.keySet()) {
            if (!CommentLine.isPlain(key)) {
                throw new IllegalArgumentException("\"" + key + "\" cannot be the key of a note: it must be one plain word");
            }
        }
        Map<String, String> copy = Collections.unmodifiableMap(new LinkedHashMap<>(newInfo));
        return new Structure(numbers, positions, cell, energy, forces, fixed, tags, copy, source);
    }

    /**
     * The same with another place of origin.
     *
     * @param newSource "FILE:LINE"
     * @return a copy
     */
    public Structure withSource(String newSource) {
        return new Structure(numbers, positions, cell, energy, forces, fixed, tags, info, newSource);
    }

    private double[] checkedVectors(double[] vectors, String what) {
        if (vectors.length != 3 * size()) {
            throw new IllegalArgumentException(
                    vectors.length + " " + what + " components for " + size() + " atoms");
        }
        for (int i = 0; i < vectors.length; i++) {
            if (!Double.isFinite(vectors[i])) {
                throw new DataException(at() + "the " + what + " of atom " + (i / 3 + 1) + " has the "
                        + "xyz".charAt(i % 3) + " component " + vectors[i] + ", but must be finite");
            }
        }
        return vectors.clone();
    }

    private String at() {
        return source.isEmpty() ? "" : source + ": ";
    }

    /** Equal atoms, cell, labels, constraints and notes; where they came from does not count. */
    @Override
    public boolean equals(Object other) {
        return other == this
                || other instanceof Structure s
                        && Arrays.equals(numbers, s.numbers)
                        && Arrays.equals(positions, s.positions)
                        && cell().equals(s.cell())
                        && energy.equals(s.energy)
                        && Arrays.equals(forces, s.forces)
                        && Arrays.equals(fixed, s.fixed)
                        && Arrays.equals(tags, s.tags)
                        && info.equals(s.info);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(numbers) + Arrays.hashCode(positions);
    }

    @Override
    public String toString() {
        return "Structure[" + size() + " atoms" + (isPeriodic() ? ", periodic" : "")
                + (source.isEmpty() ? "" : ", " + source) + "]";
    }
}
