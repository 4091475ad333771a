/**
 * Factors whose terms a finite group of rotations and permutations exchanges among themselves: exact ones of smaller ranks
 * than searches without symmetry find.
 */
package dev.tdn4j.cpdecomp.invariant;
