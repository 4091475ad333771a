package dev.tdn4j.kernels.products;

import dev.tdn4j.kernels.vector.LaneSums;

/** A map whose result has no channels: the result with channels of another map, summed over them. */
final class Contraction implements BilinearMap {

    private final BilinearMap map;
    private final int rows;
    private final int channels;
    private final int length;
    private final int aLength;
    private final int bLength;
    private final int weightLength;
    private final float[] result;

    /**
     * @param map of two arguments with channels
     * @param rows the components of its result
     */
    Contraction(BilinearMap map, int aLength, int bLength, int weightLength, int rows, int channels, int length) {
        this.map = map;
        this.rows = rows;
        this.channels = channels;
        this.length = length;
        this.aLength = aLength;
        this.bLength = bLength;
        this.weightLength = weightLength;
        this.result = new float[rows * length];
    }

    @Override
    public void apply(int samples, float[] a, int aAt, float[] b, int bAt, float[] w, int wAt, float[] out, int outAt) {
        for (int s = 0; s < samples; s++) {
            map.apply(1, a, aAt + s * aLength, b, bAt + s * bLength, w, wAt + s * weightLength, result, 0);
            LaneSums.rowSums(result, 0, length, rows, channels, out, outAt + s * rows, 1);
        }
    }
}
