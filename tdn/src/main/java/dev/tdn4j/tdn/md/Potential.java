package dev.tdn4j.tdn.md;
import dev.tdn4j.tdn.data.Structure;
/** Temporary. */
public interface Potential { 
/** e.
 * @param s s
 * @return e */
Evaluation evaluate(Structure s); }
