package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.study.Study;
import dev.tdn4j.tdn.study.StudyFindings;
import dev.tdn4j.tdn.study.StudyFolder;
import dev.tdn4j.tdn.study.StudyPage;
import dev.tdn4j.tdn.study.StudyRun;
import dev.tdn4j.tdn.study.StudyTable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The folder of a study, and how every study runs: with progress, to be interrupted and to go on. */
final class StudyOptions {

    /** The exit code of a program ended by SIGINT, by the shells' convention. */
    private static final int INTERRUPTED = 130;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(names = "--out", required = true, paramLabel = "FOLDER", description = "Where rows, tables and pictures are kept; a study that is there goes on.")
    private Path out;

    /**
     * Computes the rows that are missing and prints what there is.
     *
     * @param study the study
     * @param wanted which of its rows are computed now
     * @param json how results are printed
     * @return the exit code
     */
    int run(Study study, Predicate<String> wanted, JsonOption json) throws IOException {
        StudyFolder folder = StudyFolder.open(out, study);
        StudyPage page = new StudyPage(out, study.name(), commandLine());
        Progress bar = new Progress(study.name());
        StudyRun run = new StudyRun(study, folder, page, (share, key) -> {
            bar.at(share);
            bar.say(key);
        });
        // Until the interrupt is closed the JVM waits, so that after Ctrl-C the rows so far are shown.
        try (Interrupt interrupt = new Interrupt(run::stop)) {
            try (bar) {
                run.run(wanted);
            }
            print(study, run, interrupt.happened(), json);
            return interrupt.happened() ? INTERRUPTED : 0;
        }
    }

    /** As it was typed, for those who want to make the tables again. */
    private String commandLine() {
        List<String> words = command.root().commandLine().getParseResult().originalArgs();
        return "./tdn4j " + String.join(" ", words.stream().filter(word -> !word.equals("--json")).toList());
    }

    private void print(Study study, StudyRun run, boolean interrupted, JsonOption json) throws IOException {
        StudyFindings findings = run.findings();
        List<Map<String, Object>> rows = new ArrayList<>();
        run.rows().forEach((key, row) -> {
            Map<String, Object> named = new LinkedHashMap<>();
            named.put("key", key);
            named.putAll(row);
            rows.add(named);
        });
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("study", study.name());
        results.put("settings", study.settings());
        results.put("rows", rows);
        results.put("complete", rows.size() == study.keys().size());
        results.put("interrupted", interrupted);
        results.put("report", out.resolve(study.name() + ".html").toString());
        json.print(results, text -> print(text, findings, study.name()));
    }

    private void print(PrintWriter text, StudyFindings findings, String name) {
        for (StudyTable table : findings.tables()) {
            text.println(table.title());
            text.print(table.markdown());
            text.println();
        }
        text.println("see " + out.resolve(name + ".html"));
    }
}
