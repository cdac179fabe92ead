@NullMarked
package dev.jedro.cli.pack;

import org.jspecify.annotations.NullMarked;
