package dev.tdn4j.bench;

import dev.tdn4j.bench.HarmonicsCase.Buffers;
import dev.tdn4j.bench.HarmonicsCase.Layout;
import dev.tdn4j.bench.HarmonicsCase.Type;
import dev.tdn4j.kernels.machine.Ceilings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Our harmonics beside C and C++, in turn within one run, on one thread: medians over rounds and spread in nanoseconds a
 * vector, how many times as long the others take, and beside it what writing the results alone takes at the bandwidth
 * measured at that size. Arguments: {@code float} or {@code double}, rounds, and numbers of vectors.
 *
 * <p>The property {@value #YARDSTICK} names a folder of programs {@code shyard-*-float} and {@code shyard-*-double}, and
 * {@value #OTHER} one of programs {@code timing-*} that call another library and take type and numbers of vectors as
 * arguments. Both print lines such as {@code NAME,f32,n=10000,lmax=3,med=1.5,min=1.4,max=1.6}; a name ending in
 * {@code grad} includes gradients.
 */
public final class HarmonicsYardstick {

    private static final String YARDSTICK = "tdn4j.yardstick", OTHER = "tdn4j.sphericart";
    private static final int LARGEST = 10, BATCHES = 7;
    private static final long BATCH = 8_000_000L, WARM_UP = 400_000_000L;

    private final Type type;
    private final int rounds;
    private final List<Integer> sizes;
    private final Map<String, List<Double>> times = new LinkedHashMap<>();

    private HarmonicsYardstick(Type type, int rounds, List<Integer> sizes) {
        this.type = type;
        this.rounds = rounds;
        this.sizes = sizes;
    }

    /**
     * Runs the comparison.
     *
     * @param arguments the type, the rounds and the numbers of vectors
     * @throws IOException if a program cannot be run
     * @throws InterruptedException if interrupted while one runs
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length < 3) {
            System.err.println("arguments: float|double ROUNDS N ...; -D" + YARDSTICK + "=DIR -D" + OTHER + "=DIR for the others");
            System.exit(2);
        }
        new HarmonicsYardstick(Type.valueOf(arguments[0].toUpperCase(Locale.ROOT)), Integer.parseInt(arguments[1]),
                Stream.of(arguments).skip(2).map(Integer::valueOf).toList()).run();
    }

    private void run() throws IOException, InterruptedException {
        int most = sizes.stream().max(Integer::compare).orElseThrow();
        Buffers buffers = Buffers.of(type, LARGEST, most, true);
        Map<HarmonicsCase, Runnable> calls = new LinkedHashMap<>();
        for (HarmonicsCase c : cases()) {
            calls.put(c, c.call(buffers));
        }
        for (int i = 0; i < 3; i++) {
            calls.values().forEach(call -> nanoseconds(call, WARM_UP / 10));
        }
        for (int round = 0; round < rounds; round++) {
            runPrograms(System.getProperty(YARDSTICK), "shyard-", "-" + type.name().toLowerCase(Locale.ROOT), List.of());
            List<String> arguments = new ArrayList<>(List.of(type.name().toLowerCase(Locale.ROOT)));
            sizes.forEach(n -> arguments.add(n.toString()));
            runPrograms(System.getProperty(OTHER), "timing-", "", arguments);
            calls.forEach((c, call) -> {
                for (int batch = 0; batch < BATCHES; batch++) {
                    add(key(c.n(), c.lmax(), c.gradients(), c.layout().name()), nanoseconds(call, BATCH) / c.n());
                }
            });
        }
        print();
    }

    private List<HarmonicsCase> cases() {
        List<HarmonicsCase> cases = new ArrayList<>();
        for (int n : sizes) {
            for (int lmax = 1; lmax <= LARGEST; lmax++) {
                for (boolean gradients : new boolean[] {false, true}) {
                    for (Layout layout : Layout.values()) {
                        cases.add(new HarmonicsCase(type, layout, gradients, lmax, n));
                    }
                }
            }
        }
        return cases;
    }

    private static String key(int n, int lmax, boolean gradients, String name) {
        return n + "," + lmax + "," + gradients + "," + name;
    }

    private void print() {
        System.out.println("type,n,lmax,gradients,layout,median ns,least,most,yardstick ns,yardstick / ours,library ns,"
                + "library / ours,ns to write,library / that");
        for (HarmonicsCase c : cases()) {
            List<Double> own = times.get(key(c.n(), c.lmax(), c.gradients(), c.layout().name()));
            double median = median(own);
            double yardstick = best(c, "sh-yard-blk");
            double library = best(c, "sphericart");
            int bytes = c.written() * type.bytes();
            double limit = bytes / Ceilings.writeBandwidth((long) bytes * c.n());
            System.out.printf(Locale.ROOT, "%s,%d,%d,%s,%s,%.3f,%.3f,%.3f,%.3f,%.2f,%.3f,%.2f,%.3f,%.2f%n", type, c.n(),
                    c.lmax(), c.gradients(), c.layout(), median, own.stream().min(Double::compare).orElseThrow(),
                    own.stream().max(Double::compare).orElseThrow(), yardstick, yardstick / median, library,
                    library / median, limit, library / limit);
        }
    }

    /** The best median of the programs' rows of one name. */
    private double best(HarmonicsCase c, String name) {
        String prefix = key(c.n(), c.lmax(), c.gradients(), name);
        return times.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .mapToDouble(key -> median(times.get(key)))
                .min()
                .orElse(Double.NaN);
    }

    /** The mean time of a call over so many nanoseconds. */
    private static double nanoseconds(Runnable call, long duration) {
        long begin = System.nanoTime(), now;
        int calls = 0;
        do {
            call.run();
            calls++;
            now = System.nanoTime();
        } while (now - begin < duration);
        return (now - begin) / (double) calls;
    }

    private void runPrograms(String folder, String prefix, String suffix, List<String> arguments)
            throws IOException, InterruptedException {
        if (folder == null) {
            return;
        }
        List<Path> programs;
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            programs = files.filter(file -> file.getFileName().toString().startsWith(prefix)
                    && file.getFileName().toString().endsWith(suffix) && Files.isExecutable(file)).sorted().toList();
        }
        for (Path program : programs) {
            List<String> command = new ArrayList<>(List.of(program.toString()));
            command.addAll(arguments);
            run(command, program.getFileName().toString());
        }
    }

    private void run(List<String> command, String program) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OMP_NUM_THREADS", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(program + " failed: " + output);
        }
        for (String line : output.lines().filter(line -> line.contains(",med=")).toList()) {
            String name = line.substring(0, line.indexOf(','));
            boolean gradients = name.endsWith("grad");
            // The yardstick takes whole vectors only: 9 992 stand for 10 000.
            int n = (int) (Math.round(field(line, "n") / 1000) * 1000);
            add(key(n, (int) field(line, "lmax"), gradients, name + " " + program), field(line, "med"));
        }
    }

    private static double field(String line, String name) {
        String after = line.substring(line.indexOf("," + name + "=") + name.length() + 2);
        return Double.parseDouble(after.substring(0, after.indexOf(',') < 0 ? after.length() : after.indexOf(',')));
    }

    private void add(String key, double value) {
        times.computeIfAbsent(key, k -> new ArrayList<>()).add(value);
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}
