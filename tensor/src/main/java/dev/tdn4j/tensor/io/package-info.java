/** Files: tensors by name in the safetensors format, and files that appear whole or not at all. */
package dev.tdn4j.tensor.io;
