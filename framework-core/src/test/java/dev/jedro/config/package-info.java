/** Tests of the configuration. */
@NullMarked
package dev.jedro.config;

import org.jspecify.annotations.NullMarked;
