/**
 * What went wrong, where, and how to mend it: every user mistake is a {@link dev.jedro.problem.Problem}.
 *
 * <p>Entry type: {@link dev.jedro.problem.Problem}.
 */
@NullMarked
package dev.jedro.problem;

import org.jspecify.annotations.NullMarked;
