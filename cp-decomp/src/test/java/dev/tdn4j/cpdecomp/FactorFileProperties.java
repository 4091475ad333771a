package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cg.CouplingPath;
import dev.tdn4j.tensor.Factors;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Damaged files are always refused, and by no other exception than the one the cache handles. */
class FactorFileProperties {

    private static final CouplingSpec SPEC = CouplingSpec.all(1);
    private static final AlsOptions OPTIONS = new AlsOptions(5, 3, 1e-14, 0, 1);
    private static final Decomposition MADE = Decomposition.compute(SPEC, OPTIONS, _ -> {});
    private static final byte[] FILE = FactorFile.write("key", MADE);

    private static void assertRefused(byte[] bytes) {
        assertThrows(FactorFile.Invalid.class, () -> FactorFile.read(bytes));
    }

    @Example
    void whatIsWrittenIsRead() throws FactorFile.Invalid {
        assertEquals(new FactorFile.Content("key", MADE), FactorFile.read(FILE));
        assertEquals(MADE, FactorFile.readVerified(FILE, "key", SPEC));
        assertTrue(FILE.length <= FactorFile.longest(SPEC, "key", 5));
    }

    @Example
    void anotherKeyIsRefused() {
        assertThrows(FactorFile.Invalid.class, () -> FactorFile.readVerified(FILE, "another", SPEC));
    }

    /** Weights of any size, and entries that are floats, which take half the space. */
    @Property(tries = 50)
    void everyDecompositionIsReadBack(@ForAll @IntRange(min = 1, max = 9) int rank, @ForAll long seed, @ForAll boolean single)
            throws FactorFile.Invalid {
        SplittableRandom random = new SplittableRandom(seed);
        double[][] matrices = new double[3][4 * rank];
        for (double[] matrix : matrices) {
            Arrays.setAll(matrix, _ -> single ? (float) random.nextGaussian() : random.nextGaussian());
        }
        Factors factors = new Factors(rank, matrices[0], matrices[1], matrices[2]);
        List<Double> weights = random.doubles(5).map(w -> 1e3 * w - 5e2).boxed().toList();
        CouplingSpec spec = new CouplingSpec(1, CouplingPath.all(1), weights);
        Decomposition d = new Decomposition(spec, factors, Als.relativeError(spec.tensor(), factors), 0.5, "other", "seed " + seed);
        byte[] file = FactorFile.write("", d);
        assertEquals(d, FactorFile.readVerified(file, "", spec));
        assertTrue(file.length <= FactorFile.longest(spec, FactorKey.best(spec, rank), rank));
    }

    /** The content is deflated, so a right checksum over wrong content must be refused as well. */
    @Property
    void foreignContentWithARightChecksumIsRefused(@ForAll @Size(max = 300) byte[] noise) {
        byte[] body = new byte[8 + noise.length];
        System.arraycopy(FILE, 0, body, 0, 8);
        System.arraycopy(noise, 0, body, 8, noise.length);
        CRC32 crc = new CRC32();
        crc.update(body);
        byte[] file = ByteBuffer.allocate(body.length + 4).put(body).putInt((int) crc.getValue()).array();
        assertRefused(file);
    }

    @Example
    void everyTruncationIsRefused() {
        for (int length = 0; length < FILE.length; length++) {
            assertRefused(Arrays.copyOf(FILE, length));
        }
    }

    @Example
    void everyFlippedBitIsRefused() {
        for (int bit = 0; bit < 8 * FILE.length; bit++) {
            byte[] damaged = FILE.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertRefused(damaged);
        }
    }

    @Property
    void scrambledBytesAreRefused(@ForAll @Size(min = 1, max = 200) byte[] noise, @ForAll @IntRange(max = 10_000) int at) {
        byte[] damaged = FILE.clone();
        int from = at % damaged.length;
        for (int t = 0; t < noise.length && from + t < damaged.length; t++) {
            damaged[from + t] = noise[t];
        }
        if (!Arrays.equals(damaged, FILE)) {
            assertRefused(damaged);
        }
    }

    @Property
    void appendedBytesAreRefused(@ForAll @Size(min = 1, max = 50) byte[] noise) {
        byte[] longer = Arrays.copyOf(FILE, FILE.length + noise.length);
        System.arraycopy(noise, 0, longer, FILE.length, noise.length);
        assertRefused(longer);
    }
}
