package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ExtendedXyzReader;
import dev.tdn4j.tdn.data.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** The ethanol structures that ship with the program. */
final class DemoData {

    private static final String FOLDER = "/dev/tdn4j/tdn/demo/";

    private DemoData() {}

    static List<Structure> read(String name) throws IOException {
        List<Structure> structures = new ArrayList<>();
        String file = name + ".extxyz.xz";
        try (InputStream in = new XZInputStream(DemoData.class.getResourceAsStream(FOLDER + file));
                ExtendedXyzReader reader = ExtendedXyz.open(in, file)) {
            reader.forEachRemaining(structures::add);
        }
        return structures;
    }
}
