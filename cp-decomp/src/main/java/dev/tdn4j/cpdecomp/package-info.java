/**
 * CP factors of coupling tensors and other bilinear maps. {@link dev.tdn4j.cpdecomp.FactorCache} is the usual entrance: it takes a {@link
 * dev.tdn4j.cpdecomp.Product}, most often a {@link dev.tdn4j.cpdecomp.CouplingSpec}, and {@link dev.tdn4j.cpdecomp.AlsOptions} and returns a {@link
 * dev.tdn4j.cpdecomp.Decomposition}.
 */
package dev.tdn4j.cpdecomp;
