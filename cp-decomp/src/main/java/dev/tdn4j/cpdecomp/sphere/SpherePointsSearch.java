package dev.tdn4j.cpdecomp.sphere;

import dev.tdn4j.cpdecomp.Quadrature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The search that made the points of {@link SpherePoints}. A set with the symmetry of a point group consists of orbits. By
 * Sobolev's theorem it need only be exact on the invariant harmonics, whose number follows from the group's characters
 * (Molien); an orbit has one unknown, its weight, and one or two more if its points may move on a mirror plane or anywhere.
 * For every number of points, from the least that is worth a try, the combinations of orbits that have at least as many
 * unknowns as there are equations, a few for each group, are solved from a few random starts, until a solution with positive
 * weights appears. So the sets are the smallest found, not proven smallest.
 *
 * <p>With the project compiled, {@code java -cp CLASSES dev.tdn4j.cpdecomp.SpherePointsSearch FILE} writes the resource
 * {@code sphere-points.txt} anew, the same every time, and prints what it found; it takes a few minutes.
 */
public final class SpherePointsSearch {

    /** Quadrature factors need 3L−1 and 3L for L = 1..10. */
    private static final int LARGEST_DEGREE = 30;

    /** Large groups first: they have few equations. Dihedral groups with mirrors found nothing smaller up to degree 15. */
    private static final List<String> GROUPS = List.of(
            "Ih", "I", "Oh", "Th", "Td", "O", "T", "S10", "S6", "D6", "D5", "D4", "D3", "D2", "C6", "C5", "C4", "C3", "S8", "S4", "C2");

    /** The search for a degree begins at this share of (t+1)²/3 points. */
    private static final double LEAST_SHARE = 0.95;
    /** Larger systems take seconds a start. */
    private static final int MOST_EQUATIONS = 150;
    /** Combinations of orbits tried for one group and number of points, those with the fewest orbits first. */
    private static final int MOST_COMBINATIONS = 5;
    /** Where there is a solution, one of the first starts usually finds it. */
    private static final int STARTS = 5;
    /** The smallest weight of a point by the largest; a solution with less has lost an orbit. */
    private static final double LEAST_WEIGHT_RATIO = 0.05;

    private static final long SEED = 7;

    /** A set that was found. */
    private record Found(int degree, PointGroup group, OrbitSolver.Solution solution) {

        String text() {
            StringBuilder text = new StringBuilder(SpherePoints.header(degree, group.name())).append('\n');
            for (int o = 0; o < solution.weights().length; o++) {
                double[] p = solution.points()[o];
                text.append(solution.weights()[o] + " " + p[0] + " " + p[1] + " " + p[2]).append('\n');
            }
            return text.toString();
        }

        int points() {
            return solution.strata().stream().mapToInt(Stratum::size).sum();
        }
    }

    private SpherePointsSearch() {}

    /**
     * Searches for all degrees.
     *
     * @param arguments the file to write
     * @throws IOException if it cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        List<PointGroup> groups = GROUPS.stream().map(PointGroup::of).toList();
        StringBuilder text = new StringBuilder("""
                # Points on the unit sphere, exact on every spherical harmonic up to a degree, made by SpherePointsSearch:
                # one line an orbit of the group, with the weight of each of its points and the coordinates of one of them.
                """);
        for (int degree = 2; degree <= LARGEST_DEGREE; degree++) {
            long begin = System.nanoTime();
            Found found = search(degree, groups);
            text.append(found.text());
            System.out.printf("degree %d: %d points, group %s, %d orbits, residual %.1e, %.1f s%n",
                    degree, found.points(), found.group().name(), found.solution().weights().length,
                    found.solution().residual(), (System.nanoTime() - begin) / 1e9);
        }
        Files.writeString(Path.of(arguments[0]), text);
    }

    private static Found search(int degree, List<PointGroup> groups) {
        List<PointGroup> small = groups.stream().filter(g -> equations(g, degree) <= MOST_EQUATIONS).toList();
        List<InvariantHarmonics> invariants = small.stream().map(g -> new InvariantHarmonics(g, degree)).toList();
        for (int points = (int) Math.ceil(LEAST_SHARE * (degree + 1) * (degree + 1) / 3); ; points++) {
            for (int g = 0; g < small.size(); g++) {
                PointGroup group = small.get(g);
                List<List<Stratum>> combinations = combinations(group, points, invariants.get(g).size() + group.freeRotations());
                for (List<Stratum> orbits : combinations.subList(0, Math.min(MOST_COMBINATIONS, combinations.size()))) {
                    Optional<OrbitSolver.Solution> solution = solve(group, orbits, invariants.get(g));
                    if (solution.isPresent()) {
                        return new Found(degree, group, solution.get());
                    }
                }
            }
        }
    }

    private static int equations(PointGroup group, int degree) {
        return IntStream.rangeClosed(0, degree).map(group::invariants).sum();
    }

    private static Optional<OrbitSolver.Solution> solve(
            PointGroup group, List<Stratum> orbits, InvariantHarmonics invariants) {
        OrbitSolver solver = new OrbitSolver(invariants, orbits);
        RandomGenerator.SplittableGenerator random = new SplittableRandom(SEED);
        for (int start = 0; start < STARTS; start++) {
            Optional<OrbitSolver.Solution> solution = solver.solve(random.split());
            if (solution.isPresent() && isProper(group, solution.get())) {
                return solution;
            }
        }
        return Optional.empty();
    }

    /** Whether no orbit has vanished, by its weight or by its points falling together. */
    private static boolean isProper(PointGroup group, OrbitSolver.Solution solution) {
        double least = Double.POSITIVE_INFINITY;
        double most = 0;
        for (int o = 0; o < solution.weights().length; o++) {
            least = Math.min(least, solution.weights()[o]);
            most = Math.max(most, solution.weights()[o]);
            if (group.orbit(solution.points()[o]).size() != solution.strata().get(o).size()) {
                return false;
            }
        }
        return least > LEAST_WEIGHT_RATIO * most;
    }

    /** The combinations of orbits with a number of points and enough unknowns, the fewest orbits first. */
    private static List<List<Stratum>> combinations(PointGroup group, int points, int equations) {
        List<List<Stratum>> combinations = new ArrayList<>();
        addCombinations(group.strata(), points, equations, new ArrayList<>(), combinations);
        combinations.sort(Comparator.comparingInt(List::size));
        return combinations;
    }

    private static void addCombinations(
            List<Stratum> strata, int points, int equations, List<Stratum> chosen, List<List<Stratum>> combinations) {
        if (points == 0) {
            if (chosen.stream().mapToInt(Stratum::unknowns).sum() >= equations) {
                combinations.add(List.copyOf(chosen));
            }
            return;
        }
        if (strata.isEmpty()) {
            return;
        }
        Stratum stratum = strata.getFirst();
        // A single point on an axis has one orbit only.
        int most = stratum.freedom() == 0 ? Math.min(1, points / stratum.size()) : points / stratum.size();
        for (int count = 0; count <= most; count++) {
            addCombinations(strata.subList(1, strata.size()), points - count * stratum.size(), equations, chosen, combinations);
            chosen.add(stratum);
        }
        chosen.subList(chosen.size() - most - 1, chosen.size()).clear();
    }
}
