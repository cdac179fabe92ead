/**
 * Log lines on the terminal, set up without any file being looked for.
 *
 * <p>Entry type: {@link dev.jedro.cli.log.Logs}.
 */
@NullMarked
package dev.jedro.cli.log;

import org.jspecify.annotations.NullMarked;
