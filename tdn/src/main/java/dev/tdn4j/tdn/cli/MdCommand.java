package dev.tdn4j.tdn.cli;

import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ExtendedXyzReader;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.CsvLog;
import dev.tdn4j.tdn.md.Drift;
import dev.tdn4j.tdn.md.EnergyTrace;
import dev.tdn4j.tdn.md.Integrator;
import dev.tdn4j.tdn.md.MaxwellBoltzmann;
import dev.tdn4j.tdn.md.MolecularDynamics;
import dev.tdn4j.tdn.md.Sample;
import dev.tdn4j.tdn.md.Trajectory;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.report.Figures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j md}: dynamics on a model's energy surface. */
@Command(
        name = "md",
        description = "Run molecular dynamics: velocity Verlet at constant energy, or Langevin with --friction.%n"
                + "Writes OUT.xyz (trajectory), OUT.csv (log) and OUT.svg (total energy).")
final class MdCommand implements Callable<Integer> {

    private static final double FS_PER_PS = 1000;

    @Mixin
    private JsonOption json;

    @Mixin
    private ExecutorOption executor;

    @Mixin
    private ModelOption model;

    @Option(names = "--structure", required = true, paramLabel = "F", description = "Where to start: the first frame of a file.")
    private Path structure;

    @Option(names = "--steps", required = true, paramLabel = "N", description = "Number of steps.")
    private long steps;

    @Option(names = "--timestep", required = true, paramLabel = "FS", description = "Time step, fs.")
    private double timestep;

    @Option(names = "--temperature", paramLabel = "K", description = "Temperature of the first velocities and of Langevin, K (default: 300).")
    private double temperature = 300;

    @Option(names = "--friction", paramLabel = "G", description = "Langevin friction, 1/fs; without it energy is conserved.")
    private Double friction;

    @Option(names = "--seed", paramLabel = "S", description = "Seed of velocities and noise (default: 1).")
    private long seed = 1;

    @Option(names = "--every", paramLabel = "N", description = "Steps between frames of the trajectory (default: 20).")
    private long every = 20;

    @Option(names = "--out", paramLabel = "OUT", description = "Where to write, without suffix (default: md).")
    private Path out = Path.of("md");

    @Override
    public Integer call() throws IOException {
        requirePositive("--steps", steps);
        requirePositive("--timestep", timestep);
        requirePositive("--every", every);
        TrainCommand.requireWritable(beside(".csv"));
        Structure start = first();
        try (NeuralPotential potential = new NeuralPotential(model.read(), Executors.preferred())) {
            MolecularDynamics dynamics = dynamics(start, potential);
            EnergyTrace trace = new EnergyTrace();
            double seconds = run(dynamics, trace);
            report(start, trace, dynamics.sample().step() / seconds);
        }
        return 0;
    }

    private MolecularDynamics dynamics(Structure start, NeuralPotential potential) {
        try {
            Integrator integrator = friction == null
                    ? new Integrator.VelocityVerlet(timestep)
                    : new Integrator.Langevin(timestep, temperature, friction, seed);
            return new MolecularDynamics(
                    start, MaxwellBoltzmann.velocities(start, temperature, seed), potential, integrator);
        } catch (IllegalArgumentException e) {
            throw new UserException(e.getMessage(), e);
        }
    }

    private double run(MolecularDynamics dynamics, EnergyTrace trace) {
        try (Trajectory trajectory = new Trajectory(beside(".xyz"));
                CsvLog log = new CsvLog(beside(".csv"));
                Progress bar = new Progress("md");
                Interrupt interrupt = new Interrupt(() -> {})) {
            dynamics.observe(1, trace).observe(1, log).observe(every, trajectory);
            long begin = System.nanoTime();
            long done = 0;
            while (done < steps && !interrupt.happened()) {
                long some = Math.min(every, steps - done);
                dynamics.run(some);
                done += some;
                Sample sample = dynamics.sample();
                if (!Double.isFinite(sample.total())) {
                    throw new UserException("the energy became " + sample.total() + " after " + done
                            + " steps: take a smaller --timestep (now " + timestep + " fs), or train the model on more such structures");
                }
                bar.at((double) done / steps);
                bar.say(String.format(Locale.ROOT, "%.0f K", sample.temperature()));
            }
            return (System.nanoTime() - begin) * 1e-9;
        }
    }

    private void report(Structure start, EnergyTrace trace, double stepsPerSecond) throws IOException {
        List<Sample> samples = trace.samples();
        Drift drift = trace.drift();
        double[] times = samples.stream().mapToDouble(s -> s.time() / FS_PER_PS).toArray();
        double[] totals = samples.stream().mapToDouble(Sample::total).toArray();
        Figures.energyConservation("Total energy", times, totals, start.size(), drift.perAtomPerPs())
                .write(beside(".svg"));
        Map<String, Object> results = new LinkedHashMap<>();
        results.put("driftPerAtomPerPs", drift.perAtomPerPs());
        results.put("largestExcursion", drift.largestExcursion());
        results.put("stepsPerSecond", stepsPerSecond);
        results.put("steps", samples.getLast().step());
        results.put("meanTemperature", samples.stream().mapToDouble(Sample::temperature).average().orElseThrow());
        json.print(results, text -> text.printf(
                Locale.ROOT,
                "drift %.4g meV/atom/ps, largest excursion %.4g meV/atom, %.0f steps a second; see %s, %s, %s%n",
                drift.perAtomPerPs(), drift.largestExcursion(), stepsPerSecond,
                beside(".xyz"), beside(".csv"), beside(".svg")));
    }

    private Structure first() {
        try (ExtendedXyzReader reader = ExtendedXyz.open(structure)) {
            if (!reader.hasNext()) {
                throw new DataException(structure + " holds no structure");
            }
            return reader.next().withoutLabels();
        }
    }

    private Path beside(String suffix) {
        return out.resolveSibling(out.getFileName() + suffix);
    }

    private static void requirePositive(String option, double value) {
        if (!(value > 0)) {
            throw new UserException(option + " must be positive, but is " + value);
        }
    }
}
