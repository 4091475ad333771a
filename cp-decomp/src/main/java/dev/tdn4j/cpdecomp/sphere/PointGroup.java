package dev.tdn4j.cpdecomp.sphere;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A finite group of rotations and reflections about the origin, named after Schoenflies: C, Cv, Ch, D, Dh, Dd and S with
 * the order of the polar axis, and T, Td, Th, O, Oh, I, Ih.
 */
public final class PointGroup {

    /** Images closer than this are one: far above rounding, far below the distance of points that are meant to differ. */
    private static final double SAME = 1e-9;

    private static final Pattern NAME = Pattern.compile("(?:([CDS])([1-9][0-9]?)|([TOI]))([vhd]?)");

    private static final double[] HALF_TURN_X = {1, 0, 0, 0, -1, 0, 0, 0, -1};
    private static final double[] HALF_TURN_Z = {-1, 0, 0, 0, -1, 0, 0, 0, 1};
    private static final double[] THIRD_TURN = {0, 1, 0, 0, 0, 1, 1, 0, 0};
    private static final double[] REFLECTION_Y = {1, 0, 0, 0, -1, 0, 0, 0, 1};
    private static final double[] REFLECTION_Z = {1, 0, 0, 0, 1, 0, 0, 0, -1};
    private static final double[] DIAGONAL_REFLECTION = {0, 1, 0, 1, 0, 0, 0, 0, 1};
    private static final double[] INVERSION = {-1, 0, 0, 0, -1, 0, 0, 0, -1};

    private final String name;
    private final List<double[]> elements;

    private PointGroup(String name, List<double[]> generators) {
        this.name = name;
        this.elements = closure(generators);
    }

