package dev.tdn4j.tdn.neighbours;
/** Temporary.
 * @param source s
 * @param destination d
 * @param offset o
 * @param pair p
 * @param edgeOfPair e */
public record Neighbours(int[] source, int[] destination, double[] offset, int[] pair, int[] edgeOfPair) {
 /** n.
  * @return n */
 public int edges(){return source.length;}
 /** n.
  * @return n */
 public int pairs(){return edgeOfPair.length;} }
