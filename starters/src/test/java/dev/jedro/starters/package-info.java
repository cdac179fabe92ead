/** Tests of the engine of starters, and of their data. */
@NullMarked
package dev.jedro.starters;

import org.jspecify.annotations.NullMarked;
