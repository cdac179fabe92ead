/**
 * The constants by which a project's code names its datasets, and those that are missing.
 *
 * <p>Entry type: {@link dev.jedro.cli.refs.DataClass}.
 */
@NullMarked
package dev.jedro.cli.refs;

import org.jspecify.annotations.NullMarked;
