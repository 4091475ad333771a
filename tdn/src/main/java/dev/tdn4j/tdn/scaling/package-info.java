/** How the time of tensor products grows with the largest degree: measured beside exact counts of their operations. */
package dev.tdn4j.tdn.scaling;
