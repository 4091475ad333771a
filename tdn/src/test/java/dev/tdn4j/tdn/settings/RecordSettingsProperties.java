package dev.tdn4j.tdn.settings;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.train.Schedule;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;

class RecordSettingsProperties {

    private static final TrainingOptions STANDARD = TrainingOptions.standard();

    @Property(tries = 200)
    void roundTrip(
            @ForAll @IntRange(min = 1, max = 1000) int batch, @ForAll @DoubleRange(min = 0, max = 0.99) double dropout,
            @ForAll boolean fixed, @ForAll Schedule schedule, @ForAll long seed) {
        TrainingOptions options = STANDARD
                .with("batchSize", batch)
                .with("dropout", dropout)
                .with("trainOnFixed", fixed)
                .with("schedule", schedule)
                .with("seed", seed);
        assertEquals(options, RecordSettings.with(STANDARD, RecordSettings.toMap(options), "here"));
        assertEquals(List.of(batch, dropout, fixed, schedule, seed), List.of(
                options.batchSize(), options.dropout(), options.trainOnFixed(), options.schedule(), options.seed()));
    }

    /** A slip of one letter is answered with the name that was meant. */
    @Property(tries = 200)
    void theNearestNameIsSuggested(@ForAll @IntRange(min = 0, max = 23) int which, @ForAll @IntRange(min = 0, max = 30) int at) {
        String name = List.copyOf(RecordSettings.toMap(STANDARD).keySet()).get(which);
        int slip = at % name.length();
        String wrong = name.substring(0, slip) + "q" + name.substring(slip + 1);
        DataException e = assertThrows(DataException.class, () -> STANDARD.with(wrong, 1));
        assertEquals("the options: there is no setting " + wrong + "; did you mean " + name + "?", e.getMessage());
    }

    @Example
    void wrongKindsAreRefused() {
        Map<String, Object> wrong = new LinkedHashMap<>();
        wrong.put("batchSize", 2.5);
        wrong.put("epochs", 1e12);
        wrong.put("learningRate", "fast");
        wrong.put("trainOnFixed", 1);
        wrong.put("schedule", 3);
        wrong.put("forceLoss", "l1");
        wrong.put("dropout", null);
        wrong.put("clipNorm", List.of(1));
        wrong.put("energyDelta", Double.POSITIVE_INFINITY);
        wrong.forEach((key, value) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put(key, value);
            DataException e = assertThrows(DataException.class, () -> RecordSettings.with(STANDARD, one, "file"), key);
            assertTrue(e.getMessage().startsWith("file: " + key + " must be "), e.getMessage());
            assertTrue(e.getMessage().endsWith(", but is " + value), e.getMessage());
        });
    }
}
