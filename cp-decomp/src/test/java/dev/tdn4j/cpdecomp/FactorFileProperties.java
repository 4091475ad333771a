package dev.tdn4j.cpdecomp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
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
    private static final byte[] FILE = FactorFile.write(MADE, OPTIONS);

    private static void assertRefused(byte[] bytes) {
        assertThrows(FactorFile.Invalid.class, () -> FactorFile.read(bytes, SPEC, OPTIONS));
    }

    @Example
    void whatIsWrittenIsRead() throws FactorFile.Invalid {
        assertEquals(MADE, FactorFile.read(FILE, SPEC, OPTIONS));
        assertEquals(true, FILE.length <= FactorFile.longest(SPEC, OPTIONS));
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
