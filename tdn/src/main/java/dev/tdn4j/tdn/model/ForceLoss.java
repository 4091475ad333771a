package dev.tdn4j.tdn.model;

/** What training makes of the error ΔF of an atom's force. Atoms that are left out count in no mean. */
public enum ForceLoss {
    /** √(‖ΔF‖² + δ²) − δ, the mean over all atoms of a batch: a length, rounded off near zero. */
    SMOOTH,
    /** |ΔF| of each component, the mean over all components of a batch. */
    MAE,
    /** Huber's function of each component: quadratic below δ, linear above. */
    HUBER,
    /** ΔF² of each component. */
    MSE,
    /** The paper's: √ of the mean of ‖ΔF‖² over a structure's atoms, the mean over structures. */
    RMSE
}
