package dev.tdn4j.tdn.train;

/** The learning rate of a step: a linear rise, then the schedule. */
final class LearningRate {

    private LearningRate() {}

    /**
     * The rate of the next step.
     *
     * @param progress the share of the training that is done, 0..1
     */
    static double at(TrainingOptions options, TrainingState state, double progress) {
        double warmUp = Math.min(1, (state.step + 1.0) / (options.warmUpSteps() + 1.0));
        double least = options.finalShare();
        double share = switch (options.schedule()) {
            case COSINE -> least + (1 - least) * (1 + Math.cos(Math.PI * Math.min(1, progress))) / 2;
            case PLATEAU -> Math.max(least, state.plateauShare);
            case CONSTANT -> 1;
        };
        return options.learningRate() * warmUp * share;
    }

    /** Takes note of an epoch's score, the smaller the better. */
    static void observe(TrainingOptions options, TrainingState state, boolean improved) {
        state.staleEpochs = improved ? 0 : state.staleEpochs + 1;
        state.plateauEpochs = improved ? 0 : state.plateauEpochs + 1;
        if (options.schedule() == Schedule.PLATEAU && state.plateauEpochs >= options.plateauEpochs()) {
            state.plateauShare *= options.plateauFactor();
            state.plateauEpochs = 0;
        }
    }
}
