/** Proofs about the whole code base: layers, names, files and problem codes. Entry type: {@link dev.jedro.architecture.ArchitectureTest}. */
@NullMarked
package dev.jedro.architecture;

import org.jspecify.annotations.NullMarked;
