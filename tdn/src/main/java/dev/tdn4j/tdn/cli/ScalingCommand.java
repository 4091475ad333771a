package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.machine.Machine;
import dev.tdn4j.tdn.scaling.Findings;
import dev.tdn4j.tdn.scaling.ScalingStudy;
import dev.tdn4j.tdn.scaling.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code tdn4j scaling}: how the time of tensor products grows with the largest degree. */
@Command(
        name = "scaling",
        description = {
            "Time tensor products by every algorithm against the largest degree L, forward and backward, beside exact counts",
            "of their operations: growth, crossovers, where CP wins and where not. One thread; measure on an idle machine."
        })
final class ScalingCommand implements Callable<Integer> {

    private static final int LARGEST_DEGREE = 10;
    private static final int LONGEST_MEASUREMENT = 1000;

    @Spec
    private CommandSpec command;

    @Option(names = "--lmax", defaultValue = "8", paramLabel = "N", description = "Largest degree, 2 to 10: every L from 1 on is timed. Default: 8.")
    private int lmax;

    @Option(
            names = "--millis",
            defaultValue = "6",
            paramLabel = "T",
            description = "Time of each of seven measurements; the compiler gets ten times as much. Default: 6.")
    private int millis;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the report and its picture (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("scaling-report");

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() throws IOException {
        UserValue.within("--lmax", lmax, 2, LARGEST_DEGREE);
        UserValue.within("--millis", millis, 1, LONGEST_MEASUREMENT);
        if (Files.exists(out) && !Files.isDirectory(out)) {
            throw new UserException("--out: " + out + " is no folder: name one that exists or can be made");
        }
        Files.createDirectories(out);
        ScalingStudy study = new ScalingStudy(lmax, millis);
        run(study);
        Findings findings = Findings.of(lmax, study.rows(), study.absent());
        ScalingPage page = new ScalingPage(findings, study.peak());
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("version", Version.number());
        results.put("machine", Machine.here().values());
        results.put("peak", study.peak());
        results.putAll(findings.values());
        results.put("report", page.write(out).toString());
        json.print(results, new ScalingText(findings, study.peak())::print);
        return 0;
    }

    private void run(ScalingStudy study) {
        List<Subject> subjects = Subject.all();
        try (StudyProgress progress = new StudyProgress(command.commandLine().getErr(), subjects.size())) {
            for (Subject subject : subjects) {
                progress.begin(subject);
                study.time(subject);
                progress.end();
            }
        }
    }
}
