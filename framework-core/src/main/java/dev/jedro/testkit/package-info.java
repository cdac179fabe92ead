/**
 * Tests that authors of plug-ins extend; needs JUnit and AssertJ, which whoever writes tests has.
 *
 * <p>Entry type: {@link dev.jedro.testkit.DatasetContractTest}.
 */
@NullMarked
package dev.jedro.testkit;

import org.jspecify.annotations.NullMarked;
