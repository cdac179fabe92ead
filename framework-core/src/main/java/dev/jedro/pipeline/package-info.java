/**
 * Nodes wired into pipelines that the compiler checks: typed references in, plain functions, typed references out.
 *
 * <p>Entry types: {@link dev.jedro.pipeline.Nodes} and {@link dev.jedro.pipeline.Pipeline}.
 */
@NullMarked
package dev.jedro.pipeline;

import org.jspecify.annotations.NullMarked;
