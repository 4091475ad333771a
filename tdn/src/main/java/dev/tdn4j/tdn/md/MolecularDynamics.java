package dev.tdn4j.tdn.md;

import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Integrator.Langevin;
import dev.tdn4j.tdn.md.Integrator.VelocityVerlet;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Atoms that move by Newton's or Langevin's equations. The same start, potential, integrator and seed give the same
 * trajectory. Fixed atoms stay where they are.
 */
public final class MolecularDynamics {

    /** An atom that moves farther in one step has been thrown out by a step too long, Å; thermal motion stays below 1. */
    private static final double LONGEST_MOVE = 5;

    private record Watch(long interval, Observer observer) {}

    private final Structure start;
    private final Potential potential;
    private final Integrator integrator;
    private final SplittableRandom random;
    private final List<Watch> watches = new ArrayList<>();
    private final double[] masses;
    private final boolean[] fixed;
    private final double[] positions;
    private final double[] velocities;
    private final int degreesOfFreedom;
    private Evaluation evaluation;
    private long step;
    private boolean started;

    /**
     * Prepares dynamics and evaluates the start.
     *
     * @param start the atoms at time 0
     * @param velocities x, y, z of each atom's velocity in turn, Å/fs; those of fixed atoms do not count
     * @param potential what moves the atoms
     * @param integrator how a step is made
     * @throws IllegalArgumentException if there are not 3N velocities
     * @throws DataException if the potential is not finite at the start
     */
    public MolecularDynamics(Structure start, double[] velocities, Potential potential, Integrator integrator) {
        int n = start.size();
        if (velocities.length != 3 * n) {
            throw new IllegalArgumentException(velocities.length + " velocity components for " + n + " atoms");
        }
        this.start = start.withoutLabels();
        this.potential = potential;
        this.integrator = integrator;
        this.random = new SplittableRandom(integrator instanceof Langevin langevin ? langevin.seed() : 0);
        this.positions = start.positions();
        this.velocities = velocities.clone();
        this.fixed = start.fixed();
        this.masses = new double[n];
        int free = 0;
        for (int i = 0; i < n; i++) {
            masses[i] = Elements.mass(start.number(i));
            free += fixed[i] ? 0 : 1;
            for (int k = 0; k < 3 && fixed[i]; k++) {
                this.velocities[3 * i + k] = 0;
            }
        }
        int conserved = integrator instanceof VelocityVerlet ? new RigidMotion(start).degreesOfFreedom() : 0;
        this.degreesOfFreedom = Math.max(3 * free - conserved, 0);
        evaluate();
    }

    /**
     * Adds an observer.
     *
     * @param interval every how many steps it looks, at least 1
     * @param observer the observer
     * @return this
     */
    public MolecularDynamics observe(long interval, Observer observer) {
        if (interval < 1) {
            throw new IllegalArgumentException("an observer looks every 1 or more steps, not every " + interval);
        }
        watches.add(new Watch(interval, observer));
        return this;
    }

    /**
     * Makes steps. Before the first step of all, observers see the start.
     *
     * @param steps how many, at least 0
     * @throws DataException if the atoms fly apart because the time step is too long for the potential
     */
    public void run(long steps) {
        if (!started) {
            started = true;
            notifyObservers();
        }
        for (long s = 0; s < steps; s++) {
            step();
            notifyObservers();
        }
    }

    /**
     * The state in numbers.
     *
     * @return the sample after the steps made so far
     */
    public Sample sample() {
        double kinetic = 0;
        for (int i = 0; i < velocities.length; i++) {
            kinetic += masses[i / 3] * velocities[i] * velocities[i] / (2 * Units.ACCELERATION);
        }
        double temperature = degreesOfFreedom == 0 ? 0 : 2 * kinetic / (Units.BOLTZMANN * degreesOfFreedom);
        return new Sample(step, step * integrator.timestep(), evaluation.energy(), kinetic, temperature);
    }

    /**
     * How many degrees of freedom carry the temperature: three for each atom that is not fixed; under velocity Verlet
     * without those of the motion as a whole, which it conserves and {@link MaxwellBoltzmann} leaves at rest.
     *
     * @return at least 0
     */
    public int degreesOfFreedom() {
        return degreesOfFreedom;
    }

    /**
     * The atoms where they are now, with energy and forces, and with the notes {@code step} and {@code time} (fs).
     *
     * @return the structure
     */
    public Structure structure() {
        Map<String, String> info = new LinkedHashMap<>(start.info());
        info.put("step", Long.toString(step));
        info.put("time", Double.toString(step * integrator.timestep()));
        return start.withPositions(positions).withEnergy(evaluation.energy()).withForces(evaluation.forces()).withInfo(info);
    }

    /**
     * The velocities now.
     *
     * @return x, y, z of each atom in turn, Å/fs, newly made
     */
    public double[] velocities() {
        return velocities.clone();
    }

    private void step() {
        double dt = integrator.timestep();
        step++;
        kick(dt / 2);
        switch (integrator) {
            case VelocityVerlet verlet -> drift(dt);
            case Langevin langevin -> {
                drift(dt / 2);
                thermalise(langevin);
                drift(dt / 2);
            }
        }
        evaluate();
        kick(dt / 2);
    }

    private void kick(double time) {
        double[] forces = evaluation.forces();
        for (int i = 0; i < velocities.length; i++) {
            if (!fixed[i / 3]) {
                velocities[i] += time * Units.ACCELERATION * forces[i] / masses[i / 3];
            }
        }
    }

    private void drift(double time) {
        for (int i = 0; i < positions.length; i++) {
            double move = time * velocities[i];
            if (!(Math.abs(move) <= LONGEST_MOVE)) {
                throw flyingApart("atom " + (i / 3 + 1) + " moves by " + (float) move + " Å in one step");
            }
            positions[i] += move;
        }
    }

    /** Friction and noise for a whole step: v ← c v + √(1 − c²) √(kT/m) ξ with c = exp(−γ dt). */
    private void thermalise(Langevin langevin) {
        double kept = Math.exp(-langevin.friction() * langevin.timestep());
        double noise = Math.sqrt(-Math.expm1(-2 * langevin.friction() * langevin.timestep()));
        for (int i = 0; i < velocities.length; i++) {
            if (!fixed[i / 3]) {
                double width = MaxwellBoltzmann.width(masses[i / 3], langevin.temperature());
                velocities[i] = kept * velocities[i] + noise * width * random.nextGaussian();
            }
        }
    }

    private void evaluate() {
        evaluation = potential.evaluate(start.withPositions(positions));
        if (evaluation.forces().length != positions.length) {
            throw new IllegalStateException("the potential gave " + evaluation.forces().length + " force components for "
                    + masses.length + " atoms");
        }
        if (!Double.isFinite(evaluation.energy())) {
            throw flyingApart("the energy is " + evaluation.energy());
        }
    }

    private DataException flyingApart(String what) {
        String place = start.source().isEmpty() ? "" : start.source() + ": ";
        return new DataException(place + what + " at step " + step + ": use a time step shorter than "
                + integrator.timestep() + " fs, or a start nearer to equilibrium");
    }

    private void notifyObservers() {
        for (Watch watch : watches) {
            if (step % watch.interval() == 0) {
                watch.observer().observe(this);
            }
        }
    }
}
