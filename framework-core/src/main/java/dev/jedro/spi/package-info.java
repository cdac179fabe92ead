/**
 * What authors of plug-ins implement; found by {@link java.util.ServiceLoader} or by class name.
 *
 * <p>Entry type: {@link dev.jedro.spi.FileDatasetType}.
 */
@NullMarked
package dev.jedro.spi;

import org.jspecify.annotations.NullMarked;