    /**
     * The group of a name.
     *
     * @param name for example {@code C5}, {@code S6}, {@code D3h}, {@code Td}
     * @throws IllegalArgumentException if it names no group
     */
    public static PointGroup of(String name) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("no point group is named " + name);
        }
        String kind = (matcher.group(1) == null ? matcher.group(3) : matcher.group(1)) + matcher.group(4);
        int n = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
        return new PointGroup(name, switch (kind) {
            case "C" -> List.of(turn(n));
            case "Cv" -> List.of(turn(n), REFLECTION_Y);
            case "Ch" -> List.of(turn(n), REFLECTION_Z);
            case "S" -> List.of(product(turn(n), REFLECTION_Z));
            case "D" -> List.of(turn(n), HALF_TURN_X);
            case "Dh" -> List.of(turn(n), HALF_TURN_X, REFLECTION_Z);
            case "Dd" -> List.of(product(turn(2 * n), REFLECTION_Z), HALF_TURN_X);
            case "T" -> List.of(HALF_TURN_Z, THIRD_TURN);
            case "Td" -> List.of(HALF_TURN_Z, THIRD_TURN, DIAGONAL_REFLECTION);
            case "Th" -> List.of(HALF_TURN_Z, THIRD_TURN, INVERSION);
            case "O" -> List.of(turn(4), THIRD_TURN);
            case "Oh" -> List.of(turn(4), THIRD_TURN, INVERSION);
            case "I" -> List.of(HALF_TURN_Z, THIRD_TURN, fifthTurn());
            case "Ih" -> List.of(HALF_TURN_Z, THIRD_TURN, fifthTurn(), INVERSION);
            default -> throw new IllegalArgumentException("no point group is named " + name);
        });
    }

    String name() {
        return name;
    }

    /**
     * The elements as matrices.
     *
     * @return 3×3 row-major, orthogonal, the identity first
     */
    public List<double[]> elements() {
        return elements.stream().map(double[]::clone).toList();
    }

    int order() {
        return elements.size();
    }

    /** The images of a point, each once. */
    List<double[]> orbit(double[] point) {
        List<double[]> orbit = new ArrayList<>();
        for (double[] element : elements) {
            double[] image = image(element, point);
            if (!contains(orbit, image)) {
                orbit.add(image);
            }
        }
        return orbit;
    }

    /**
     * The dimension of the invariant harmonics of one degree: the mean over the group of the character, which for a turn by
     * θ is 1 + 2 cos θ + … + 2 cos lθ, and (−1)^l times that for the turn followed by the inversion.
     */
    int invariants(int degree) {
        double sum = 0;
        for (double[] element : elements) {
            double sign = determinant(element);
            double angle = Math.acos(Math.clamp((sign * trace(element) - 1) / 2, -1.0, 1.0));
            double character = 1;
            for (int m = 1; m <= degree; m++) {
                character += 2 * Math.cos(m * angle);
            }
            sum += sign < 0 && degree % 2 == 1 ? -character : character;
        }
        return (int) Math.round(sum / order());
    }

    /** The dimension of the rotations that commute with the group: they move an invariant set to another such set. */
    int freeRotations() {
        double sum = 0;
        for (double[] element : elements) {
            sum += determinant(element) * trace(element);
        }
        return (int) Math.round(sum / order());
    }

    /** The kinds of orbits: each on an axis of rotation, those on each class of mirror planes, and all others. */
    List<Stratum> strata() {
        List<double[]> axes = new ArrayList<>();
        List<double[]> mirrors = new ArrayList<>();
        for (double[] element : elements) {
            double[] signedAxis = signedAxis(element);
            if (determinant(element) > 0 && trace(element) < 3 - SAME) {
                addClass(axes, signedAxis);
                addClass(axes, negative(signedAxis));
            } else if (determinant(element) < 0 && trace(element) > 1 - SAME) {
                addClass(mirrors, signedAxis);
            }
        }
        List<Stratum> strata = new ArrayList<>();
        axes.forEach(axis -> strata.add(new Stratum(orbit(axis).size(), 0, axis)));
        mirrors.forEach(normal -> strata.add(new Stratum(order() / 2, 1, normal)));
        strata.add(new Stratum(order(), 2, null));
        return strata;
    }

    private void addClass(List<double[]> representatives, double[] vector) {
        List<double[]> orbit = orbit(vector);
        for (double[] representative : representatives) {
            if (contains(orbit, representative)) {
                return;
            }
        }
        representatives.add(vector);
    }

    /** The axis of a turn, or the normal of a reflection: the line on which ±element is the identity. */
    private static double[] signedAxis(double[] element) {
        // For a turn M about u, M + Mᵀ + (1 − tr M) is a multiple of u uᵀ; a reflection is minus a half turn.
        double sign = determinant(element);
        double[] best = null;
        double longest = 0;
        for (int column = 0; column < 3; column++) {
            double[] u = new double[3];
            for (int row = 0; row < 3; row++) {
                u[row] = sign * (element[3 * row + column] + element[3 * column + row])
                        + (row == column ? 1 - sign * trace(element) : 0);
            }
            double length = Math.sqrt(u[0] * u[0] + u[1] * u[1] + u[2] * u[2]);
            if (length > longest + SAME) {
                longest = length;
                best = new double[] {u[0] / length, u[1] / length, u[2] / length};
            }
        }
        return best;
    }

    private static List<double[]> closure(List<double[]> generators) {
        List<double[]> elements = new ArrayList<>();
        elements.add(new double[] {1, 0, 0, 0, 1, 0, 0, 0, 1});
        for (int next = 0; next < elements.size(); next++) {
            for (double[] generator : generators) {
                double[] product = product(generator, elements.get(next));
                if (!contains(elements, product)) {
                    elements.add(product);
                }
            }
        }
        return elements;
    }

    private static double[] turn(int n) {
        double c = Math.cos(2 * Math.PI / n);
        double s = Math.sin(2 * Math.PI / n);
        return new double[] {c, -s, 0, s, c, 0, 0, 0, 1};
    }

    /** A turn by 72° about (0, 1, φ), a corner of the icosahedron on whose edges' midpoints the half turns' axes lie. */
    private static double[] fifthTurn() {
        double small = (Math.sqrt(5) - 1) / 4;
        double large = (Math.sqrt(5) + 1) / 4;
        return new double[] {small, -large, 0.5, large, 0.5, small, -0.5, small, large};
    }

    private static double[] product(double[] left, double[] right) {
        double[] product = new double[9];
        for (int row = 0; row < 3; row++) {
            for (int column = 0; column < 3; column++) {
                for (int t = 0; t < 3; t++) {
                    product[3 * row + column] += left[3 * row + t] * right[3 * t + column];
                }
            }
        }
        return product;
    }

    private static double[] image(double[] m, double[] p) {
        return new double[] {
            m[0] * p[0] + m[1] * p[1] + m[2] * p[2],
            m[3] * p[0] + m[4] * p[1] + m[5] * p[2],
            m[6] * p[0] + m[7] * p[1] + m[8] * p[2]
        };
    }

    private static double[] negative(double[] p) {
        return new double[] {-p[0], -p[1], -p[2]};
    }

    private static double trace(double[] m) {
        return m[0] + m[4] + m[8];
    }

    /** +1 or −1. */
    private static double determinant(double[] m) {
        return Math.signum(m[0] * (m[4] * m[8] - m[5] * m[7])
                - m[1] * (m[3] * m[8] - m[5] * m[6])
                + m[2] * (m[3] * m[7] - m[4] * m[6]));
    }

    private static boolean contains(List<double[]> all, double[] one) {
        for (double[] other : all) {
            double largest = 0;
            for (int t = 0; t < one.length; t++) {
                largest = Math.max(largest, Math.abs(other[t] - one[t]));
            }
            if (largest < SAME) {
                return true;
            }
        }
        return false;
    }
}
