/**
 * Makes the guide's Markdown a site that opens from disk, and writes the pages of reference from the code. {@link dev.jedro.docs.Site} is where to begin.
 */
@NullMarked
package dev.jedro.docs;

import org.jspecify.annotations.NullMarked;
