@NullMarked
package dev.jedro.cli.plugin;

import org.jspecify.annotations.NullMarked;
