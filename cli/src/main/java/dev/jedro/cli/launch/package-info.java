/**
 * Makes a project ready to start
 *
 * <p>Entry type: {@link dev.jedro.cli.launch. class path, classes, and the argument file of its Java process.:Preparation}.
 */
@NullMarked
package dev.jedro.cli.launch;

import org.jspecify.annotations.NullMarked;
