package dev.tdn4j.tdn.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.vector.VectorExecutor;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.study.ConservationStudy.Dynamics;
import dev.tdn4j.tdn.train.Ethanol;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A study that is stopped anywhere, any number of times, ends with the table of one that was not. */
class StudyRunTest {

    private static final double CUTOFF = 3;

    @TempDir
    private Path folder;

    private static StudyTraining training() {
        List<Structure> frames = Ethanol.frames(14);
        return new StudyTraining(frames.subList(0, 10), frames.subList(10, 14), Ethanol.options(2), new VectorExecutor());
    }

    private static Study sharing() {
        return new SharingStudy(training(), Ethanol.smallConfig(CUTOFF), List.of(2), List.of(1L), Map.of("epochs", 2));
    }

    private static Study equivariance() {
        return new EquivarianceStudy(training(), Ethanol.smallConfig(CUTOFF), List.of(5, 8), true, 4, List.of(1L), Map.of());
    }

    private static Study conservation() {
        Dynamics dynamics = new Dynamics(Ethanol.frames(1).getFirst().withoutLabels(), 100, 1, 0.25, 2500);
        return ConservationStudy.ofTraining(training(), Ethanol.smallConfig(CUTOFF), 1, dynamics, Map.of());
    }

    static Stream<Study> studies() {
        return Stream.of(sharing(), equivariance(), conservation());
    }

    private static StudyRun run(Study study, Path where, StudyRun.Listener listener) throws IOException {
        return new StudyRun(study, StudyFolder.open(where, study), new StudyPage(where, study.name(), "the command"), listener);
    }

    /** Stops at every so many calls of progress, until the study is complete. */
    private static int stoppedOften(Study study, Path where, int every) throws IOException {
        int runs = 0;
        boolean complete = false;
        while (!complete) {
            int[] calls = {0};
            StudyRun[] holder = new StudyRun[1];
            holder[0] = run(study, where, (_, _) -> {
                if (++calls[0] == every) {
                    holder[0].stop();
                }
            });
            holder[0].run(_ -> true);
            complete = holder[0].rows().size() == study.keys().size();
            assertTrue(++runs < 100, "no end");
        }
        return runs;
    }

    @ParameterizedTest
    @MethodSource("studies")
    void stoppingChangesNothing(Study study) throws IOException {
        Path straight = folder.resolve("straight");
        Path stopped = folder.resolve("stopped");
        StudyRun whole = run(study, straight, (share, _) -> assertTrue(share >= 0 && share <= 1));
        whole.run(_ -> true);
        assertEquals(study.keys(), List.copyOf(whole.rows().keySet()));
        assertTrue(stoppedOften(study, stopped, 5) > study.keys().size());
        String name = study.name();
        assertEquals(Files.readString(straight.resolve(name + ".jsonl")), Files.readString(stopped.resolve(name + ".jsonl")));
        assertEquals(Files.readString(straight.resolve(name + ".md")), Files.readString(stopped.resolve(name + ".md")));
        StudyFindings findings = whole.findings();
        assertEquals(study.keys().size(), findings.tables().getFirst().rows().size());
        for (String plot : findings.plots().keySet()) {
            assertTrue(Files.exists(straight.resolve(name + "-" + plot + ".svg")), plot);
        }
    }

    @Test
    void rowsThatAreThereAreNotComputedAgain() throws IOException {
        Study study = sharing();
        run(study, folder, (_, _) -> {}).run("shared-seed1"::equals);
        StudyRun rest = run(study, folder, (_, key) -> assertFalse(key.equals("shared-seed1")));
        assertEquals(1, rest.rows().size());
        rest.run(_ -> true);
        assertEquals(study.keys().size(), rest.rows().size());
    }

    @Test
    void aLineThatWasCutOffIsComputedAgain() throws IOException {
        Study study = sharing();
        run(study, folder, (_, _) -> {}).run(key -> key.startsWith("shared") || key.startsWith("parity"));
        Path rows = folder.resolve("sharing.jsonl");
        String text = Files.readString(rows);
        Files.writeString(rows, text.substring(0, text.length() - 20));
        StudyRun again = run(study, folder, (_, _) -> {});
        assertEquals(List.of("shared-seed1"), List.copyOf(again.rows().keySet()));
        again.run(key -> key.startsWith("parity"));
        assertEquals(text, Files.readString(rows));
    }

    @Test
    void otherSettingsAndDamageAreNamed() throws IOException {
        Study study = sharing();
        StudyFolder.open(folder, study);
        Study other = new SharingStudy(training(), Ethanol.smallConfig(CUTOFF), List.of(2), List.of(1L), Map.of("epochs", 3));
        DataException e = assertThrows(DataException.class, () -> StudyFolder.open(folder, other));
        assertTrue(e.getMessage().contains("epochs = 2, not 3"), e.getMessage());
        Path rows = folder.resolve("sharing.jsonl");
        Files.writeString(rows, "{}}\n", StandardOpenOption.APPEND);
        assertTrue(assertThrows(DataException.class, () -> StudyFolder.open(folder, study)).getMessage().contains("line 2"));
        Files.writeString(rows, "");
        assertTrue(assertThrows(DataException.class, () -> StudyFolder.open(folder, study)).getMessage().contains("no settings"));
        Files.writeString(rows, "{\"settings\":1}\n");
        assertTrue(assertThrows(DataException.class, () -> StudyFolder.open(folder, study)).getMessage().contains("line 1"));
        assertThrows(DataException.class, () -> StudyFolder.open(rows, study));
    }

    /** Its parameters were made for other data: the rings of atoms fly apart at once, and the row says so. */
    @Test
    void dynamicsThatFlyApartAreARow() throws IOException {
        Dynamics wild = new Dynamics(Ethanol.frames(1).getFirst().withoutLabels(), 300, 1, 200, 100);
        Study study = ConservationStudy.ofTraining(training(), Ethanol.smallConfig(CUTOFF), 1, wild, Map.of());
        StudyRun run = run(study, folder, (_, _) -> {});
        run.run(key -> key.equals("exact-conservative"));
        Map<String, Object> row = run.rows().get("exact-conservative");
        assertTrue(row.get("end").toString().contains("use a time step shorter"), row.toString());
        assertTrue(((Number) row.get("picoseconds")).doubleValue() < 20);
    }
}
