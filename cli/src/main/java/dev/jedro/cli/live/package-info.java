/**
 * A project that changes while its process lives: classes are loaded anew, and it is known which nodes a change touches.
 *
 * <p>Entry type: {@link dev.jedro.cli.live.ProjectLoader}.
 */
@NullMarked
package dev.jedro.cli.live;

import org.jspecify.annotations.NullMarked;
