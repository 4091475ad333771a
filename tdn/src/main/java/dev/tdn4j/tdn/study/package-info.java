/**
 * Studies: comparisons whose rows take long, computed one by one and kept, so that a study that was interrupted goes on
 * where it ended; with tables, pictures and JSON of what they show.
 */
package dev.tdn4j.tdn.study;
