package dev.tdn4j.kernels.tornado;

import uk.ac.manchester.tornado.api.KernelContext;
import uk.ac.manchester.tornado.api.common.TornadoFunctions.Task5;
import uk.ac.manchester.tornado.api.types.arrays.FloatArray;
import uk.ac.manchester.tornado.api.types.arrays.IntArray;

/** The kinds of tasks, one kernel each. */
enum Kernel {
    CHAINS,
    CHANNEL_SUMS,
    LINEAR,
    OUTER,
    SPARSE,
    SHARED,
    CONTRACTION,
    ROWS,
    HARMONICS;

    /** The method that TornadoVM compiles; it must be a reference to the method itself. */
    Task5<KernelContext, IntArray, IntArray, IntArray, FloatArray> method() {
        return switch (this) {
            case CHAINS -> ChainKernels::evaluateChains;
            case CHANNEL_SUMS -> ChainKernels::sumChannels;
            case LINEAR -> MixingKernels::mixChannels;
            case OUTER -> MixingKernels::sumOuterProducts;
            case SPARSE -> ProductKernels::multiplySparse;
            case SHARED -> ProductKernels::multiplyShared;
            case CONTRACTION -> ProductKernels::contractChannels;
            case ROWS -> ProductKernels::combineRows;
            case HARMONICS -> GeometryKernels::raiseHarmonics;
        };
    }
}
