package dev.tdn4j.tdn.data;

/** The formats of data sets. */
public enum DataFormat {
    /** Told by the content, and by names where the content does not tell. */
    AUTO("any"),
    /** {@linkplain ExtendedXyz Extended XYZ}. */
    XYZ("extended XYZ"),
    /**
     * The Open Catalyst Project's S2EF: extended XYZ, and beside each file {@code X.extxyz} a companion {@code X.txt} whose
     * lines say {@code system,frame,reference energy}.
     */
    S2EF("S2EF"),
    /** The NumPy archives of MD17 and rMD17, in kcal/mol and Å. */
    NPZ("NumPy archive"),
    /** The LMDB files of PubChemQCR: relaxation trajectories, in hartree and Å. */
    PUBCHEMQCR("PubChemQCR");

    private final String words;

    DataFormat(String words) {
        this.words = words;
    }

    /** The format's name as people say it. */
    String words() {
        return words;
    }
}
