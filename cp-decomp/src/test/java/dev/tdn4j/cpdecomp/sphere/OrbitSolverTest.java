package dev.tdn4j.cpdecomp.sphere;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class OrbitSolverTest {

    /** McLaren's 72 points of degree 14: the corners of an icosahedron and a free orbit of its rotations. */
    @Test
    void findsMcLarensPoints() {
        PointGroup group = PointGroup.of("I");
        List<Stratum> strata = group.strata();
        Stratum corners = strata.stream().filter(s -> s.size() == 12).findFirst().orElseThrow();
        OrbitSolver solver = new OrbitSolver(new InvariantHarmonics(group, 14), List.of(corners, strata.getLast()));
        SplittableRandom random = new SplittableRandom(1);
        OrbitSolver.Solution solution = Stream.generate(() -> solver.solve(random.split()))
                .limit(20)
                .flatMap(Optional::stream)
                .findFirst()
                .orElseThrow();
        assertEquals(1, 12 * solution.weights()[0] + 60 * solution.weights()[1], 1e-13);
        assertTrue(solution.residual() < 1e-12);
    }

    /** The corners of a cube alone have degree 3, so there is nothing to be found at degree 4. */
    @Test
    void findsNothingWhereThereIsNothing() {
        PointGroup group = PointGroup.of("O");
        Stratum corners = group.strata().stream().filter(s -> s.size() == 8).findFirst().orElseThrow();
        OrbitSolver solver = new OrbitSolver(new InvariantHarmonics(group, 4), List.of(corners));
        assertTrue(solver.solve(new SplittableRandom(1)).isEmpty());
    }
}
