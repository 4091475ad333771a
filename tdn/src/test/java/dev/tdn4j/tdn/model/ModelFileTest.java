package dev.tdn4j.tdn.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tdn4j.cpdecomp.FactorCache;
import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.tdn.data.DataException;
import dev.tdn4j.tdn.data.ReferenceEnergies;
import dev.tdn4j.tensor.io.Safetensors;
import dev.tdn4j.tensor.io.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFileTest {

    private static final int FUZZ = 400;

    @TempDir
    private Path folder;

    private Path file;
    private Model model;

    @BeforeEach
    void write() throws IOException {
        TdnConfig config = new TdnConfig(1, 4, 1, 4.5, 5, 2, false, FactorMethod.ALS, 0, 7.25, 0.3);
        SharedProduct products = SharedProduct.of(config, new FactorCache(folder.resolve("cache")), progress -> {});
        Parameters parameters =
                Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), 3);
        model = new Model(
                config, products, parameters, new ReferenceEnergies(new TreeMap<>(Map.of(1, -13.6, 8, -2041.123456789012345))));
        file = folder.resolve("model");
        ModelFile.write(file, model);
    }

    @Test
    void roundTripsToTheBit() throws IOException {
        Model read = ModelFile.read(file);
        assertEquals(model.config(), read.config());
        assertEquals(model.references(), read.references());
        assertEquals(model.products().provenance(), read.products().provenance());
        model.parameters().byName().forEach((name, values) ->
                assertArrayEquals(values, read.parameters().byName().get(name), 0f, name));
        for (int axis = 0; axis < 3; axis++) {
            assertArrayEquals(
                    model.products().factors().orElseThrow().matrix(axis), read.products().factors().orElseThrow().matrix(axis));
        }
        Path again = folder.resolve("again");
        ModelFile.write(again, read);
        assertEquals(-1, Files.mismatch(file, again));
    }

    /** Factors in closed form bring path weights of their own, which a model must keep. */
    @Test
    void closedFormsRoundTrip() throws IOException {
        for (FactorMethod method : List.of(FactorMethod.QUADRATURE, FactorMethod.MATRIX)) {
            TdnConfig config = new TdnConfig(2, 4, 1, 4.5, 5, 2, false, method, 0, 7.25, 0.3);
            SharedProduct products = SharedProduct.of(config, new FactorCache(folder.resolve("cache")), progress -> {});
            Parameters parameters =
                    Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), 3);
            ModelFile.write(file, new Model(config, products, parameters, model.references()));
            Model read = ModelFile.read(file);
            assertEquals(config, read.config());
            assertEquals(products.provenance(), read.products().provenance());
            assertEquals(products.coupling().nonzeros(), read.products().coupling().nonzeros());
            assertArrayEquals(products.coupling().dense(), read.products().coupling().dense(), 0);
        }
    }

    @Test
    void otherArchitecturesRoundTrip() throws IOException {
        TdnConfig config = EquiformerTest.small(1);
        SharedProduct products = SharedProduct.of(config, new FactorCache(folder.resolve("cache")), progress -> {});
        Parameters parameters = Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), 3);
        ModelFile.write(file, new Model(config, products, parameters, model.references()));
        Model read = ModelFile.read(file);
        assertEquals(config, read.config());
        parameters.byName().forEach((name, values) -> assertArrayEquals(values, read.parameters().byName().get(name), 0f, name));
    }

    @Test
    void saysWhereItsFactorsAreFromAndItsUnits() throws IOException {
        Map<String, String> metadata = Safetensors.read(file).metadata();
        assertTrue(metadata.get("factors").matches("als version .+, seed -?\\d+, rank 8, all paths of degree up to 1 with weight 1"), metadata.get("factors"));
        assertTrue(metadata.get("units").contains("\"energy\":\"eV\""), metadata.get("units"));
        assertTrue(metadata.get("config").contains("\"channels\":4"), metadata.get("config"));
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        refused("version", "2", "version 2, but this program reads version 1");
        refused("format", "other", "is not a tdn4j model");
        refused("config", "{\"lmax\":1,\"chanels\":4}", "there is no setting chanels; did you mean channels?");
        refused("config", "{\"lmax\":1,\"channels\":5}", "multiple of heads");
        refused("config", "{\"factors\":\"tucker\"}", "factors must be one of als, quadrature, matrix, but is tucker");
        refused("config", "{\"factors\":\"matrix\",\"evenPaths\":true}", "matrix products couple all paths");
        refused("config", "{\"factors\":\"quadrature\",\"rank\":7}", "rank of their own");
        refused("config", "[", "not JSON");
        refused("reference_energies", "{\"H\":1e999}", "H");
        refused("reference_energies", "{\"Xx\":1}", "Xx is no element");
        refused("config", null, "lacks the metadata config");
    }

    private void refused(String key, String value, String named) throws IOException {
        Safetensors stored = Safetensors.read(file);
        Map<String, String> metadata = new LinkedHashMap<>(stored.metadata());
        metadata.remove(key);
        if (value != null) {
            metadata.put(key, value);
        }
        refused(new Safetensors(metadata, stored.tensors()), named);
    }

    private void refused(Safetensors contents, String named) throws IOException {
        Path other = folder.resolve("other");
        contents.write(other);
        DataException refusal = assertThrows(DataException.class, () -> ModelFile.read(other));
        assertTrue(refusal.getMessage().contains(named), refusal.getMessage());
        assertTrue(refusal.getMessage().startsWith(other.toString()), refusal.getMessage());
        assertEquals(1, refusal.getMessage().lines().count());
    }

    @Test
    void numbersThatAreNoneAreRefused() throws IOException {
        Safetensors stored = Safetensors.read(file);
        for (String name : stored.tensors().keySet()) {
            Tensor tensor = stored.tensors().get(name);
            double[] values = tensor.doubles();
            values[values.length / 2] = Double.NaN;
            Map<String, Tensor> tensors = new LinkedHashMap<>(stored.tensors());
            tensors.put(name, Tensor.ofDoubles(values, tensor.shape()));
            refused(new Safetensors(stored.metadata(), tensors), name);
            tensors.remove(name);
            refused(new Safetensors(stored.metadata(), tensors), name);
        }
    }

    @Test
    void whatIsCutShortIsRefused() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(1);
        Path cut = folder.resolve("cut");
        for (int k = 0; k < FUZZ; k++) {
            Files.write(cut, Arrays.copyOf(bytes, k < 20 ? k : random.nextInt(bytes.length)));
            IOException refusal = assertThrows(IOException.class, () -> ModelFile.read(cut));
            assertTrue(refusal.getMessage().contains(cut.toString()), refusal.getMessage());
        }
    }

    /** A flipped bit is refused, or makes another model; nothing else may come of it. Half of them hit the header. */
    @Test
    void flippedBitsNeverEscape() throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        SplittableRandom random = new SplittableRandom(2);
        Path flipped = folder.resolve("flipped");
        int refused = 0;
        for (int k = 0; k < FUZZ; k++) {
            byte[] changed = bytes.clone();
            int at = random.nextInt(k % 2 == 0 ? bytes.length : 3000);
            changed[at] ^= (byte) (1 << random.nextInt(8));
            Files.write(flipped, changed);
            try {
                ModelFile.read(flipped);
            } catch (IOException | DataException e) {
                refused++;
                assertTrue(e.getMessage().contains(flipped.toString()), "byte " + at + ": " + e.getMessage());
            } catch (RuntimeException e) {
                throw new AssertionError("byte " + at + ": " + e, e);
            }
        }
        assertTrue(refused > FUZZ / 10, "only " + refused + " refused");
    }
}
