/** Tests of nodes and pipelines. */
@NullMarked
package dev.jedro.pipeline;

import org.jspecify.annotations.NullMarked;
