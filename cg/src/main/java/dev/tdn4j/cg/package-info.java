/**
 * The mathematics of SO(3) that tensor products rest on: {@link dev.tdn4j.cg.CouplingPath paths}, {@link
 * dev.tdn4j.cg.CouplingCoefficients coupling coefficients} from exact arithmetic, {@link dev.tdn4j.cg.GauntIntegrals
 * Gaunt integrals} and {@link dev.tdn4j.cg.WignerD rotation matrices}, all in e3nn's real basis.
 */
package dev.tdn4j.cg;
