package dev.tdn4j.tdn.train;

import dev.tdn4j.tdn.model.Parameters;

/** Everything that the next step of training depends on. */
final class TrainingState {

    final Parameters parameters;
    final Parameters average;
    final Adam optimiser;
    long step;
    int epoch;
    /** Seconds spent before this run, for schedules by time. */
    double seconds;
    double bestScore = Double.POSITIVE_INFINITY;
    /** Epochs since the best score. */
    int staleEpochs;
    /** Epochs since the best score, or since the rate last fell. */
    int plateauEpochs;
    /** What plateaus have left of the learning rate. */
    double plateauShare = 1;

    TrainingState(Parameters parameters, Adam optimiser) {
        this.parameters = parameters;
        this.average = parameters.copy();
        this.optimiser = optimiser;
    }

    /** The average follows quickly at first, when the parameters still move far: its memory is at most a tenth of all steps. */
    void updateAverage(double decay) {
        float keep = decay == 0 ? 0 : (float) Math.min(decay, (1.0 + step) / (10.0 + step));
        parameters.byName().forEach((name, x) -> {
            float[] average = this.average.byName().get(name);
            for (int i = 0; i < x.length; i++) {
                average[i] = keep * average[i] + (1 - keep) * x[i];
            }
        });
    }
}
