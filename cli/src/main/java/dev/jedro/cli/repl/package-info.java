/**
 * An open project at a prompt. The only package that needs JShell, and loaded by {@code jedro repl} alone.
 *
 * <p>Entry type: {@link dev.jedro.cli.repl.Repl}.
 */
@NullMarked
package dev.jedro.cli.repl;

import org.jspecify.annotations.NullMarked;
