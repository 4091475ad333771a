package dev.tdn4j.tdn.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void lossCurvesSkipEpochsWithoutValue() {
        double[] epochs = {1, 2, 3};
        Plot plot = Figures.lossCurves("t", "loss", epochs, Map.of("validation", new double[] {9, Double.NaN, 7}));
        assertEquals(Scale.LOG, plot.y().scale());
        assertArrayEquals(new double[] {1, 3}, plot.series().getFirst().x());
        assertArrayEquals(new double[] {9, 7}, plot.series().getFirst().y());
    }

    @Test
    void parityIsSquare() throws Exception {
        Plot plot = Figures.parity("t", "energy (eV)", new double[] {-10, 1}, new double[] {-9, 30});
        assertTrue(plot.square());
        var svg = Xml.parse(plot.svg());
        // One diagonal from corner to corner, so of slope 1 in the picture.
        String[] ends = Xml.attributes(svg, "path", "d").getFirst().substring(1).split("[ L]");
        double[] at = Arrays.stream(ends).mapToDouble(Double::parseDouble).toArray();
        assertEquals(at[2] - at[0], at[1] - at[3], 0.2);
    }

    /** The dashed line is the least-squares line: it passes through the mean with the slope given. */
    @Test
    void theDriftLineFitsALinearDrift() {
        double[] times = {0, 1, 2, 3};
        int atoms = 2;
        double[] energies = Arrays.stream(times).map(t -> -5 + 0.004 * t).toArray();
        Plot plot = Figures.energyConservation("t", times, energies, atoms, 2);
        // 4 meV/ps over two atoms; the change of −5 eV is rounded at 1e-15 eV, 1e-12 meV.
        assertArrayEquals(new double[] {0, 2, 4, 6}, plot.series().get(0).y(), 1e-11);
        assertArrayEquals(new double[] {0, 2, 4, 6}, plot.series().get(1).y(), 1e-11);
        assertEquals("drift +2.00 meV/atom/ps", plot.series().get(1).label());
        assertTrue(Figures.energyConservation("t", times, energies, atoms, -1).series().get(1).label().contains("−1.00"));
        Figures.energyConservation("t", new double[0], new double[0], atoms, 0).svg();
    }

    @Test
    void scansStartAtTheirOwnMinimum() {
        double[] angles = {-180, 0, 180};
        Plot plot = Figures.torsionScan(
                "t", angles, new double[] {-1, -1.5, -1}, Map.of("model", new double[] {3, Double.NaN, 3.25}));
        assertArrayEquals(new double[] {0, Double.NaN, 250}, plot.series().get(0).y());
        assertArrayEquals(new double[] {500, 0, 500}, plot.series().get(1).y());
        assertEquals(Mark.REFERENCE, plot.series().get(1).mark());
    }

    @Test
    void boundsStandOnLogarithmicAxesInOrder() {
        double[] ranks = {1, 2, 4};
        Plot plot = Figures.errorBounds(
                "t", "rank", ranks, Map.of("theorem", ranks), Map.of("residual", ranks), Map.of("worst", ranks));
        assertEquals(Scale.LOG, plot.x().scale());
        assertEquals(Scale.LOG, plot.y().scale());
        assertEquals(List.of("theorem", "residual", "worst"), plot.series().stream().map(Series::label).toList());
        assertEquals(
                List.of(Mark.DASHES, Mark.LINE, Mark.LINE_AND_POINTS), plot.series().stream().map(Series::mark).toList());
    }
}
