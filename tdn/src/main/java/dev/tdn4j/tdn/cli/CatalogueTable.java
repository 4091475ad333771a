package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.Catalogue;
import dev.tdn4j.cpdecomp.CatalogueEntry;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows which factors are shipped. */
final class CatalogueTable {

    private CatalogueTable() {}

    static void print(JsonOption json) throws IOException {
        List<CatalogueEntry> entries = Catalogue.entries();
        json.print(Map.of("entries", entries.stream().map(CatalogueTable::describe).toList()), out -> table(out, entries));
    }

    private static Map<String, Object> describe(CatalogueEntry entry) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("lmax", entry.lmax());
        row.put("paths", UserValue.name(entry.paths()));
        row.put("unitWeights", entry.unitWeights());
        row.put("rank", entry.rank());
        row.put("relativeError", entry.relativeError());
        row.put("method", entry.method());
        return row;
    }

    private static void table(PrintWriter out, List<CatalogueEntry> entries) {
        out.printf("%4s  %-5s  %-7s  %4s  %14s  %s%n", "lmax", "paths", "weights", "rank", "relativeError", "method");
        for (CatalogueEntry e : entries) {
            out.printf("%4d  %-5s  %-7s  %4d  %14.2e  %s%n",
                    e.lmax(), UserValue.name(e.paths()), e.unitWeights() ? "1" : "own", e.rank(), e.relativeError(), e.method());
        }
    }
}
