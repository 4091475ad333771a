package dev.tdn4j.tdn.data;

import java.util.List;

/**
 * How a data set is read, where its files leave a choice.
 *
 * @param format the format; {@link DataFormat#AUTO} looks at the content
 * @param stages PubChemQCR: the stages of the relaxations to take, in order; their levels of theory differ, so usually one
 * @param relativeEnergies S2EF: whether energies are counted from the reference in the companion file (adsorption energies)
 *     instead of total
 */
public record DataOptions(DataFormat format, List<PubChemQcrStage> stages, boolean relativeEnergies) {

    /** Copies the list. */
    public DataOptions {
        stages = List.copyOf(stages);
        if (stages.isEmpty()) {
            throw new IllegalArgumentException("no stage of PubChemQCR is chosen");
        }
    }

    /**
     * Any format, total energies, and of PubChemQCR the first DFT stage, which the paper trains on.
     *
     * @return the options
     */
    public static DataOptions standard() {
        return new DataOptions(DataFormat.AUTO, List.of(PubChemQcrStage.DFT_1ST), false);
    }
}
