package dev.jedro.spark.session;

import java.nio.file.Path;

/**
 * What a provider is asked to open.
 *
 * @param name of the session in {@code sessions:} of spark.yml; empty for the one without a name
 * @param root the project's folder, absolute
 */
public record SessionRequest(String name, Path root, SessionSettings settings) {}
