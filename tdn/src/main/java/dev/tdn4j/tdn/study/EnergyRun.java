package dev.tdn4j.tdn.study;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.md.Integrator;
import dev.tdn4j.tdn.md.MolecularDynamics;
import dev.tdn4j.tdn.md.Potential;
import dev.tdn4j.tensor.io.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Dynamics at constant energy whose state is kept in a file, so that after an interruption they go on: to the same numbers,
 * since velocity Verlet needs positions and velocities only.
 */
final class EnergyRun {

    /** Steps between two writings of the state. */
    private static final int CHUNK = 1000;

    private final Structure start;
    private final double timestep;
    private final long steps;
    private final long every;
    private final Path state;

    private double[] positions;
    private double[] velocities;
    private long done;
    private final List<Double> energies = new ArrayList<>();
    private final List<Double> temperatures = new ArrayList<>();
    private String end = "";

    /**
     * Prepares a run, or the rest of one whose state is there.
     *
     * @param start the atoms at time 0
     * @param velocities of them, Å/fs
     * @param timestep fs
     * @param steps how many in all
     * @param every steps between two energies that are kept
     * @param state the file of the state
     */
    EnergyRun(Structure start, double[] velocities, double timestep, long steps, long every, Path state) throws IOException {
        this.start = start;
        this.positions = start.positions();
        this.velocities = velocities.clone();
        this.timestep = timestep;
        this.steps = steps;
        this.every = every;
        this.state = state;
        if (Files.exists(state)) {
            read();
        }
    }

    private void read() throws IOException {
        Map<String, Object> there = JSON.std.mapFrom(Files.readString(state));
        done = ((Number) there.get("done")).longValue();
        end = (String) there.get("end");
        positions = numbers(there, "positions");
        velocities = numbers(there, "velocities");
        for (double energy : numbers(there, "energies")) {
            energies.add(energy);
        }
        for (double temperature : numbers(there, "temperatures")) {
            temperatures.add(temperature);
        }
    }

    private static double[] numbers(Map<String, Object> map, String name) {
        return ((List<?>) map.get(name)).stream().mapToDouble(value -> ((Number) value).doubleValue()).toArray();
    }

    private void write() throws IOException {
        Map<String, Object> now = new LinkedHashMap<>();
        now.put("done", done);
        now.put("end", end);
        now.put("positions", positions);
        now.put("velocities", velocities);
        now.put("energies", energies);
        now.put("temperatures", temperatures);
        byte[] text = JSON.std.asString(now).getBytes(StandardCharsets.UTF_8);
        AtomicFile.write(state, out -> out.write(text));
    }

    /**
     * Runs to the end, until the atoms fly apart, or until it is to stop.
     *
     * @return whether it came to its end
     */
    boolean run(Potential potential, StudyWork work, double from, double to) throws IOException {
        while (done < steps && end.isEmpty()) {
            if (work.stopping()) {
                return false;
            }
            try {
                chunk(potential, Math.min(CHUNK, steps - done));
            } catch (DataException e) {
                end = e.getMessage();
            }
            write();
            work.progress(from + (to - from) * done / steps);
        }
        return true;
    }

    private void chunk(Potential potential, long count) {
        MolecularDynamics dynamics = new MolecularDynamics(
                start.withPositions(positions), velocities, potential, new Integrator.VelocityVerlet(timestep));
        if (done == 0) {
            keep(dynamics);
        }
        for (long step = 0; step < count; step++) {
            dynamics.run(1);
            done++;
            if (done % every == 0) {
                keep(dynamics);
            }
        }
        positions = dynamics.structure().positions();
        velocities = dynamics.velocities();
    }

    private void keep(MolecularDynamics dynamics) {
        energies.add(dynamics.sample().total());
        temperatures.add(dynamics.sample().temperature());
    }

    /** The times of the energies that are kept, ps. */
    double[] picoseconds() {
        double[] times = new double[energies.size()];
        for (int s = 0; s < times.length; s++) {
            times[s] = s * every * timestep / 1000;
        }
        return times;
    }

    /** Total energies, eV. */
    double[] totals() {
        return energies.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** Temperatures, K. */
    double[] temperatures() {
        return temperatures.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The steps made. */
    long done() {
        return done;
    }

    /** Why it ended early, or nothing. */
    String end() {
        return end;
    }
}
