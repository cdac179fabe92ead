package dev.jedro.spark.connect;

/** How many tasks of the work at hand are done. */
public record Progress(long done, long total) {}
