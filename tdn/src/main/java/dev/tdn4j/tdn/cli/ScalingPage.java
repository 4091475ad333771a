package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.machine.Machine;
import dev.tdn4j.tdn.report.Axis;
import dev.tdn4j.tdn.report.HtmlReport;
import dev.tdn4j.tdn.report.Mark;
import dev.tdn4j.tdn.report.Plot;
import dev.tdn4j.tdn.report.PlotGrid;
import dev.tdn4j.tdn.scaling.Curve;
import dev.tdn4j.tdn.scaling.Direction;
import dev.tdn4j.tdn.scaling.Findings;
import dev.tdn4j.tdn.scaling.Part;
import dev.tdn4j.tdn.scaling.Row;
import dev.tdn4j.tdn.scaling.Setting;
import dev.tdn4j.tdn.scaling.Source;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/** A study's findings as a page with pictures, and the main picture alone. */
final class ScalingPage {

    private static final String PICTURE = "scaling.svg", PAGE = "scaling.html";

    private final Findings findings;
    private final double peak;

    ScalingPage(Findings findings, double peak) {
        this.findings = findings;
        this.peak = peak;
    }

    /**
     * Writes the page and the picture.
     *
     * @return the page
     */
    Path write(Path folder) throws IOException {
        List<Plot> times = new ArrayList<>();
        HtmlReport page = new HtmlReport("Tensor products against the largest degree", summary());
        for (Group group : groups()) {
            page.section(group.title);
            Plot time = time(group);
            if (group.inPicture) {
                times.add(time);
            }
            page.figure(time, "").figure(operations(group), "");
        }
        tables(page);
        new PlotGrid(times, 2).write(folder.resolve(PICTURE));
        page.write(folder.resolve(PAGE));
        return folder.resolve(PAGE);
    }

    private String summary() {
        return String.format(Locale.ROOT,
                "One thread, 64 channels, float, on %s; peak %.0f GFLOP/s. Times are medians of seven measurements.",
                Machine.here(), peak);
    }

    /** The colour of an algorithm is the same in all pictures; the ninth is that of the first again, which it never meets. */
    private static int slot(Curve curve) {
        return switch (curve.subject().algorithm()) {
            case DENSE -> 0;
            case SPARSE -> 1;
            case MATRIX -> 2;
            case EDGE_ALIGNED -> 3;
            case GAUNT -> 4;
            case SPIN -> 7;
            case CP -> switch (curve.subject().source()) {
                case PAPER -> 6;
                case MATRICES -> 8;
                default -> curve.part() == Part.WHOLE ? 5 : curve.part().ordinal() - 1;
            };
        };
    }

    /** Curves that share a picture. */
    private record Group(String title, Predicate<Curve> has, boolean inPicture) {}

    private List<Group> groups() {
        List<Group> groups = new ArrayList<>();
        for (Setting setting : List.of(Setting.SHARED, Setting.OWN)) {
            for (Direction direction : Direction.values()) {
                groups.add(new Group(ScalingText.capital(setting.title()) + ", " + direction.title(),
                        c -> c.subject().setting() == setting && c.direction() == direction, direction == Direction.FORWARD));
            }
        }
        for (boolean even : new boolean[] {false, true}) {
            for (Direction direction : List.of(Direction.FORWARD, Direction.GRAD_X)) {
                groups.add(new Group("Summed over 60 neighbours, " + (even ? "even" : "all") + " paths, " + direction.title(),
                        c -> neighbours(c, even) && c.direction() == direction && c.part() == Part.WHOLE, direction == Direction.FORWARD));
            }
            groups.add(new Group("CP once a node, part by part, " + (even ? "even" : "all") + " paths",
                    c -> neighbours(c, even) && c.part() != Part.WHOLE && c.subject().source() != Source.PAPER
                            && c.subject().source() != Source.MATRICES, false));
        }
        return groups.stream().filter(g -> findings.curves().stream().anyMatch(g.has)).toList();
    }

    private static boolean neighbours(Curve c, boolean even) {
        return c.subject().setting() == Setting.NEIGHBOURS && c.subject().source().isEven() == even;
    }

    private Plot time(Group group) {
        return plot(group, group.title, "time (ns an edge and channel)", row -> row.time().median());
    }

    private Plot operations(Group group) {
        return plot(group, "Operations", "multiply-adds an edge and channel", Row::operations);
    }

    private Plot plot(Group group, String title, String label, ToDoubleFunction<Row> value) {
        Plot plot = new Plot(title, Axis.log("L + 1"), Axis.log(group.title.startsWith("CP once") ? label.replace("an edge", "an edge or node") : label));
        List<Curve> curves = findings.curves().stream().filter(group.has).sorted(Comparator.comparingInt(ScalingPage::slot)).toList();
        int next = 0;
        for (Curve curve : curves) {
            for (; next < slot(curve); next++) {
                plot = plot.with("", new double[0], new double[0], Mark.LINE); // takes a colour
            }
            plot = plot.with(label(curve), curve.x(), curve.values(value), Mark.LINE_AND_POINTS);
            next++;
        }
        return plot;
    }

    /** What the title of the picture does not say. */
    private static String label(Curve curve) {
        String label = ScalingText.label(curve.subject(), curve.part());
        return label.replace(", " + Source.ALL.title(), "").replace(", " + Source.EVEN.title(), "");
    }

    private void tables(HtmlReport page) {
        page.section("Exponents").paragraph("Of L + 1, fitted to the medians and to the exact counts over the same degrees.")
                .table(List.of("curve", "direction", "degrees", "time", "operations"), findings.exponents().stream()
                        .map(e -> List.of(
                                e.curve().subject().setting().title() + ": " + ScalingText.label(e.curve().subject(), e.curve().part()),
                                e.curve().direction().title(), e.from() + " to " + e.to(),
                                "%.2f".formatted(e.time()), "%.2f".formatted(e.operations())))
                        .toList());
        page.section("The fastest").paragraph("CP: the time of the fastest exact CP in units of the winner's.")
                .table(List.of("setting", "direction", "L", "fastest", "ns", "CP"), findings.winners().stream()
                        .map(w -> List.of(w.subject().setting().title(), w.direction().title(), "" + w.lmax(), w.subject().title(),
                                ScalingText.number(w.time()), w.cp().isPresent() ? "%.2f".formatted(w.cp().getAsDouble()) : ""))
                        .toList());
        page.section("Crossovers").table(List.of("overtakes", "what", "setting", "direction", "from L ="), findings.crossovers().stream()
                .map(c -> List.of(c.faster().title(), c.slower().title(), c.faster().setting().title(), c.direction().title(), "" + c.from()))
                .toList());
        page.section("Neighbours a node needs for CP to pay off").table(List.of("CP", "L", "neighbours (against)"), findings.breakEven().stream()
                .map(b -> List.of(b.cp().title(), "" + b.lmax(), ScalingText.neighbours(b)))
                .toList());
        page.section("Measurements").table(
                List.of("subject", "direction", "L", "ns", "quartiles", "multiply-adds", "share of the peak"), findings.rows().stream()
                        .map(r -> List.of(r.subject().setting().title() + ": " + ScalingText.label(r.subject(), r.part()),
                                r.direction().title(), "" + r.lmax(), ScalingText.number(r.time().median()),
                                ScalingText.number(r.time().low()) + "–" + ScalingText.number(r.time().high()),
                                ScalingText.number(r.operations()), "%.0f %%".formatted(100 * r.share())))
                        .toList());
    }
}
