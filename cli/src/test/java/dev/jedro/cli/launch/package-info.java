/** Tests of {@code dev.jedro.cli.launch}. */
@NullMarked
package dev.jedro.cli.launch;

import org.jspecify.annotations.NullMarked;
