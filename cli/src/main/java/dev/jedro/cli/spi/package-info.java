/**
 * What a module implements to add commands to {@code jedro} inside a project.
 *
 * <p>Entry type: {@link dev.jedro.cli.spi.CommandProvider}.
 */
@NullMarked
package dev.jedro.cli.spi;

import org.jspecify.annotations.NullMarked;
