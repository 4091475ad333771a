/** Threads that share the chunks of one piece of work. */
package dev.tdn4j.tensor.work;
