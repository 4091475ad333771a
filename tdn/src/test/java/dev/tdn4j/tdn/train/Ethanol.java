package dev.tdn4j.tdn.train;

import dev.tdn4j.cpdecomp.FactorMethod;
import dev.tdn4j.tdn.cli.Main;
import dev.tdn4j.tdn.data.ExtendedXyz;
import dev.tdn4j.tdn.data.ExtendedXyzReader;
import dev.tdn4j.tdn.data.Structure;
import dev.tdn4j.tdn.model.Model;
import dev.tdn4j.tdn.model.Parameters;
import dev.tdn4j.tdn.model.SharedProduct;
import dev.tdn4j.tdn.model.TdnConfig;
import dev.tdn4j.tdn.model.TdnNetwork;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** The shipped ethanol molecules and networks small enough to train on them within seconds, for tests. */
public final class Ethanol {

    private Ethanol() {}

    /** The first frames of the training set. */
    public static List<Structure> frames(int count) {
        String file = "xtb_ethanol_500K_train.extxyz.xz";
        List<Structure> frames = new ArrayList<>();
        try (InputStream in = new XZInputStream(Main.class.getResourceAsStream("/dev/tdn4j/tdn/demo/" + file));
                ExtendedXyzReader reader = ExtendedXyz.open(in, file)) {
            while (frames.size() < count) {
                frames.add(reader.next());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frames;
    }

    /** A network of one layer, L = 1 and 8 channels. */
    public static TdnConfig smallConfig(double cutoff) {
        return new TdnConfig(1, 8, 1, cutoff, 8, 2, false, FactorMethod.ALS, 0, 8, 1);
    }

    /** How a small network learns within a few steps. */
    public static TrainingOptions options(int epochs) {
        return TrainingOptions.standard()
                .withEpochs(epochs)
                .with("batchSize", 4)
                .with("learningRate", 5e-3)
                .with("warmUpSteps", 2)
                .with("averageDecay", 0.9)
                .with("energyWeight", 5);
    }

    /** A small network, freshly drawn and fitted to the data. */
    public static Model model(TrainingData data, TdnConfig shape, long seed) {
        TdnConfig config = data.fit(shape);
        SharedProduct products = SharedProduct.exact(config);
        Parameters initial =
                Parameters.initial(new TdnNetwork(config, products.coupling()).parameters().values(), seed);
        return new Model(config, products, initial, data.references());
    }
}
