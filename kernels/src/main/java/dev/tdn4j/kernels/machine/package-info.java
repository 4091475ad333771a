/** The machine: what it is, and the ceilings under which every kernel stands, measured. */
package dev.tdn4j.kernels.machine;
