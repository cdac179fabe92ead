/** Proof that the guide shows what the commands print. */
@NullMarked
package dev.jedro.cli.guide;

import org.jspecify.annotations.NullMarked;
