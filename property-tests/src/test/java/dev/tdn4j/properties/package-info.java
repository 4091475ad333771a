/**
 * What must hold for all inputs and needs several modules to say: symmetries and locality of whole networks, agreement of
 * executors, errors within their bounds.
 */
package dev.tdn4j.properties;
