/**
 * What is drawn on a terminal, and what the terminal can show.
 *
 * <p>Entry type: {@link dev.jedro.cli.terminal.Terminal}.
 */
@NullMarked
package dev.jedro.cli.terminal;

import org.jspecify.annotations.NullMarked;
