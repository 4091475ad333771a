package dev.tdn4j.tdn.model;

/** What training makes of the error ΔE of a structure's energy, the mean over the structures of a batch being taken. */
public enum EnergyLoss {
    /** (√(ΔE² + δ²) − δ)/N: the absolute error for each atom, rounded off near zero; δ is an energy of the structure. */
    SMOOTH,
    /** |ΔE|/N: the paper's, and the mean absolute error. */
    MAE,
    /** Huber's function of ΔE/N: quadratic below δ, linear above. */
    HUBER,
    /** (ΔE/N)². */
    MSE
}
