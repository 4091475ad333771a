package dev.tdn4j.tdn.scaling;

/**
 * The line through points on logarithmic axes: y ≈ factor · xᵉ.
 *
 * @param exponent e, by least squares of log y
 * @param factor the factor
 */
public record PowerLaw(double exponent, double factor) {

    /**
     * Fits points.
     *
     * @param x at least two different positive numbers
     * @param y as many positive numbers
     * @return the fit
     * @throws IllegalArgumentException if a number is not positive, or there are not two different x
     */
    public static PowerLaw fit(double[] x, double[] y) {
        double meanX = 0, meanY = 0;
        for (int t = 0; t < x.length; t++) {
            if (!(x[t] > 0 && y[t] > 0)) {
                throw new IllegalArgumentException("point %d, (%s, %s), has no place on logarithmic axes".formatted(t, x[t], y[t]));
            }
            meanX += Math.log(x[t]) / x.length;
            meanY += Math.log(y[t]) / x.length;
        }
        double squares = 0, products = 0;
        for (int t = 0; t < x.length; t++) {
            squares += Math.pow(Math.log(x[t]) - meanX, 2);
            products += (Math.log(x[t]) - meanX) * (Math.log(y[t]) - meanY);
        }
        if (!(squares > 0)) {
            throw new IllegalArgumentException("a line needs two different points, but there are " + x.length + " at one place");
        }
        double exponent = products / squares;
        return new PowerLaw(exponent, Math.exp(meanY - exponent * meanX));
    }
}
