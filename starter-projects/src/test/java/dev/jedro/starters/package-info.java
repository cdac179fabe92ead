/** A project of each starter, built and run as a user's. */
@NullMarked
package dev.jedro.starters;

import org.jspecify.annotations.NullMarked;
