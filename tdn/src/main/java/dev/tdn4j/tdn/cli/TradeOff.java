package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.RankGoal;
import dev.tdn4j.cpdecomp.RankPoint;
import dev.tdn4j.cpdecomp.RankSearch;
import dev.tdn4j.tdn.report.Axis;
import dev.tdn4j.tdn.report.Mark;
import dev.tdn4j.tdn.report.Plot;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/**
 * What a search for a rank saw: the error at every rank.
 *
 * @param goal what was sought
 * @param result what was found
 */
record TradeOff(RankGoal goal, RankSearch.Result result) {

    void describe(Map<String, Object> results) {
        results.put("tolerance", goal.tolerance());
        if (goal.measure() == RankGoal.Measure.EQUIVARIANCE) {
            results.put("meanEquivarianceError", result.error());
        }
        results.put("complete", result.complete());
        List<List<Number>> curve = result.curve().stream().map(p -> List.<Number>of(p.rank(), p.error())).toList();
        results.put("curve", curve);
    }

    void tell(PrintWriter err) {
        for (RankPoint point : result.curve()) {
            String verdict = point.error() <= goal.tolerance() ? "enough" : "too few";
            err.printf("rank %d: %s %.3e, %s%n", point.rank(), name(), point.error(), verdict);
        }
        if (!result.complete()) {
            err.printf("the time is up: rank %d is within the tolerance, but a smaller one may be too; --minutes gives the search more%n",
                    result.found().rank());
        }
        err.flush();
    }

    Plot plot(int lmax) {
        List<RankPoint> points = result.curve();
        double[] ranks = points.stream().mapToDouble(RankPoint::rank).toArray();
        double[] errors = points.stream().mapToDouble(RankPoint::error).toArray();
        double[] ends = {ranks[0], ranks[ranks.length - 1]};
        double[] tolerance = {goal.tolerance(), goal.tolerance()};
        return new Plot("Rank and error, L = " + lmax, Axis.linear("rank"), Axis.log(name()))
                .with("least error seen", ranks, errors, Mark.LINE_AND_POINTS)
                .with("tolerance", ends, tolerance, Mark.DASHES)
                .withNote("rank " + result.found().rank());
    }

    private String name() {
        return goal.measure() == RankGoal.Measure.EQUIVARIANCE ? "mean equivariance error" : "relative error";
    }
}
