/**
 * Opens a project, wires it, runs it.
 *
 * <p>Entry type: {@link dev.jedro.session.Jedro}.
 */
@NullMarked
package dev.jedro.session;

import org.jspecify.annotations.NullMarked;
