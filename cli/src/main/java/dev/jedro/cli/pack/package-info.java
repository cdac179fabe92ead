/**
 * Packs a project so that it runs without Jedro's checkout, Maven and a compiler: with a Java alone.
 *
 * <p>Entry type: {@link dev.jedro.cli.pack.ProjectPackage}.
 */
@NullMarked
package dev.jedro.cli.pack;

import org.jspecify.annotations.NullMarked;
