package dev.tdn4j.tdn.data;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The steps of all relaxations in an LMDB file of PubChemQCR (arXiv 2506.23008), molecule by molecule. Opening it reads every
 * molecule once, to count its steps; 16 bytes of memory are kept for each.
 */
final class PubChemQcrSet extends DataSet {

    private static final int LONGEST_VALUE = 1 << 26;

    private final String name;
    private final MappedFile file;
    private final Lmdb entries;
    private final List<PubChemQcrStage> stages;
    /** How many structures there are up to and with each molecule. */
    private final int[] ends;
    /** The molecule read last, and its structures: neighbours in the set are mostly of one molecule. */
    private int molecule = -1;
    private List<Structure> structures = List.of();

    PubChemQcrSet(Path path, List<PubChemQcrStage> stages) {
        this.name = path.toString();
        this.stages = stages;
        this.file = MappedFile.open(path);
        try {
            this.entries = new Lmdb(file.bytes(), name);
            this.ends = IntStream.range(0, entries.size()).parallel().map(entry -> read(entry).size()).toArray();
            accumulate();
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
    }

    private void accumulate() {
        long sum = 0;
        for (int m = 0; m < ends.length; m++) {
            sum += ends[m];
            if (sum > Integer.MAX_VALUE - 8) {
                throw new DataException(name + ": the file holds more than 2³¹ structures");
            }
            ends[m] = (int) sum;
        }
        if (sum == 0) {
            throw new DataException(name + ": none of the " + ends.length + " molecules has a usable step of "
                    + stageNames() + ": choose another --stage");
        }
    }

    private List<Structure> read(int entry) {
        String key = new String(entries.key(entry), StandardCharsets.UTF_8).replaceAll("[^ -~]", "?");
        return PubChemQcrRecord.structures(entries.value(entry, LONGEST_VALUE), key, name + ":" + key, stages);
    }

    @Override
    public int size() {
        return ends[ends.length - 1];
    }

    @Override
    public Structure get(int index) {
        Objects.checkIndex(index, size());
        int found = Arrays.binarySearch(ends, index + 1);
        int wanted = found < 0 ? -found - 1 : found;
        while (wanted > 0 && ends[wanted - 1] > index) {
            wanted--; // molecules without steps end where the one before them does
        }
        if (wanted != molecule) {
            structures = read(wanted);
            molecule = wanted;
        }
        return structures.get(index - (wanted == 0 ? 0 : ends[wanted - 1]));
    }

    /** The atoms' energies that the publishers subtract, of the level of theory of the DFT stages; other stages are fitted. */
    @Override
    public Optional<ReferenceEnergies> references() {
        return stages.stream().allMatch(PubChemQcrStage::isDft) ? Optional.of(ATOMS) : Optional.empty();
    }

    private String stageNames() {
        return stages.stream().map(PubChemQcrStage::key).collect(Collectors.joining(", "));
    }

    @Override
    public String description() {
        return name + ": " + size() + " structures of " + ends.length + " molecules (" + DataFormat.PUBCHEMQCR.words() + ", "
                + stageNames() + ")";
    }

    @Override
    public void close() {
        file.close();
    }

    private static final ReferenceEnergies ATOMS = atoms();

    /** Hartree, from {@code atom_energy} in data.py of OpenMol/TDN, repository divelab/AIRS. */
    private static ReferenceEnergies atoms() {
        SortedMap<Integer, Double> energies = new TreeMap<>();
        String table = "1 -0.5002727762 4 -14.6684425428 5 -24.6543539532 6 -37.8462799513 7 -54.5844893657 "
                + "8 -75.0606214015 9 -99.7155354215 14 -289.3723539998 15 -341.2580898032 16 -398.1049925382 "
                + "17 -460.1362417086 21 -760.5813501324 22 -849.3013849537 23 -943.8255794204 24 -1044.2810289455 "
                + "25 -1150.8680174849 26 -1263.5207828239406 27 -1382.5485719267936 28 -1508.0542451335 "
                + "29 -1640.1731641564784 31 -1924.5926070018 32 -2076.6914561594 33 -2235.5683127287 "
                + "34 -2401.2347730327 35 -2573.8397377628";
        String[] words = table.split(" ");
        for (int w = 0; w < words.length; w += 2) {
            energies.put(Integer.valueOf(words[w]), Double.parseDouble(words[w + 1]) * PubChemQcrRecord.HARTREE);
        }
        return new ReferenceEnergies(energies);
    }
}
