/**
 * The {@code jedro} command: what works anywhere, and what works inside a project.
 *
 * <p>Entry types: {@link dev.jedro.cli.Main} (anywhere) and {@link dev.jedro.cli.ProjectMain} (on a project's class path).
 */
@NullMarked
package dev.jedro.cli;

import org.jspecify.annotations.NullMarked;
