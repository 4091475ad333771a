package dev.tdn4j.kernels.tornado;

import dev.tdn4j.kernels.DeviceException;
import dev.tdn4j.kernels.Executor;
import dev.tdn4j.kernels.Executors;
import dev.tdn4j.kernels.Plan;
import dev.tdn4j.tensor.graph.Program;
import java.util.List;

/** Runs programs in float on a GPU, or whatever else TornadoVM drives. */
public final class TornadoExecutor implements Executor {

    private final Devices devices;
    private final Devices.Named device;
    private final SessionPool pool;

    /**
     * The executor on the device that TornadoVM prefers.
     *
     * @throws DeviceException if there is no device, or TornadoVM may silently run kernels as sequential Java
     */
    public TornadoExecutor() {
        Settings.apply();
        this.devices = new Devices();
        this.device = devices.usual();
        this.pool = new SessionPool(device.device());
    }

    private TornadoExecutor(Devices devices, Devices.Named device) {
        this.devices = devices;
        this.device = device;
        this.pool = new SessionPool(device.device());
    }

    @Override
    public String name() {
        return "tornado";
    }

    @Override
    public String description() {
        return "TornadoVM in float on " + device;
    }

    @Override
    public List<String> devices() {
        return devices.all().stream().map(Devices.Named::toString).toList();
    }

    @Override
    public Executor on(String name) {
        return new TornadoExecutor(devices, devices.named(name));
    }

    @Override
    public Plan compile(Program program) {
        Program prepared = Preparation.prepare(program, ProductForm.chosen());
        TornadoPlan plan = new TornadoPlan(program, prepared, pool);
        return Boolean.getBoolean(Executors.FALLBACK) ? new FallbackPlan(plan, program) : plan;
    }
}
