/** The oracle: every operation as the plainest loop in double. */
package dev.tdn4j.kernels.scalar;
