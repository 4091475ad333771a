/**
 * Which atoms see each other: {@link dev.tdn4j.tdn.neighbours.NeighbourList} makes
 * {@link dev.tdn4j.tdn.neighbours.Neighbours}.
 */
package dev.tdn4j.tdn.neighbours;
