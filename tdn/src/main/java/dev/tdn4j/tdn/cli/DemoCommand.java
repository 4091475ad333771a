package dev.tdn4j.tdn.cli;

import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.bounds.EquivarianceError;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.EnergyTrace;
import dev.tdn4j.tdn.md.Evaluation;
import dev.tdn4j.tdn.md.Integrator;
import dev.tdn4j.tdn.md.MaxwellBoltzmann;
import dev.tdn4j.tdn.md.MolecularDynamics;
import dev.tdn4j.tdn.model.AtomGraph;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.ModelFile;
import dev.tdn4j.tdn.model.NeuralPotential;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import dev.tdn4j.tdn.train.EpochReport;
import dev.tdn4j.tdn.train.Trainer;
import dev.tdn4j.tdn.train.TrainingData;
import dev.tdn4j.tdn.train.TrainingListener;
import dev.tdn4j.tdn.train.TrainingOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tdn4j demo}: the whole way from real molecules to dynamics, on the ethanol data that ship with the program. */
@Command(
        name = "demo",
        description = "The main job in about three minutes: exact factors, training on ethanol, the errors on an independent "
                + "trajectory, equivariance against its bound, dynamics; writes a report with pictures.")
final class DemoCommand implements Callable<Integer> {

    private static final int SAMPLES = 1000;
    private static final long SEED = 1;
    private static final double TIMESTEP = 0.5;
    private static final double TEMPERATURE = 300;

    @Mixin
    private JsonOption json;

    @Mixin
    private ExecutorOption executor;

    @Option(names = "--epochs", paramLabel = "N", description = "Passes over the training set (default: ${DEFAULT-VALUE}).")
    private int epochs = 22;

    @Option(names = "--steps", paramLabel = "N", description = "Steps of dynamics (default: ${DEFAULT-VALUE}).")
    private int steps = 4000;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder of the report (default: ${DEFAULT-VALUE}).")
    private Path out = Path.of("demo-report");

    @Override
    public Integer call() throws IOException {
        if (epochs < 1 || steps < 1) {
            throw new UserException("--epochs and --steps must be at least 1");
        }
        Executor runner = Executors.preferred();
        DemoReport report = new DemoReport(Files.createDirectories(out));
        Decomposition factors = FactorCache.standard().exact(TdnConfig.physical().lmax(), progress -> {});
        report.equivariance(
                factors,
                EquivarianceError.sampled(factors.factors(), SAMPLES, SEED),
                EquivarianceError.bound(factors));
        Model model = train(runner, report);
        ModelFile.write(out.resolve("ethanol.safetensors"), model);
        try (NeuralPotential potential = new NeuralPotential(model, runner)) {
            test(potential, model.config().cutoff(), report);
            scan(potential, report);
            dynamics(potential, report);
        }
        Path page = report.write(runner);
        json.print(report.results(), text -> report.print(text, page));
        return 0;
    }

    private Model train(Executor runner, DemoReport report) throws IOException {
        TrainingOptions options = TrainingOptions.standard().withEpochs(epochs);
        TdnConfig shape = TdnConfig.physical();
        TrainingData data = TrainingData.of(DemoData.read("xtb_ethanol_500K_train"), List.of(), shape.cutoff(), options);
        TdnConfig config = data.fit(shape);
        SharedProduct products = SharedProduct.of(config, FactorCache.standard(), progress -> {});
        Parameters initial = Parameters.initial(
                new TdnNetwork(config, products.coupling()).parameters().values(), options.seed());
        Model start = new Model(config, products, initial, data.references());
        try (Trainer trainer = new Trainer(start, options, runner);
                Progress bar = new Progress("train");
                Interrupt interrupt = new Interrupt(trainer::stop)) {
            Model trained = trainer.train(data.training(), data.validation(), null, new TrainingListener() {
                @Override
                public void step(double progress, double loss) {
                    bar.at(progress);
                }

                @Override
                public void epoch(EpochReport epoch) {
                    report.epoch(epoch);
                    bar.say(TrainCommand.line(epoch));
                }
            });
            if (interrupt.happened()) {
                throw new UserException("interrupted");
            }
            report.trained(initial.count(), data.training().size());
            return trained;
        }
    }

    private void test(NeuralPotential potential, double cutoff, DemoReport report) throws IOException {
        List<AtomGraph> graphs = DemoData.read("xtb_ethanol_500K_test").stream()
                .map(structure -> AtomGraph.of(structure, cutoff))
                .toList();
        List<Structure> references = new ArrayList<>();
        List<Evaluation> evaluations = new ArrayList<>();
        for (AtomGraph graph : graphs) {
            references.add(graph.structure());
            evaluations.addAll(potential.evaluate(List.of(graph)));
        }
        report.test(references, evaluations);
    }

    private void scan(NeuralPotential potential, DemoReport report) throws IOException {
        List<Structure> frames = DemoData.read("xtb_ethanol_scan_relaxed");
        report.scan(frames, frames.stream().map(potential::evaluate).toList());
    }

    private void dynamics(NeuralPotential potential, DemoReport report) throws IOException {
        Structure start = DemoData.read("xtb_ethanol_500K_test").getFirst().withoutLabels();
        EnergyTrace trace = new EnergyTrace();
        MolecularDynamics dynamics = new MolecularDynamics(
                start,
                MaxwellBoltzmann.velocities(start, TEMPERATURE, SEED),
                potential,
                new Integrator.VelocityVerlet(TIMESTEP));
        dynamics.observe(1, trace);
        long begin = System.nanoTime();
        try (Progress bar = new Progress("dynamics")) {
            for (int done = 0; done < steps; done += Math.min(100, steps - done)) {
                dynamics.run(Math.min(100, steps - done));
                bar.at((double) done / steps);
            }
        }
        report.dynamics(trace, start.size(), steps / ((System.nanoTime() - begin) * 1e-9));
    }
}
