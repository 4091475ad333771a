/**
 * Between one weight for all paths and one for each: groups of paths with factors and a weight of their own.
 * {@link dev.tdn4j.cpdecomp.groups.PathGroups} is where to begin.
 */
package dev.tdn4j.cpdecomp.groups;
