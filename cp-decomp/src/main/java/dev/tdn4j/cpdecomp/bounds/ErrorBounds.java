package dev.tdn4j.cpdecomp.bounds;

import dev.tdn4j.cpdecomp.CouplingSpec;
import dev.tdn4j.cpdecomp.Decomposition;
import dev.tdn4j.tensor.Degrees;

/**
 * All that is known about how far a product of CP factors is from equivariance, ε(R, x, y) = D(R) M̂(x, y) − M̂(D(R)x,
 * D(R)y): every number is on the scale of ‖ε‖ / (‖x‖‖y‖), for one product. For any factors
 *
 * <pre>sampledMax ≤ worstFound ≤ sup ‖ε‖/(‖x‖‖y‖) ≤ spectralBound ≤ residualBound.</pre>
 *
 * <p>The first three bounds know the rank alone. They hold for the best factors of that rank, so for all that fit M_w no
 * worse than a truncation does; poor factors may exceed them.
 *
 * <p>Why the bounds hold: an equivariant map adds nothing to ε, so ε is that of the difference E between M̂ and any
 * equivariant map. Both of its terms are at most ‖E‖ ‖x‖‖y‖, with the spectral norm ‖E‖ = max E(x, y, u) over unit vectors,
 * since D is orthogonal. And E(x, y, u) = xᵀ E_(1) (y ⊗ u) ≤ σ₁(E_(1)), for each of the three unfoldings alike, and
 * σ₁ ≤ ‖E‖_F. Every bound here includes {@link EquivarianceError#roundingAllowance}, so that it also holds for errors as
 * measured in double.
 *
 * @param theorem31 twice {@link TruncationBound#theorem31}; for the best factors of this rank
 * @param squareCore twice {@link TruncationBound#squareCore}; for the best factors of this rank
 * @param twoModes twice {@link TruncationBound#twoModes}; for the best factors of this rank
 * @param residualBound 2‖M̂ − M_w‖_F: {@link EquivarianceError#bound}; for any factors
 * @param spectralBound 2 min_modes σ₁(N_(mode)) of N = M̂ − Σ_p ⟨M̂, C^p⟩ C^p, the part that is not equivariant; for any
 *     factors
 * @param worst the largest error that maximisation over rotations and inputs found: no bound, but one that exists
 * @param sampledMax the largest of random samples
 * @param rootMeanSquare the root of the exact mean of ‖ε‖²/(‖x‖²‖y‖²) over uniform rotations and directions of x and y, √2
 *     ‖N‖_F / (L+1)²: {@link EquivarianceError#meanSquare}, where ‖x‖² and ‖y‖² are (L+1)² on average and independent of the
 *     directions
 */
public record ErrorBounds(
        double theorem31,
        double squareCore,
        double twoModes,
        double residualBound,
        double spectralBound,
        WorstCase worst,
        double sampledMax,
        double rootMeanSquare) {

    /**
     * Computes them all.
     *
     * @param decomposition M̂ and M_w
     * @param samples random (R, x, y), at least {@code starts}
     * @param starts of the maximisation, at least 1
     * @param seed of the samples
     * @return the bounds and what they bound
     * @throws IllegalArgumentException if there are fewer samples than starts, or no start
     */
    public static ErrorBounds of(Decomposition decomposition, int samples, int starts, long seed) {
        CouplingSpec spec = decomposition.spec();
        int rank = decomposition.rank();
        double allowance = EquivarianceError.roundingAllowance(decomposition.factors());
        NonEquivariantPart rest = new NonEquivariantPart(decomposition.factors());
        return new ErrorBounds(
                2 * TruncationBound.theorem31(spec, rank) + allowance,
                2 * TruncationBound.squareCore(spec, rank) + allowance,
                2 * TruncationBound.twoModes(spec, rank) + allowance,
                EquivarianceError.bound(decomposition),
                2 * rest.spectralBound() + allowance,
                WorstCase.find(decomposition.factors(), samples, starts, seed),
                EquivarianceError.sampled(decomposition.factors(), samples, seed),
                Math.sqrt(2) * rest.norm() / Degrees.components(spec.lmax()));
    }

    /**
     * The largest error found by maximisation.
     *
     * @return that of {@link #worst}
     */
    public double worstFound() {
        return worst.error();
    }
}
