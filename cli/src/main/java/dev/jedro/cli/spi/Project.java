package dev.jedro.cli.spi;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * Where a command runs.
 *
 * @param root the project's folder, absolute
 * @param out for the command's answer, and nothing else
 * @param err for everything else
 */
public record Project(Path root, PrintStream out, PrintStream err) {}
