/** Tests of the starters: the engine, their data, and each one built and run as a user's project. */
@NullMarked
package dev.jedro.starters;

import org.jspecify.annotations.NullMarked;
