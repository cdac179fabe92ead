/**
 * The dataset types that come with Jedro and need nothing else: text, JSON, YAML, CSV, models, plots, partitions.
 *
 * <p>Entry type: {@link dev.jedro.dataset.TextType}.
 */
@NullMarked
package dev.jedro.dataset;

import org.jspecify.annotations.NullMarked;
