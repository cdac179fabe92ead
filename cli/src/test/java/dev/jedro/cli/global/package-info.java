/** Tests of {@code dev.jedro.cli.global}. */
@NullMarked
package dev.jedro.cli.global;

import org.jspecify.annotations.NullMarked;
