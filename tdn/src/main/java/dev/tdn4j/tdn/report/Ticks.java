package dev.tdn4j.tdn.report;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/**
 * Where an axis is ticked, and with which texts.
 *
 * @param major the labelled ticks
 * @param minor values of ticks without label
 * @param multiplier what all labels are to be multiplied by, such as ×10⁻⁶; empty for 1
 */
record Ticks(List<Tick> major, List<Double> minor, String multiplier) {

    /** One labelled tick. */
    record Tick(double value, String label) {}

    private static final double[] DEGREE_STEPS = {1, 2, 5, 10, 15, 30, 60, 90, 180, 360};

    /** About as many ticks as wanted, at round values. */
    static Ticks of(Range range, Scale scale, int wanted) {
        return switch (scale) {
            case LINEAR -> linear(range, roundStep((range.max() - range.min()) / wanted));
            case DEGREES -> linear(range, degreeStep((range.max() - range.min()) / wanted));
            case LOG -> log(range, wanted);
        };
    }

    private static double roundStep(double rough) {
        double decade = Math.pow(10, Math.floor(Math.log10(rough)));
        double part = rough / decade;
        return decade * (part <= 1 ? 1 : part <= 2 ? 2 : part <= 5 ? 5 : 10);
    }

    private static double degreeStep(double rough) {
        for (double step : DEGREE_STEPS) {
            if (step >= rough && rough > 0.5) {
                return step;
            }
        }
        return roundStep(rough);
    }

    private static Ticks linear(Range range, double step) {
        double largest = Math.max(Math.abs(range.min()), Math.abs(range.max()));
        int magnitude = (int) Math.floor(Math.log10(largest));
        int exponent = magnitude >= 5 || magnitude < -3 ? magnitude : 0;
        int stepMagnitude = (int) Math.floor(Math.log10(step) + 1e-9);
        int decimals = Math.max(0, exponent - stepMagnitude);
        List<Tick> major = new ArrayList<>();
        double first = Math.ceil(range.min() / step - 1e-9);
        for (int i = 0; i < 50; i++) {
            double value = (first + i) * step;
            if (!range.contains(value)) {
                break;
            }
            BigDecimal shown = new BigDecimal(value).scaleByPowerOfTen(-exponent).setScale(decimals, RoundingMode.HALF_EVEN);
            major.add(new Tick(value, sign(shown.signum() == 0 ? "0" : shown.toPlainString())));
        }
        return new Ticks(major, List.of(), exponent == 0 ? "" : "×" + power(exponent));
    }

    private static Ticks log(Range range, int wanted) {
        int low = (int) Math.floor(Math.log10(range.min()) + 1e-9);
        int high = (int) Math.ceil(Math.log10(range.max()) - 1e-9);
        int stride = Math.max(1, Math.ceilDiv(high - low, wanted));
        // Within two decades some ticks between powers of ten are labelled too, and within one nearly all.
        double decades = Math.log10(range.max() / range.min());
        List<Integer> labelled = decades < 1 ? List.of(1, 2, 3, 4, 5, 6, 8) : decades < 2 ? List.of(1, 2, 5) : List.of(1);
        List<Tick> major = new ArrayList<>();
        List<Double> minor = new ArrayList<>();
        for (int exponent = low; exponent <= high; exponent++) {
            for (int digit = 1; digit <= 9; digit++) {
                BigDecimal exact = BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent);
                double value = exact.doubleValue();
                if (!range.contains(value)) {
                    continue;
                }
                if (Math.floorMod(exponent, stride) == 0 && labelled.contains(digit)) {
                    major.add(new Tick(value, label(digit, exponent)));
                } else if (stride == 1 || digit == 1) {
                    minor.add(value);
                }
            }
        }
        return major.size() < 2 && decades < 0.5 ? linear(range, roundStep((range.max() - range.min()) / wanted))
                : new Ticks(major, minor, "");
    }

    private static String label(int digit, int exponent) {
        if (exponent >= -3 && exponent <= 3) {
            return BigDecimal.valueOf(digit).scaleByPowerOfTen(exponent).toPlainString();
        }
        return digit == 1 ? power(exponent) : digit + "×" + power(exponent);
    }

    private static String power(int exponent) {
        StringBuilder out = new StringBuilder("10");
        for (char c : Integer.toString(exponent).toCharArray()) {
            out.append(c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹".charAt(c - '0'));
        }
        return out.toString();
    }

    private static String sign(String number) {
        return number.replace('-', '−');
    }
}
