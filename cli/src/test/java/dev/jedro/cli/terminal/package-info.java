/** Tests of {@code dev.jedro.cli.terminal}. */
@NullMarked
package dev.jedro.cli.terminal;

import org.jspecify.annotations.NullMarked;
