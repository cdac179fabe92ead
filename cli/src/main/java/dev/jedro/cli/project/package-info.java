/**
 * The commands inside a project: they read the session and its inspection, and nothing beneath.
 *
 * <p>Entry type: {@link dev.jedro.cli.project.ProjectCommands}.
 */
@NullMarked
package dev.jedro.cli.project;

import org.jspecify.annotations.NullMarked;
