package dev.tdn4j.tdn.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.kernels.scalar.ScalarExecutor;
import dev.tdn4j.tdn.data.DataException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** What training leaves behind and reads again, damaged. */
class TrainingFilesProperties {

    private static Path folder;
    private static byte[] checkpoint;
    private static byte[] table;
    private static Trainer trainer;

    @BeforeContainer
    static void train() throws IOException {
        folder = Files.createTempDirectory("tdn4j-test");
        TrainingOptions options = Ethanol.options(2);
        TrainingData data = TrainingData.of(Ethanol.frames(4), List.of(), 4, options);
        trainer = new Trainer(Ethanol.model(data, Ethanol.smallConfig(4), 1), options, new ScalarExecutor());
        TrainingLog log = new TrainingLog(folder.resolve("table"), folder.resolve("picture"), 0);
        trainer.train(data.training(), data.validation(), folder.resolve("checkpoint"), new TrainingListener() {
            @Override
            public void epoch(EpochReport report) {
                try {
                    log.add(report);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        checkpoint = Files.readAllBytes(folder.resolve("checkpoint"));
        table = Files.readAllBytes(folder.resolve("table"));
    }

    @AfterContainer
    static void delete() throws IOException {
        trainer.close();
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }

    private static byte[] damaged(byte[] sound, SplittableRandom random, int flips, boolean cut, int within) {
        byte[] damaged = cut ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
        for (int f = 0; f < flips && damaged.length > 0; f++) {
            damaged[random.nextInt(Math.min(within, damaged.length))] = (byte) random.nextInt(256);
        }
        return damaged;
    }

    /** Damage in the header, where everything but the numbers is. */
    @Property(tries = 300)
    void checkpoints(@ForAll long seed, @ForAll @IntRange(max = 5) int flips, @ForAll boolean cut) throws IOException {
        Path file = folder.resolve("checkpoint");
        Files.write(file, damaged(checkpoint, new SplittableRandom(seed), flips, cut, 3000));
        try {
            trainer.resume(file);
        } catch (DataException | IOException e) {
            assertEquals(1, e.getMessage().lines().count(), e.getMessage());
            assertTrue(e.getMessage().contains(file.toString()), e.getMessage());
        }
    }

    /** Rows that are damaged are lost; nothing else is. */
    @Property(tries = 300)
    void tables(@ForAll long seed, @ForAll @IntRange(max = 5) int flips, @ForAll boolean cut) throws IOException {
        Path file = folder.resolve("table");
        Files.write(file, damaged(table, new SplittableRandom(seed), flips, cut, 1 << 20));
        new TrainingLog(file, folder.resolve("picture"), 2);
        List<String> rows = Files.readAllLines(file);
        assertTrue(rows.getFirst().startsWith("epoch,step,") && rows.size() <= 4, rows.toString());
    }
}
