package dev.tdn4j.tdn.data;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Data sets one after another: the files of a folder. */
final class Concatenation extends DataSet {

    private final Path folder;
    private final List<DataSet> parts;
    private final int[] ends;

    Concatenation(Path folder, List<DataSet> parts) {
        this.folder = folder;
        this.parts = List.copyOf(parts);
        this.ends = new int[parts.size()];
        long sum = 0;
        for (int p = 0; p < ends.length; p++) {
            sum += parts.get(p).size();
            if (sum > Integer.MAX_VALUE - 8) {
                close();
                throw new DataException(folder + ": the files hold more than 2³¹ structures: use some of them");
            }
            ends[p] = (int) sum;
        }
    }

    @Override
    public int size() {
        return ends.length == 0 ? 0 : ends[ends.length - 1];
    }

    @Override
    public Structure get(int index) {
        Objects.checkIndex(index, size());
        int found = Arrays.binarySearch(ends, index + 1);
        int part = found >= 0 ? first(found) : -found - 1;
        return parts.get(part).get(index - (part == 0 ? 0 : ends[part - 1]));
    }

    /** The first of the parts that end there: those after it are empty. */
    private int first(int found) {
        int part = found;
        while (part > 0 && ends[part - 1] == ends[found]) {
            part--;
        }
        return part;
    }

    /** Those of the parts, if all agree. */
    @Override
    public Optional<ReferenceEnergies> references() {
        Optional<ReferenceEnergies> first = parts.getFirst().references();
        return parts.stream().allMatch(part -> part.references().equals(first)) ? first : Optional.empty();
    }

    @Override
    public String description() {
        return folder + ": " + size() + " structures in " + parts.size() + " files, of which the first is "
                + parts.getFirst().description();
    }

    @Override
    public void close() {
        parts.forEach(DataSet::close);
    }
}
