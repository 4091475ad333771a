package dev.tdn4j.cpdecomp.sphere;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Points and positive weights on the unit sphere whose weighted mean is exact, to rounding, for every spherical harmonic up
 * to a degree t. Up to t = 30 they are as few as {@link SpherePointsSearch} found, about (t+1)²/3: a point has three
 * unknowns, and there are (t+1)² harmonics. Beyond, Gauss–Legendre nodes times equally spaced azimuths.
 *
 * @param degree the degree up to which they are exact, at least 0
 * @param group the point group that they are invariant under, as Schoenflies writes it
 * @param points the points
 */
public record SpherePoints(int degree, String group, List<Point> points) {

    /**
     * A point.
     *
     * @param x its first coordinate
     * @param y its second
     * @param z its third; the sum of squares is 1
     * @param weight its share of the mean, positive; all add up to 1
     */
    public record Point(double x, double y, double z, double weight) {

        /**
         * Two unit vectors along the sphere that do not jump anywhere near a pole.
         *
         * @return e₁ and e₂ with e₁ × e₂ = (x, y, z), [2][3]
         */
        public double[][] tangents() {
            return Stratum.tangentFrame(new double[] {x, y, z});
        }
    }

    private static final String RESOURCE = "sphere-points.txt";

    /** The lines of each stored set, read on first use; points are made from them when they are asked for. */
    private static final class Stored {
        static final TreeMap<Integer, List<String>> BY_DEGREE = read();
    }

    /** Copies the list. */
    public SpherePoints {
        points = List.copyOf(points);
    }

    /**
     * The smallest set known that is exact up to a degree.
     *
     * @param degree t, at least 0
     * @return points of that degree, or of the next higher one that needs no more
     * @throws IllegalArgumentException if the degree is negative
     */
    public static SpherePoints exactTo(int degree) {
        if (degree < 0) {
            throw new IllegalArgumentException("points on the sphere are exact up to a degree of at least 0, not " + degree);
        }
        Map.Entry<Integer, List<String>> stored = Stored.BY_DEGREE.ceilingEntry(degree);
        SpherePoints set = stored == null ? null : parse(stored.getKey(), stored.getValue());
        return set != null && set.points().size() <= ProductGrid.size(degree)
                ? set
                : new SpherePoints(degree, "C" + (degree + 1) + "h", ProductGrid.exactTo(degree));
    }

    /** The line before those of a set's orbits. */
    static String header(int degree, String group) {
        return "degree " + degree + " group " + group;
    }

    private static TreeMap<Integer, List<String>> read() {
        TreeMap<Integer, List<String>> byDegree = new TreeMap<>();
        List<String> orbits = new ArrayList<>();
        for (String line : resource().split("\n")) {
            if (line.startsWith("degree")) {
                orbits = new ArrayList<>();
                byDegree.put(Integer.parseInt(line.split(" ")[1]), orbits);
            }
            orbits.add(line);
        }
        return byDegree;
    }

    private static SpherePoints parse(int degree, List<String> lines) {
        PointGroup group = PointGroup.of(lines.getFirst().split(" ")[3]);
        List<Point> points = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ");
            double[] numbers = new double[words.length];
            for (int t = 0; t < words.length; t++) {
                numbers[t] = Double.parseDouble(words[t]);
            }
            for (double[] p : group.orbit(new double[] {numbers[1], numbers[2], numbers[3]})) {
                points.add(new Point(p[0], p[1], p[2], numbers[0]));
            }
        }
        return new SpherePoints(degree, group.name(), points);
    }

    private static String resource() {
        try (InputStream in = SpherePoints.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the artifact's " + RESOURCE + " cannot be read", e);
        }
    }
}
