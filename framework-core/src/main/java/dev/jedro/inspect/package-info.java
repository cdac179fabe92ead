/**
 * A project as read-only records: what command line, web view and servers show.
 *
 * <p>Entry type: {@link dev.jedro.inspect.ProjectSnapshot}.
 */
@NullMarked
package dev.jedro.inspect;

import org.jspecify.annotations.NullMarked;
