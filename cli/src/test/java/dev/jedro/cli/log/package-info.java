/** Tests of {@code dev.jedro.cli.log}. */
@NullMarked
package dev.jedro.cli.log;

import org.jspecify.annotations.NullMarked;
