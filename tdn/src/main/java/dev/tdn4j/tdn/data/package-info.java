/**
 * Atomic structures and their files: {@link dev.tdn4j.tdn.data.Structure}, {@link dev.tdn4j.tdn.data.ExtendedXyz},
 * {@link dev.tdn4j.tdn.data.ReferenceEnergies}. Lengths in Å, energies in eV, forces in eV/Å, masses in amu.
 */
package dev.tdn4j.tdn.data;
