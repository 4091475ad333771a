/**
 * The command line: one class a command. With {@code --json} a command prints exactly one JSON object on standard output;
 * progress and logs go to standard error. Exit code 0 is success, 2 a mistake that the user can mend, 1 one of ours.
 */
package dev.tdn4j.tdn.cli;
