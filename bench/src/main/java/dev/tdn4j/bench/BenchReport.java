package dev.tdn4j.bench;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.kernels.machine.Ceilings;
import dev.tdn4j.kernels.machine.Machine;
import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What was measured, where and of which commit: the file that every program of this module writes and {@link Comparison}
 * reads. The ceilings are those of the same run.
 */
public final class BenchReport {

    private final Ceilings ceilings;
    private final List<BenchRow> rows = new ArrayList<>();

    /**
     * A report without rows.
     *
     * @param ceilings what the machine can do, measured in this run
     */
    public BenchReport(Ceilings ceilings) {
        this.ceilings = ceilings;
    }

    /**
     * What the machine can do.
     *
     * @return the ceilings of this run
     */
    public Ceilings ceilings() {
        return ceilings;
    }

    /**
     * Adds a measurement.
     *
     * @param row the row
     */
    public void add(BenchRow row) {
        rows.add(row);
    }

    /**
     * Writes the report.
     *
     * @param file where it shall lie, named {@code .json}
     * @throws IOException if it cannot be written; one line says why
     */
    public void write(Path file) throws IOException {
        byte[] text = JSON.std.with(JSON.Feature.PRETTY_PRINT_OUTPUT).asString(values()).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(file, out -> out.write(text));
    }

    private Map<String, Object> values() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        values.put("commit", Commit.here());
        values.put("machine", Machine.here().values());
        values.put("ceilings", limits());
        values.put("rows", rows.stream().map(BenchRow::values).toList());
        return values;
    }

    private Map<String, Object> limits() {
        Map<String, Object> limits = new LinkedHashMap<>();
        limits.put("floatPeak", ceilings.floatPeak());
        limits.put("doublePeak", ceilings.doublePeak());
        limits.put("threads", ceilings.threads());
        limits.put("floatPeakAll", ceilings.floatPeakAll());
        limits.put("doublePeakAll", ceilings.doublePeakAll());
        limits.put("l1", bandwidth(ceilings.l1()));
        limits.put("l2", bandwidth(ceilings.l2()));
        limits.put("l3", bandwidth(ceilings.l3()));
        limits.put("memory", bandwidth(ceilings.memory()));
        return limits;
    }

    private static Map<String, Object> bandwidth(Ceilings.Bandwidth level) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("bytes", level.bytes());
        values.put("read", level.read());
        values.put("write", level.write());
        return values;
    }
}
