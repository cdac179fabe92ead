/**
 * What data there is, where it lives and how it is read and written: {@link dev.jedro.catalog.DataCatalog} is the immutable definition, {@link
 * dev.jedro.catalog.OpenCatalog} what one run works with.
 *
 * <p>Entry type: {@link dev.jedro.catalog.DataCatalog}.
 */
@NullMarked
package dev.jedro.catalog;

import org.jspecify.annotations.NullMarked;
