/**
 * Points and weights on the sphere that integrate every polynomial up to a degree, and how they are found.
 * {@link dev.tdn4j.cpdecomp.sphere.SpherePoints} is where to begin.
 */
package dev.tdn4j.cpdecomp.sphere;
