/**
 * Project templates and the engine that makes projects from them.
 *
 * <p>Entry type: {@link dev.jedro.starters.Starters}.
 */
@NullMarked
package dev.jedro.starters;

import org.jspecify.annotations.NullMarked;
