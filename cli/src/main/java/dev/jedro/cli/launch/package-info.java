/**
 * Makes a project ready to start: class path, classes, and the argument file of its Java process.
 *
 * <p>Entry type: {@link dev.jedro.cli.launch.Preparation}.
 */
@NullMarked
package dev.jedro.cli.launch;

import org.jspecify.annotations.NullMarked;
