package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.data.DataFormat;
import dev.tdn4j.tdn.data.DataOptions;
import dev.tdn4j.tdn.data.DataSet;
import dev.tdn4j.tdn.data.DataSets;
import dev.tdn4j.tdn.data.PubChemQcrStage;
import java.nio.file.Path;
import java.util.Arrays;
import picocli.CommandLine.Option;

/** How the files of a data set are to be read. */
final class DataSetOptions {

    /** What every option that names a data set says of it. */
    static final String KINDS = "extended XYZ (.gz, .xz), MD17 or rMD17 .npz, OC20 S2EF, PubChemQCR .lmdb, or a folder of such files.";

    @Option(
            names = "--format",
            paramLabel = "NAME",
            description = "Format of the data, if it is not to be recognised: ${COMPLETION-CANDIDATES}.")
    private DataFormat format = DataFormat.AUTO;

    @Option(
            names = "--stage",
            paramLabel = "NAMES",
            description = "PubChemQCR: stages to take, between commas: pm3, hf, DFT_1st, DFT_2nd (default: DFT_1st).")
    private String stages = PubChemQcrStage.DFT_1ST.key();

    @Option(
            names = "--relative-energies",
            description = "OC20 S2EF: energies relative to the reference in the companion .txt, instead of total ones.")
    private boolean relativeEnergies;

    DataSet open(Path path) {
        return DataSets.open(path, new DataOptions(
                format,
                Arrays.stream(stages.split(",")).map(String::strip).map(PubChemQcrStage::of).toList(),
                relativeEnergies));
    }
}
