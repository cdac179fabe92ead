/**
 * For the tests of users: {@link dev.jedro.testkit.PipelineExtension} runs pipelines on data in memory, {@link dev.jedro.testkit.DatasetContractTest} is extended by authors of
 * datasets. Needs JUnit and AssertJ, which whoever writes tests has.
 *
 * <p>Entry type: {@link dev.jedro.testkit.PipelineExtension}.
 */
@NullMarked
package dev.jedro.testkit;

import org.jspecify.annotations.NullMarked;
