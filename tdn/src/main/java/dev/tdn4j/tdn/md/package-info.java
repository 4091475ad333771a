/**
 * Molecular dynamics in Å, fs, amu, eV and K: a {@link dev.tdn4j.tdn.md.Potential} moves the atoms of a
 * {@link dev.tdn4j.tdn.md.MolecularDynamics}, which observers write down.
 */
package dev.tdn4j.tdn.md;
