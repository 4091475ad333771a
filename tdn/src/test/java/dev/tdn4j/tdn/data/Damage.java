package dev.tdn4j.tdn.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Damages files, and checks what readers say of damaged ones. */
final class Damage {

    private Damage() {}

    /** Some bytes changed, and perhaps the end cut off. */
    static byte[] damaged(byte[] sound, SplittableRandom random, int flips, boolean cut) {
        byte[] damaged = cut ? Arrays.copyOf(sound, random.nextInt(sound.length + 1)) : sound.clone();
        for (int f = 0; f < flips && damaged.length > 0; f++) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** One line that names the file. */
    static void assertClear(DataException e, String name) {
        assertEquals(1, e.getMessage().lines().count(), e.getMessage());
        assertTrue(e.getMessage().contains(name), e.getMessage());
    }
}
