package dev.tdn4j.tdn.study;

import dev.tdn4j.tdn.report.HtmlReport;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Writes the findings of a study: {@code NAME.md}, {@code NAME.html}, and a picture each as {@code NAME-PLOT.svg}. */
public final class StudyPage {

    private final Path folder;
    private final String name;
    private final String command;

    /**
     * A page not yet written.
     *
     * @param folder where
     * @param name the study's
     * @param command the command line that makes it
     */
    public StudyPage(Path folder, String name, String command) {
        this.folder = folder;
        this.name = name;
        this.command = command;
    }

    /**
     * Writes everything anew.
     *
     * @param findings what there is to show
     * @return the page
     * @throws IOException if a file cannot be written
     */
    public Path write(StudyFindings findings) throws IOException {
        for (Map.Entry<String, Plot> plot : findings.plots().entrySet()) {
            plot.getValue().write(folder.resolve(name + "-" + plot.getKey() + ".svg"));
        }
        String text = markdown(findings);
        AtomicFile.write(folder.resolve(name + ".md"), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
        HtmlReport page = new HtmlReport(findings.title(), findings.summary());
        findings.plots().values().forEach(plot -> page.figure(plot, ""));
        findings.tables().forEach(table -> page.section(table.title()).table(table.header(), table.rows()));
        page.section("Command").paragraph(command);
        Path file = folder.resolve(name + ".html");
        page.write(file);
        return file;
    }

    private String markdown(StudyFindings findings) {
        StringBuilder out = new StringBuilder("# " + findings.title() + "\n\n" + findings.summary() + "\n\n```\n" + command + "\n```\n");
        findings.tables().forEach(table -> out.append("\n## ").append(table.title()).append("\n\n").append(table.markdown()));
        findings.plots().forEach((plot, picture) -> out.append("\n![").append(picture.title()).append("](").append(name)
                .append('-').append(plot).append(".svg)\n"));
        return out.toString();
    }
}
