package dev.tdn4j.tdn.cli;

import dev.tdn4j.tdn.model.Preset;
import dev.tdn4j.tdn.model.TdnConfig;
import java.util.Locale;

/** Checks values that a user typed; what is wrong is named together with its option. */
final class UserValue {

    /** Harmonics, rotations and coefficients are shown up to this degree: nobody reads larger tables. */
    static final int LARGEST_SHOWN_DEGREE = 30;

    /** The largest degree of networks and of their factors. */
    static final int LARGEST_NETWORK_DEGREE = 10;

    private UserValue() {}

    static int within(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new UserException(option + " must be between " + least + " and " + most + ", but is " + value);
        }
        return value;
    }

    /**
     * Finite numbers between commas.
     *
     * @param option the option's name
     * @param text what the user gave
     * @param form what the option expects, such as {@code x,y,z}
     * @param count how many numbers that are
     */
    static double[] numbers(String option, String text, String form, int count) {
        String[] parts = text.split(",", -1);
        if (parts.length != count) {
            throw new UserException(
                    "%s needs %d numbers, %s, but has %d: \"%s\"".formatted(option, count, form, parts.length, text));
        }
        double[] numbers = new double[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = number(option, parts[i].strip(), i + 1);
        }
        return numbers;
    }

    private static double number(String option, String text, int position) {
        double number;
        try {
            number = Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new UserException("%s: number %d, \"%s\", is not a number".formatted(option, position, text), e);
        }
        if (!Double.isFinite(number)) {
            throw new UserException("%s: number %d, \"%s\", is not finite".formatted(option, position, text));
        }
        return number;
    }

    /** A preset's configuration at a largest degree. */
    static TdnConfig config(Preset preset, int lmax) {
        try {
            return preset.config(lmax);
        } catch (IllegalArgumentException e) {
            throw new UserException("--preset " + name(preset) + ": " + e.getMessage(), e);
        }
    }

    /** The name by which users choose an enum's constant. */
    static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
