package dev.tdn4j.tdn.train;

/**
 * What is known after an epoch.
 *
 * @param epoch how many are done
 * @param step how many steps are done
 * @param learningRate the last step's
 * @param loss the mean loss over the epoch's steps
 * @param gradientNorm the mean norm of the gradient before clipping
 * @param validation the averaged parameters' errors on the validation set
 * @param best whether they are the best so far
 * @param structuresPerSecond the speed of training
 * @param seconds since training began, resumed parts included
 */
public record EpochReport(
        int epoch,
        long step,
        double learningRate,
        double loss,
        double gradientNorm,
        Errors validation,
        boolean best,
        double structuresPerSecond,
        double seconds) {}
