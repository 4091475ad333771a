package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.model.EnergyLoss;
import dev.tdn4j.tdn.model.ForceLoss;
import dev.tdn4j.tdn.model.LossForm;
import dev.tdn4j.tdn.settings.RecordSettings;
import java.util.Map;

/**
 * How a network is trained. The components are the settings of configuration files, by these names.
 *
 * @param epochs how many, at least 1
 * @param minutes when positive, the time after which training ends and which the learning rate's decay is spread over,
 *     instead of {@code epochs}; results then depend on the machine's speed
 * @param structuresPerEpoch structures after which an epoch ends, with validation and a checkpoint; 0 for a pass over the
 *     training set. For sets of which a pass takes days
 * @param batchSize structures a step, at least 1
 * @param optimiser how gradients become steps
 * @param learningRate the largest learning rate
 * @param warmUpSteps steps over which the learning rate rises to it, at least 0
 * @param schedule how it falls
 * @param finalShare the share of the largest to which it falls, in [0, 1]
 * @param plateauEpochs for the schedule by plateaus: epochs without improvement after which the rate falls, at least 1
 * @param plateauFactor for the schedule by plateaus: what the rate is multiplied by, in (0, 1)
 * @param weightDecay weight decay of matrices
 * @param averageDecay the decay of the moving average of the parameters, which is what is kept, in [0, 1); 0 for none
 * @param clipNorm the largest Euclidean norm of a gradient
 * @param dropout the share of attention weights that are dropped in training, in [0, 1); the paper's is 0.2
 * @param energyWeight the weight of energies in the loss
 * @param energyLoss what is made of their errors
 * @param energyDelta where the smooth loss and Huber's turn from quadratic to linear: eV, for Huber's eV/atom
 * @param forceWeight the weight of forces in the loss
 * @param forceLoss what is made of their errors
 * @param forceDelta where the smooth loss and Huber's turn from quadratic to linear, eV/Å
 * @param trainOnFixed whether the forces on fixed atoms are learned too
 * @param earlyStopping epochs without improvement after which training ends, 0 for never
 * @param seed what the first parameters, the order of the structures, the validation set and dropout are drawn from
 */
public record TrainingOptions(
        int epochs,
        double minutes,
        int structuresPerEpoch,
        int batchSize,
        Optimiser optimiser,
        double learningRate,
        int warmUpSteps,
        Schedule schedule,
        double finalShare,
        int plateauEpochs,
        double plateauFactor,
        double weightDecay,
        double averageDecay,
        double clipNorm,
        double dropout,
        double energyWeight,
        EnergyLoss energyLoss,
        double energyDelta,
        double forceWeight,
        ForceLoss forceLoss,
        double forceDelta,
        boolean trainOnFixed,
        int earlyStopping,
        long seed) {

    /** Checks the ranges. */
    public TrainingOptions {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(minutes >= 0 && Double.isFinite(minutes), "minutes", minutes, "positive, or 0 for none");
        require(structuresPerEpoch >= 0, "structuresPerEpoch", structuresPerEpoch, "positive, or 0 for all");
        require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        require(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "between 0 and 1");
        require(warmUpSteps >= 0, "warmUpSteps", warmUpSteps, "at least 0");
        require(finalShare >= 0 && finalShare <= 1, "finalShare", finalShare, "in [0, 1]");
        require(plateauEpochs >= 1, "plateauEpochs", plateauEpochs, "at least 1");
        require(plateauFactor > 0 && plateauFactor < 1, "plateauFactor", plateauFactor, "between 0 and 1");
        require(weightDecay >= 0 && Double.isFinite(weightDecay), "weightDecay", weightDecay, "at least 0");
        require(averageDecay >= 0 && averageDecay < 1, "averageDecay", averageDecay, "in [0, 1)");
        require(clipNorm > 0, "clipNorm", clipNorm, "positive");
        require(dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
        require(energyWeight >= 0 && Double.isFinite(energyWeight), "energyWeight", energyWeight, "at least 0");
        require(energyDelta > 0 && Double.isFinite(energyDelta), "energyDelta", energyDelta, "positive");
        require(forceWeight >= 0 && Double.isFinite(forceWeight), "forceWeight", forceWeight, "at least 0");
        require(forceDelta > 0 && Double.isFinite(forceDelta), "forceDelta", forceDelta, "positive");
        require(energyWeight + forceWeight > 0, "energyWeight + forceWeight", 0, "positive");
        require(earlyStopping >= 0, "earlyStopping", earlyStopping, "positive, or 0 for never");
    }

    /**
     * What serves most molecular data sets.
     *
     * @return the options
     */
    public static TrainingOptions standard() {
        LossForm form = LossForm.STANDARD;
        return new TrainingOptions(
                100, 0, 0, 5, Optimiser.ADAMW, 2e-3, 200, Schedule.COSINE, 0.01, 10, 0.5, 1e-4, 0.995, 10, 0,
                1, form.energy(), form.energyDelta(), 1, form.force(), form.forceDelta(), false, 0, 1);
    }

    /**
     * These options with one changed.
     *
     * @param key its name
     * @param value its value
     * @return the options
     * @throws dev.tdn4j.tdn.data.DataException if there is no such option, or the value is of the wrong kind or out of range
     */
    public TrainingOptions with(String key, Object value) {
        return RecordSettings.with(this, Map.of(key, value instanceof Enum<?> constant ? constant.name() : value), "the options");
    }

    /**
     * These options for another number of epochs.
     *
     * @param count the epochs
     * @return the options
     */
    public TrainingOptions withEpochs(int count) {
        return with("minutes", 0).with("epochs", count);
    }

    /**
     * These options for a time instead of a number of epochs.
     *
     * @param time minutes, positive
     * @return the options
     */
    public TrainingOptions withMinutes(double time) {
        return with("minutes", time);
    }

    /**
     * The form of the loss.
     *
     * @return what is made of errors
     */
    public LossForm lossForm() {
        return new LossForm(energyLoss, energyDelta, forceLoss, forceDelta);
    }

    private static void require(boolean holds, String key, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(key + " must be " + range + ", but is " + value);
        }
    }
}
