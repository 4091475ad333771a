package dev.tdn4j.tdn.data;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The stages of a relaxation in PubChemQCR (arXiv 2506.23008), each at its own level of theory. */
public enum PubChemQcrStage {
    /** PM3, semi-empirical. */
    PM3("pm3"),
    /** Hartree–Fock. */
    HF("hf"),
    /** The first DFT stage, by Firefly or SMASH. */
    DFT_1ST("DFT_1st"),
    /** The second DFT stage, by GAMESS. */
    DFT_2ND("DFT_2nd");

    private final String key;

    PubChemQcrStage(String key) {
        this.key = key;
    }

    /**
     * The stage's name in the files.
     *
     * @return its key in a molecule's dictionary
     */
    public String key() {
        return key;
    }

    /**
     * The stage of a name.
     *
     * @param name a key, in letters of either case
     * @return the stage
     * @throws DataException if there is none
     */
    public static PubChemQcrStage of(String name) {
        return Arrays.stream(values())
                .filter(stage -> stage.key.equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new DataException("there is no stage \"" + name + "\" in PubChemQCR, only "
                        + Arrays.stream(values()).map(PubChemQcrStage::key).collect(Collectors.joining(", "))));
    }

    /** Whether the energies are those of DFT, to which the published energies of atoms belong. */
    boolean isDft() {
        return this == DFT_1ST || this == DFT_2ND;
    }
}
