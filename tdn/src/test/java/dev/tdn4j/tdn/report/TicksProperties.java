package dev.tdn4j.tdn.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.DoubleStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import org.junit.jupiter.api.Test;

class TicksProperties {

    @Property
    void everyRangeHasAFewDistinctTicksInside(
            @ForAll @DoubleRange(min = -1e6, max = 1e6) double a, @ForAll @DoubleRange(min = -1e6, max = 1e6) double b) {
        for (Scale scale : new Scale[] {Scale.LINEAR, Scale.DEGREES}) {
            Range range = Range.of(DoubleStream.of(a, b), scale, 0.04);
            assertFewDistinctInside(Ticks.of(range, scale, 6), range, 13);
        }
    }

    @Property
    void everyLogarithmicRangeToo(
            @ForAll @DoubleRange(min = -12, max = 12) double a, @ForAll @DoubleRange(min = -12, max = 12) double b) {
        Range range = Range.of(DoubleStream.of(Math.pow(10, a), Math.pow(10, b)), Scale.LOG, 0.04);
        Ticks ticks = Ticks.of(range, Scale.LOG, 6);
        assertFewDistinctInside(ticks, range, 13);
        ticks.minor().forEach(value -> assertTrue(range.contains(value)));
    }

    private static void assertFewDistinctInside(Ticks ticks, Range range, int most) {
        List<Ticks.Tick> major = ticks.major();
        assertTrue(major.size() >= 2 && major.size() <= most, range + " has ticks " + major);
        assertEquals(major.size(), major.stream().map(Ticks.Tick::label).distinct().count(), major.toString());
        major.forEach(tick -> assertTrue(range.contains(tick.value()), range + " has ticks " + major));
    }

    @Test
    void labelsAreRound() {
        assertEquals(List.of("−0.5", "0", "0.5", "1.0"), labels(-0.7, 1.3, Scale.LINEAR, 4));
        assertEquals(List.of("−180", "−90", "0", "90", "180"), labels(-180, 180, Scale.DEGREES, 5));
        assertEquals(List.of("−180", "−120", "−60", "0", "60", "120", "180"), labels(-180, 180, Scale.DEGREES, 8));
        assertEquals(List.of("0.001", "0.01", "0.1", "1", "10"), labels(1e-3, 10, Scale.LOG, 6));
        assertEquals(List.of("10⁻⁶", "10⁻⁴", "0.01", "1"), labels(1e-7, 10, Scale.LOG, 4));
        assertEquals(List.of("20", "50", "100", "200"), labels(15, 300, Scale.LOG, 6));
        Ticks small = Ticks.of(new Range(0, 3.2e-7, false, 0, 1), Scale.LINEAR, 4);
        assertEquals("×10⁻⁷", small.multiplier());
        assertEquals(List.of("0", "1", "2", "3"), small.major().stream().map(Ticks.Tick::label).toList());
    }

    private static List<String> labels(double min, double max, Scale scale, int wanted) {
        Ticks ticks = Ticks.of(new Range(min, max, scale == Scale.LOG, 0, 1), scale, wanted);
        return ticks.major().stream().map(Ticks.Tick::label).toList();
    }
}
