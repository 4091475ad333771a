/** Records as settings by name: in configuration files, in model files, in checkpoints. */
package dev.tdn4j.tdn.settings;
