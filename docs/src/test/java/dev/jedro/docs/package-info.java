@NullMarked
package dev.jedro.docs;

import org.jspecify.annotations.NullMarked;
