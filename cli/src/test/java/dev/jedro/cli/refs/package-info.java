@NullMarked
package dev.jedro.cli.refs;

import org.jspecify.annotations.NullMarked;
