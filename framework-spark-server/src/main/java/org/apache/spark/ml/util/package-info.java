/**
 * What the server needs of a module that is left out.
 *
 * <p>Entry type: {@link org.apache.spark.ml.util.ConnectHelper}.
 */
@NullMarked
package org.apache.spark.ml.util;

import org.jspecify.annotations.NullMarked;
