/**
 * The commands that libraries add.
 *
 * <p>Entry type: {@link dev.jedro.cli.plugin.PlugIns}.
 */
@NullMarked
package dev.jedro.cli.plugin;

import org.jspecify.annotations.NullMarked;
