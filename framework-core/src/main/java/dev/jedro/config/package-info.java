/**
 * Layered YAML whose every value knows where it was written, with interpolation, credentials and binding to records.
 *
 * <p>Entry type: {@link dev.jedro.config.ConfigMap}.
 */
@NullMarked
package dev.jedro.config;

import org.jspecify.annotations.NullMarked;
