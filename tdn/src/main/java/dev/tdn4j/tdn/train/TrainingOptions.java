package dev.tdn4j.tdn.train;

/**
 * How a network is trained.
 *
 * @param epochs passes over the training set, at least 1
 * @param minutes when positive, the time after which training ends and which the learning rate's decay is spread over,
 *     instead of {@code epochs}; results then depend on the machine's speed
 * @param batchSize structures a step, at least 1
 * @param learningRate the largest learning rate
 * @param warmUpSteps steps over which the learning rate rises to it, at least 0
 * @param weightDecay decoupled weight decay of matrices (arXiv 1711.05101)
 * @param averageDecay the decay of the moving average of the parameters, which is what is kept, in [0, 1)
 * @param clipNorm the largest Euclidean norm of a gradient
 * @param energyWeight the weight of mean |ΔE|/N (eV) in the loss
 * @param forceWeight the weight of mean ‖ΔF‖ (eV/Å) in the loss
 * @param trainOnFixed whether the forces on fixed atoms are learned too
 * @param seed what the first parameters and the order of the structures are drawn from
 */
public record TrainingOptions(
        int epochs,
        double minutes,
        int batchSize,
        double learningRate,
        int warmUpSteps,
        double weightDecay,
        double averageDecay,
        double clipNorm,
        double energyWeight,
        double forceWeight,
        boolean trainOnFixed,
        long seed) {

    /** Checks the ranges. */
    public TrainingOptions {
        require(epochs >= 1, "epochs", epochs, "at least 1");
        require(minutes >= 0, "minutes", minutes, "positive, or 0 for none");
        require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        require(learningRate > 0 && learningRate < 1, "learningRate", learningRate, "between 0 and 1");
        require(warmUpSteps >= 0, "warmUpSteps", warmUpSteps, "at least 0");
        require(weightDecay >= 0, "weightDecay", weightDecay, "at least 0");
        require(averageDecay >= 0 && averageDecay < 1, "averageDecay", averageDecay, "in [0, 1)");
        require(clipNorm > 0, "clipNorm", clipNorm, "positive");
        require(energyWeight >= 0, "energyWeight", energyWeight, "at least 0");
        require(forceWeight >= 0, "forceWeight", forceWeight, "at least 0");
        require(energyWeight + forceWeight > 0, "energyWeight + forceWeight", 0, "positive");
    }

    /**
     * What serves most molecular data sets.
     *
     * @return the options
     */
    public static TrainingOptions standard() {
        return new TrainingOptions(100, 0, 5, 2e-3, 200, 1e-4, 0.995, 10, 1, 1, false, 1);
    }

    /**
     * These options for another number of epochs.
     *
     * @param count the epochs
     * @return the options
     */
    public TrainingOptions withEpochs(int count) {
        return new TrainingOptions(
                count, 0, batchSize, learningRate, warmUpSteps, weightDecay, averageDecay, clipNorm, energyWeight,
                forceWeight, trainOnFixed, seed);
    }

    /**
     * These options for a time instead of a number of epochs.
     *
     * @param time minutes, positive
     * @return the options
     */
    public TrainingOptions withMinutes(double time) {
        return new TrainingOptions(
                epochs, time, batchSize, learningRate, warmUpSteps, weightDecay, averageDecay, clipNorm, energyWeight,
                forceWeight, trainOnFixed, seed);
    }

    private static void require(boolean holds, String key, Object value, String range) {
        if (!holds) {
            throw new IllegalArgumentException(key + " must be " + range + ", but is " + value);
        }
    }
}
