package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Factors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactorCacheTest {

    private static final CouplingSpec SPEC = CouplingSpec.all(1);
    private static final AlsOptions OPTIONS = new AlsOptions(5, 3, 1e-14, 0, 1);

    @TempDir
    Path folder;

    private final RecordedWarnings warnings = new RecordedWarnings();

    /** The factors, and whether they had to be computed. */
    private record Answer(Decomposition decomposition, boolean computed) {}

    private Answer ask(Path where, CouplingSpec spec, AlsOptions options) {
        AtomicInteger reports = new AtomicInteger();
        Decomposition d = new FactorCache(where, warnings).decompose(spec, options, _ -> reports.incrementAndGet());
        return new Answer(d, reports.get() > 0);
    }

    private Path only() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> all = files.toList();
            assertEquals(1, all.size(), "one file and no remains: " + all);
            return all.getFirst();
        }
    }

    @Test
    void computesOnceAndReadsTheSameAgain() throws IOException {
        Answer first = ask(folder, SPEC, OPTIONS);
        assertTrue(first.computed());
        Answer second = ask(folder, SPEC, OPTIONS);
        assertFalse(second.computed());
        assertEquals(first.decomposition(), second.decomposition());
        only();
        assertEquals(List.of(), warnings.messages);
    }

    @Test
    void everyInputHasItsOwnFile() {
        Set<String> names = new HashSet<>();
        List<AlsOptions> options = List.of(
                OPTIONS,
                new AlsOptions(6, 3, 1e-14, 0, 1),
                new AlsOptions(5, 4, 1e-14, 0, 1),
                new AlsOptions(5, 3, 1e-13, 0, 1),
                new AlsOptions(5, 3, 1e-14, 1e-3, 1),
                new AlsOptions(5, 3, 1e-14, 0, 2));
        List<CouplingSpec> specs = List.of(
                SPEC,
                CouplingSpec.even(1),
                CouplingSpec.all(2),
                CouplingSpec.shared(2, CouplingPath.all(1)),
                new CouplingSpec(1, CouplingPath.all(1), List.of(1.0, 1.0, 1.0, 1.0, Math.nextUp(1.0))));
        for (CouplingSpec spec : specs) {
            for (AlsOptions o : options) {
                assertTrue(names.add(FactorKey.fileName(spec, o)), spec + " " + o);
            }
        }
    }

    @Test
    void aFileUnderAnotherNameIsNotTrusted() throws IOException {
        ask(folder, SPEC, OPTIONS);
        AlsOptions other = new AlsOptions(5, 4, 1e-14, 0, 1);
        Files.move(only(), folder.resolve(FactorKey.fileName(SPEC, other)));
        assertTrue(ask(folder, SPEC, other).computed());
        assertEquals(1, warnings.messages.size());
        assertTrue(warnings.messages.getFirst().contains("belongs to another decomposition"), warnings.messages.toString());
    }

    /** A file whose checksum is right but whose factors are not those it claims to be. */
    @Test
    void aConsistentLieIsFound() throws IOException {
        Decomposition honest = ask(folder, SPEC, OPTIONS).decomposition();
        double[] a = honest.factors().matrix(0);
        a[7] += 1e-3; // at a minimum of the error, so this shows only in second order
        Factors altered = new Factors(5, a, honest.factors().matrix(1), honest.factors().matrix(2));
        Decomposition lie = new Decomposition(SPEC, altered, honest.relativeError(), 0, honest.method(), honest.origin());
        Files.write(only(), FactorFile.write(FactorKey.of(SPEC, OPTIONS), lie));
        Answer answer = ask(folder, SPEC, OPTIONS);
        assertTrue(answer.computed());
        assertEquals(honest.factors(), answer.decomposition().factors());
        String warning = warnings.messages.getFirst();
        assertTrue(warning.startsWith("WARNING") && warning.contains(only().toString())
                && warning.contains("claims the relative error"), warning);
        assertFalse(ask(folder, SPEC, OPTIONS).computed(), "the lie was not replaced");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "sha256 ", "tdn4j factors 1\n", "PK\u0003\u0004 something else entirely"})
    void aForeignFileIsReportedAndReplaced(String content) throws IOException {
        Path file = folder.resolve(FactorKey.fileName(SPEC, OPTIONS));
        Files.writeString(file, content);
        assertTrue(ask(folder, SPEC, OPTIONS).computed());
        assertEquals(1, warnings.messages.size());
        assertTrue(warnings.messages.getFirst().contains(file.toString()), warnings.messages.toString());
        assertFalse(ask(folder, SPEC, OPTIONS).computed());
    }

    @Test
    void aFolderInThePlaceOfTheFileCostsWarningsOnly() throws IOException {
        Files.createDirectories(folder.resolve(FactorKey.fileName(SPEC, OPTIONS)).resolve("inside"));
        assertTrue(ask(folder, SPEC, OPTIONS).computed());
        assertEquals(2, warnings.messages.size(), "one for reading, one for writing: " + warnings.messages);
        only();
    }

    @Test
    void anUnusableFolderCostsAWarningOnly() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "not a folder");
        Answer answer = ask(file.resolve("below"), SPEC, OPTIONS);
        assertTrue(answer.computed());
        assertTrue(answer.decomposition().relativeError() < 1);
        assertTrue(warnings.messages.getLast().contains("cannot be kept in"), warnings.messages.toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void exactFactorsAreShipped(int lmax) {
        AtomicInteger reports = new AtomicInteger();
        Decomposition d = new FactorCache(folder, warnings).exact(lmax, _ -> reports.incrementAndGet());
        assertEquals(0, reports.get(), "not shipped: run CatalogueBuilder");
        assertEquals(List.of(), warnings.messages);
        assertEquals(ExactRank.of(lmax), d.rank());
        assertTrue(d.relativeError() <= 1e-12, d.toString());
    }

    /** Only what suits the tensor, with the default seed: whoever asks for another seed gets it. */
    @Test
    void anotherSeedIsNotShipped() {
        CouplingSpec spec = CouplingSpec.all(1);
        assertFalse(ask(folder, spec, AlsOptions.suiting(spec, 7, 0)).computed());
        assertTrue(ask(folder, spec, AlsOptions.suiting(spec, 7, 1)).computed());
    }

    @Test
    void whatASearchFoundIsKnownToTheNext() throws IOException {
        FactorCache cache = new FactorCache(folder, warnings);
        List<Decomposition> shipped = cache.known(SPEC);
        Decomposition d = Decomposition.compute(SPEC, OPTIONS, _ -> {});
        cache.keep(d);
        cache.keep(new Decomposition(SPEC, new Factors(5, new double[20], new double[20], new double[20]), 1, 0, "als", ""));
        only();
        List<Decomposition> known = new ArrayList<>(cache.known(SPEC));
        assertTrue(known.remove(d), "lost, or replaced by a worse one: " + known);
        assertEquals(shipped, known);
        assertFalse(cache.known(CouplingSpec.even(1)).contains(d));
        assertEquals(List.of(), warnings.messages);
    }

    @Test
    void whatIsShippedIsNotKept() {
        FactorCache cache = new FactorCache(folder.resolve("none"), warnings);
        cache.known(SPEC).forEach(cache::keep);
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void folderFollowsTheOperatingSystem() {
        Path home = folder;
        Map<String, String> linux = Map.of("os.name", "Linux", "user.home", home.toString());
        Path chosen = folder.resolve("x");
        assertEquals(home.resolve(".cache/tdn4j"), CacheFolder.of(linux::get, Map.<String, String>of()::get));
        assertEquals(chosen.resolve("tdn4j"), CacheFolder.of(linux::get, Map.of("XDG_CACHE_HOME", chosen.toString())::get));
        assertEquals(home.resolve(".cache/tdn4j"), CacheFolder.of(linux::get, Map.of("XDG_CACHE_HOME", "relative")::get));
        Map<String, String> windows = Map.of("os.name", "Windows 11", "user.home", home.toString());
        assertEquals(chosen.resolve("tdn4j"), CacheFolder.of(windows::get, Map.of("LOCALAPPDATA", chosen.toString())::get));
        Map<String, String> mac = Map.of("os.name", "Mac OS X", "user.home", home.toString());
        assertEquals(home.resolve("Library/Caches/tdn4j"), CacheFolder.of(mac::get, Map.<String, String>of()::get));
        Map<String, String> named = Map.of("os.name", "Linux", "user.home", "/", FactorCache.FOLDER_PROPERTY, chosen.toString());
        assertEquals(chosen, CacheFolder.of(named::get, Map.<String, String>of()::get));
        Map<String, String> wrong = Map.of("os.name", "Linux", "user.home", "/", FactorCache.FOLDER_PROPERTY, "a\0b");
        assertThrows(IllegalArgumentException.class, () -> CacheFolder.of(wrong::get, Map.<String, String>of()::get));
    }

    @Test
    void theKeyHoldsEverythingThatDeterminesTheFactors() {
        assertEquals("als version " + Als.VERSION + " lmax 1 rank 5 seed 3 target 1.0E-14 acceptable 0.0 starts 1"
                + " paths 0,0,0:1.0 0,1,1:1.0 1,0,1:1.0 1,1,0:1.0 1,1,1:1.0", FactorKey.of(SPEC, OPTIONS));
    }
}
