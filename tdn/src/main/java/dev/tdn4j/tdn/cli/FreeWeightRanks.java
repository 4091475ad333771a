package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.Catalogue;
import dev.tdn4j.cpdecomp.CatalogueEntry.PathSet;
import dev.tdn4j.cpdecomp.Conditioning;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.Quadrature;
import dev.tdn4j.cpdecomp.RankProblem;
import dev.tdn4j.cpdecomp.RankProfile;
import dev.tdn4j.cpdecomp.RankRow;
import dev.tdn4j.cpdecomp.RankStudy;
import dev.tdn4j.tensor.Degrees;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** The ranks of a product whose path weights are free: any tensor of a family will do. */
final class FreeWeightRanks implements RankTask {

    private final String name;
    private final int lmax;
    private final RankProblem problem;
    private final Path folder;
    private final List<RankProfile.Row> rows = new ArrayList<>();

    FreeWeightRanks(String name, int lmax, boolean even, List<Double> tolerances, Path cache) throws IOException {
        for (double tolerance : tolerances) {
            if (!RankStudy.TOLERANCES.contains(tolerance)) {
                throw new IllegalArgumentException("ranks with free path weights are searched for the relative errors "
                        + RankStudy.TOLERANCES + ", not for " + tolerance);
            }
        }
        this.name = name;
        this.lmax = lmax;
        this.problem = new RankProblem(lmax, even, true);
        this.folder = cache.resolve("ranks");
        Decomposition closed = even ? Quadrature.even(lmax) : Quadrature.all(lmax);
        tolerances.stream().sorted().forEach(tolerance -> rows.add(row(tolerance, closed)));
        PathSet paths = even ? PathSet.EVEN : PathSet.ALL;
        Catalogue.entries().stream()
                .filter(entry -> !entry.unitWeights() && entry.lmax() == lmax && entry.paths() == paths)
                .forEach(entry -> offer(Catalogue.load(entry)));
        offer(RankStudy.known(problem, folder));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Integer lmax() {
        return lmax;
    }

    @Override
    public List<RankProfile.Row> rows() {
        return List.copyOf(rows);
    }

    @Override
    public void search(double tolerance, BooleanSupplier stop, RankProgress progress) throws IOException {
        offer(RankStudy.search(problem, folder, stop, Integer.MAX_VALUE, trial -> progress.at(trial.relativeError())));
    }

    private void offer(List<RankRow> found) {
        found.forEach(row -> offer(row.found()));
    }

    private void offer(Decomposition found) {
        rows.replaceAll(known -> found.relativeError() <= known.tolerance() && found.rank() < known.rank()
                ? row(known.tolerance(), found)
                : known);
    }

    /** No rank below n is enough for n independent outputs; no search of a family ends by itself. */
    private RankProfile.Row row(double tolerance, Decomposition found) {
        double entry = Conditioning.of(found.factors(), found.spec()).largestEntry();
        return new RankProfile.Row(
                found.product(), tolerance, Degrees.components(lmax), found.rank(), found.relativeError(), entry, found.method(), false);
    }
}
