/**
 * The commands that work anywhere: they start no code of a project.
 *
 * <p>Entry type: {@link dev.jedro.cli.global.GlobalCommands}.
 */
@NullMarked
package dev.jedro.cli.global;

import org.jspecify.annotations.NullMarked;
