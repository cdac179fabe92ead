/** Tests of {@code dev.jedro.cli.project}. */
@NullMarked
package dev.jedro.cli.project;

import org.jspecify.annotations.NullMarked;
