package dev.tdn4j.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.jr.ob.JSON;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchReportTest {

    @TempDir
    private Path folder;

    /** The smallest run of JMH, in this process: the benchmark of the peak beside the peak itself. */
    @Test
    @SuppressWarnings("unchecked")
    void jmhWritesAReport() throws Exception {
        Path file = folder.resolve("peak.json");
        Benchmarks.run(file, "PeakBenchmark", "-f", "0", "-wi", "3", "-i", "3", "-w", "100ms", "-r", "50ms", "-v", "SILENT");
        Map<String, Object> report = JSON.std.mapFrom(Files.readString(file));
        assertEquals(List.of("date", "commit", "machine", "ceilings", "rows"), List.copyOf(report.keySet()));
        assertEquals(Runtime.version().toString(), ((Map<String, Object>) report.get("machine")).get("jdk"));
        assertTrue(((String) report.get("commit")).matches("unknown|[0-9a-f]{12,40}(-dirty)?"), report.get("commit").toString());
        List<Map<String, Object>> rows = (List<Map<String, Object>>) report.get("rows");
        assertEquals(1, rows.size());
        Map<String, Object> row = rows.getFirst();
        assertEquals("PeakBenchmark.peak", row.get("name"));
        assertEquals("larger", row.get("better"));
        assertEquals("ops/us", row.get("unit"));
        double share = ((Number) row.get("share")).doubleValue();
        assertTrue(share > 0.2 && share < 3, "share " + share); // a busy machine may be slow in one of the two
        Comparison same = Comparison.of(file, file);
        assertEquals(List.of(new Comparison.Change("PeakBenchmark.peak", 1, false)), same.changes());
    }
}
