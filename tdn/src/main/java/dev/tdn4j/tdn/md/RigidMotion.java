package dev.tdn4j.tdn.md;

import dev.tdn4j.tdn.data.Elements;
import dev.tdn4j.tdn.data.Structure;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.EigenDecomposition_F64;

/**
 * The motion of a structure as a whole, which isolated dynamics conserves: of the centre of mass, and, for molecules, the
 * rotation about it. Where atoms are fixed neither is conserved, and where the cell repeats rotation is not.
 */
final class RigidMotion {

    /** A principal moment below this share of the largest is that of a line about itself. */
    private static final double LINEAR = 1e-8;

    private final boolean translates;
    private final double[] masses;
    private final double totalMass;
    private final double[] relative;
    private final double[][] axes = new double[3][];
    private final double[] moments = new double[3];
    private int rotations;

    RigidMotion(Structure structure) {
        int n = structure.size();
        boolean free = true;
        this.masses = new double[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            masses[i] = Elements.mass(structure.number(i));
            total += masses[i];
            free &= !structure.isFixed(i);
        }
        this.totalMass = total;
        this.translates = free;
        this.relative = structure.positions();
        double[] centre = mean(relative);
        for (int i = 0; i < relative.length; i++) {
            relative[i] -= centre[i % 3];
        }
        if (free && !structure.isPeriodic() && n > 1) {
            diagonalise();
        }
    }

    /** How many degrees of freedom it has: 0, 3, 5 for linear molecules, or 6. */
    int degreesOfFreedom() {
        return translates ? 3 + rotations : 0;
    }

    /** Takes the motion out of velocities; what is left is orthogonal to it in the metric of the masses. */
    void removeFrom(double[] velocities) {
        if (!translates) {
            return;
        }
        double[] drift = mean(velocities);
        for (int i = 0; i < velocities.length; i++) {
            velocities[i] -= drift[i % 3];
        }
        double[] momentum = new double[3];
        for (int i = 0; i < masses.length; i++) {
            double[] l = cross(relative, 3 * i, velocities, 3 * i);
            for (int k = 0; k < 3; k++) {
                momentum[k] += masses[i] * l[k];
            }
        }
        double[] omega = new double[3]; // I⁺ L, the pseudo-inverse because a line does not rotate about itself
        for (int r = 0; r < rotations; r++) {
            double share = (axes[r][0] * momentum[0] + axes[r][1] * momentum[1] + axes[r][2] * momentum[2]) / moments[r];
            for (int k = 0; k < 3; k++) {
                omega[k] += share * axes[r][k];
            }
        }
        for (int i = 0; i < masses.length; i++) {
            double[] v = cross(omega, 0, relative, 3 * i);
            for (int k = 0; k < 3; k++) {
                velocities[3 * i + k] -= v[k];
            }
        }
    }

    /** Finds the axes about which the molecule can rotate, from its inertia tensor Σ m (|r|² 1 − r rᵀ). */
    private void diagonalise() {
        DMatrixRMaj inertia = new DMatrixRMaj(3, 3);
        for (int i = 0; i < masses.length; i++) {
            double x = relative[3 * i];
            double y = relative[3 * i + 1];
            double z = relative[3 * i + 2];
            double[] r = {x, y, z};
            for (int a = 0; a < 3; a++) {
                for (int b = 0; b < 3; b++) {
                    inertia.add(a, b, masses[i] * ((a == b ? x * x + y * y + z * z : 0) - r[a] * r[b]));
                }
            }
        }
        double trace = inertia.get(0, 0) + inertia.get(1, 1) + inertia.get(2, 2);
        EigenDecomposition_F64<DMatrixRMaj> eigen = DecompositionFactory_DDRM.eig(3, true, true);
        if (!eigen.decompose(inertia)) {
            throw new IllegalStateException("the eigenvalues of an inertia tensor do not converge");
        }
        for (int e = 0; e < 3; e++) {
            double moment = eigen.getEigenvalue(e).getReal();
            if (moment > LINEAR * trace) {
                moments[rotations] = moment;
                axes[rotations++] = eigen.getEigenVector(e).data;
            }
        }
    }

    private double[] mean(double[] vectors) {
        double[] mean = new double[3];
        for (int i = 0; i < vectors.length; i++) {
            mean[i % 3] += masses[i / 3] * vectors[i] / totalMass;
        }
        return mean;
    }

    private static double[] cross(double[] a, int i, double[] b, int j) {
        return new double[] {
            a[i + 1] * b[j + 2] - a[i + 2] * b[j + 1],
            a[i + 2] * b[j] - a[i] * b[j + 2],
            a[i] * b[j + 1] - a[i + 1] * b[j]
        };
    }
}
