/** The code of the user's guide: compiled, run, and compared with what {@code docs/} shows. */
@NullMarked
package dev.jedro.guide;

import org.jspecify.annotations.NullMarked;
