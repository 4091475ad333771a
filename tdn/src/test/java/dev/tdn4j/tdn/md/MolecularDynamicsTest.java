package dev.tdn4j.tdn.md;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Integrator.Langevin;
import dev.tdn4j.tdn.md.Integrator.VelocityVerlet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MolecularDynamicsTest {

    private static final Potential MORSE = new MorseCluster(0.5, 1.2, 2.2);
    private static final Structure CLUSTER = MorseCluster.cluster(6, 8, 7, 6, 9, 14);

    /** The energy error of a method of second order is c·dt² + O(dt⁴): halving dt divides it by 4, up to a small rest. */
    @Test
    void verletIsOfSecondOrder() {
        double coarse = excursion(2);
        double half = excursion(1);
        double quarter = excursion(0.5);
        assertEquals(4, coarse / half, 0.4);
        assertEquals(4, half / quarter, 0.1); // the rest shrinks by 4 as well
    }

    /** The largest error over 500 fs, looked at at the same times whatever the step. */
    private static double excursion(double dt) {
        EnergyTrace trace = new EnergyTrace();
        nve(CLUSTER, 300, dt).observe(Math.round(2 / dt), trace).run(Math.round(500 / dt));
        return trace.drift().largestExcursion();
    }

    /** Reversed velocities lead back; only rounding, amplified by the dynamics' own instability, remains. */
    @Test
    void verletIsReversible() {
        MolecularDynamics there = nve(CLUSTER, 300, 1);
        there.run(300);
        double[] back = Arrays.stream(there.velocities()).map(v -> -v).toArray();
        MolecularDynamics again = new MolecularDynamics(there.structure(), back, MORSE, new VelocityVerlet(1));
        again.run(300);
        assertArrayEquals(CLUSTER.positions(), again.structure().positions(), 1e-9);
        assertTrue(distance(CLUSTER.positions(), there.structure().positions()) > 0.1);
    }

    @Test
    void verletConservesMomentaAndBoundsTheEnergy() {
        EnergyTrace trace = new EnergyTrace();
        MolecularDynamics dynamics = nve(CLUSTER, 300, 1).observe(1, trace);
        double scale = momentumScale(CLUSTER, dynamics.velocities());
        dynamics.run(5000);
        // Every step rounds each atom's momentum at 1e-16: 5000 steps cannot exceed 1e-12 of its scale.
        for (double p : momentum(CLUSTER, dynamics.velocities())) {
            assertEquals(0, p, 1e-12 * scale);
        }
        for (double l : angularMomentum(dynamics.structure(), dynamics.velocities())) {
            assertEquals(0, l, 1e-11 * scale * 3); // positions are up to 3 Å
        }
        Drift drift = trace.drift();
        assertEquals(5001, trace.samples().size());
        assertTrue(drift.largestExcursion() < 1, drift.toString());
        // A line through a bounded error: |slope| ≤ 6·excursion/duration for any series within ±excursion.
        assertTrue(drift.perAtomPerPs() < 6 * drift.largestExcursion() / 5, drift.toString());
    }

    @Test
    void freeFlightAndUnits() {
        Potential nothing = s -> new Evaluation(0, new double[3 * s.size()]);
        MolecularDynamics dynamics = new MolecularDynamics(
                Structure.of(new int[] {1}, new double[3]), new double[] {0.01, 0, -0.02}, nothing, new VelocityVerlet(0.5));
        dynamics.run(10);
        assertArrayEquals(new double[] {0.05, 0, -0.1}, dynamics.structure().positions(), 1e-15);
        // ½ m v² in SI: 1.008 · 1.66053906660e-27 kg, 0.01 Å/fs = 1000 m/s.
        double joule = 0.5 * 1.008 * 1.66053906660e-27 * (1000.0 * 1000 + 2000.0 * 2000);
        assertEquals(joule / 1.602176634e-19, dynamics.sample().kinetic(), 1e-12);
        assertEquals(0, dynamics.degreesOfFreedom());
        assertEquals(5, dynamics.sample().time());
    }

    /** One atom on a spring: the period is 2π √(m/k). */
    @Test
    void harmonicPeriod() {
        double k = 2;
        double period = 2 * Math.PI * Math.sqrt(Elements.mass(8) / (k * Units.ACCELERATION));
        int steps = 2000;
        MolecularDynamics dynamics = new MolecularDynamics(
                Structure.of(new int[] {8}, new double[] {0.1, 0, 0}), new double[3], spring(k),
                new VelocityVerlet(period / steps));
        dynamics.run(steps);
        // The phase error of Verlet is (ω dt)²/24 a radian: (2π/2000)²/24·2π = 2.6e-6 of a cycle's angle.
        assertEquals(0.1, dynamics.structure().positions()[0], 1e-9);
        assertEquals(0, dynamics.velocities()[0], 0.1 * 2 * Math.PI / period * 1e-5);
    }

    /**
     * Independent oscillators have ½kT of potential and of kinetic energy for each degree of freedom. The energies' correlation
     * decays as exp(−γt) cos²(ωt), of integral at most 1/γ, so the mean over a time t scatters relatively by at most
     * √(2/f · 2/(γt)). BAOAB has no bias in the positions, and in the velocities (ω dt)²/4, at most hydrogen's 1.2e-3.
     */
    @Test
    void langevinHasTheTemperature() {
        double gamma = 0.01;
        int steps = 100_000;
        Structure atoms = Structure.of(new int[] {8, 8, 6, 1, 14, 29}, new double[18]);
        double[] sum = new double[2];
        MolecularDynamics dynamics = new MolecularDynamics(
                atoms, MaxwellBoltzmann.velocities(atoms, 400, 1), spring(0.5), new Langevin(1, 400, gamma, 2));
        dynamics.observe(1, d -> {
            sum[0] += d.sample().temperature() / (steps + 1);
            sum[1] += 2 * d.sample().potential() / (Units.BOLTZMANN * 18) / (steps + 1);
        });
        dynamics.run(steps);
        assertEquals(18, dynamics.degreesOfFreedom());
        double sigma = 400 * Math.sqrt(2.0 / 18 * 2 / (gamma * steps));
        assertEquals(400, sum[0], 4 * sigma + 400 * 1.2e-3);
        assertEquals(400, sum[1], 4 * sigma);
        assertTrue(sigma < 7);
    }

    @Test
    void langevinWithoutHeatComesToRest() {
        Structure atoms = Structure.of(new int[] {8}, new double[] {0.3, 0, 0});
        MolecularDynamics dynamics = new MolecularDynamics(atoms, new double[3], spring(1), new Langevin(1, 0, 0.05, 1));
        dynamics.run(2000); // exp(−γt/2) = exp(−50)
        assertEquals(0, dynamics.sample().total(), 1e-15);
    }

    @Test
    void sameSeedSameTrajectory() {
        double[][] ends = new double[3][];
        for (int run = 0; run < 3; run++) {
            MolecularDynamics dynamics = new MolecularDynamics(
                    CLUSTER, MaxwellBoltzmann.velocities(CLUSTER, 300, 5), MORSE, new Langevin(1, 300, 0.01, run / 2));
            dynamics.run(100);
            ends[run] = dynamics.structure().positions();
        }
        assertArrayEquals(ends[0], ends[1]);
        assertTrue(distance(ends[0], ends[2]) > 1e-3);
    }

    @Test
    void fixedAtomsStay() {
        boolean[] fixed = {true, false, false, true, false, false};
        Structure held = CLUSTER.withFixed(fixed);
        for (Integrator integrator : List.of(new VelocityVerlet(1), new Langevin(1, 500, 0.02, 1))) {
            MolecularDynamics dynamics =
                    new MolecularDynamics(held, MaxwellBoltzmann.velocities(held, 500, 1), MORSE, integrator);
            assertEquals(12, dynamics.degreesOfFreedom());
            dynamics.run(200);
            double[] now = dynamics.structure().positions();
            for (int i = 0; i < 18; i++) {
                assertEquals(fixed[i / 3], now[i] == CLUSTER.positions()[i]);
            }
        }
    }

    @Test
    void aStepTooLongIsNamed() {
        DataException e = assertThrows(DataException.class, () -> nve(CLUSTER.withSource("a.xyz:1"), 300, 200).run(1000));
        assertTrue(e.getMessage().matches("a\\.xyz:1: atom \\d+ moves by .* at step \\d+: use a time step shorter than 200.0 fs.*"),
                e.getMessage());
        Potential broken = s -> new Evaluation(Double.NaN, new double[3 * s.size()]);
        assertThrows(DataException.class, () -> new MolecularDynamics(CLUSTER, new double[18], broken, new VelocityVerlet(1)));
        assertThrows(IllegalArgumentException.class, () -> new VelocityVerlet(0));
        assertThrows(IllegalArgumentException.class, () -> new Langevin(1, -1, 0.01, 0));
        assertThrows(IllegalArgumentException.class, () -> new Langevin(1, 1, 0, 0));
    }

    @Test
    void trajectoryAndLogAreCompleteAtEveryMoment(@TempDir Path folder) throws IOException {
        Path frames = folder.resolve("t.xyz");
        Path lines = folder.resolve("log.csv");
        try (Trajectory trajectory = new Trajectory(frames); CsvLog log = new CsvLog(lines)) {
            MolecularDynamics dynamics = nve(CLUSTER, 300, 0.5).observe(5, trajectory).observe(2, log);
            dynamics.run(10);
            List<Structure> read = ExtendedXyz.readAll(frames); // neither is closed yet
            assertEquals(3, read.size());
            assertEquals(dynamics.structure(), read.get(2));
            assertEquals("10", read.get(2).info().get("step"));
            assertEquals("5.0", read.get(2).info().get("time"));
            List<String> csv = Files.readAllLines(lines);
            assertEquals(7, csv.size());
            assertEquals("step,time_fs,potential_eV,kinetic_eV,total_eV,temperature_K", csv.getFirst());
            Sample last = dynamics.sample();
            String[] values = csv.getLast().split(",");
            assertEquals(last.total(), Double.parseDouble(values[4]));
            assertEquals(last.temperature(), Double.parseDouble(values[5]));
        }
        assertThrows(DataException.class, () -> new CsvLog(folder.resolve("none/log.csv")));
    }

    private static MolecularDynamics nve(Structure structure, double temperature, double dt) {
        double[] velocities = MaxwellBoltzmann.velocities(structure, temperature, 11);
        return new MolecularDynamics(structure, velocities, MORSE, new VelocityVerlet(dt));
    }

    /** Every coordinate bound to 0 by ½ k x². */
    private static Potential spring(double k) {
        return structure -> {
            double[] x = structure.positions();
            double energy = Arrays.stream(x).map(c -> 0.5 * k * c * c).sum();
            return new Evaluation(energy, Arrays.stream(x).map(c -> -k * c).toArray());
        };
    }

    private static double distance(double[] a, double[] b) {
        double square = 0;
        for (int i = 0; i < a.length; i++) {
            square += (a[i] - b[i]) * (a[i] - b[i]);
        }
        return Math.sqrt(square);
    }

    private static double momentumScale(Structure structure, double[] velocities) {
        double scale = 0;
        for (int i = 0; i < velocities.length; i++) {
            scale += Elements.mass(structure.number(i / 3)) * Math.abs(velocities[i]);
        }
        return scale;
    }

    static double[] momentum(Structure structure, double[] velocities) {
        double[] p = new double[3];
        for (int i = 0; i < velocities.length; i++) {
            p[i % 3] += Elements.mass(structure.number(i / 3)) * velocities[i];
        }
        return p;
    }

    static double[] angularMomentum(Structure structure, double[] v) {
        double[] l = new double[3];
        double[] x = structure.positions();
        for (int i = 0; i < structure.size(); i++) {
            double m = Elements.mass(structure.number(i));
            for (int k = 0; k < 3; k++) {
                int a = 3 * i + (k + 1) % 3;
                int b = 3 * i + (k + 2) % 3;
                l[k] += m * (x[a] * v[b] - x[b] * v[a]);
            }
        }
        return l;
    }
}
