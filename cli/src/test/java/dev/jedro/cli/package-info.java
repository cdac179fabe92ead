/** Tests of {@code dev.jedro.cli}. */
@NullMarked
package dev.jedro.cli;

import org.jspecify.annotations.NullMarked;
