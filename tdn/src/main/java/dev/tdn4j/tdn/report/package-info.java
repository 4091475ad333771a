/**
 * Reports: plots as SVG and pages that hold them. Written without AWT, which needs fonts installed even where it draws
 * nothing; here text stays text, and whoever shows the picture brings the fonts.
 */
package dev.tdn4j.tdn.report;
