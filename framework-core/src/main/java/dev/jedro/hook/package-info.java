/**
 * What a project or a plug-in may do at each moment of a session: one interface, one record per moment.
 *
 * <p>Entry type: {@link dev.jedro.hook.Hook}.
 */
@NullMarked
package dev.jedro.hook;

import org.jspecify.annotations.NullMarked;
