package dev.jedro.hook;

/** A run is about to start. */
public record BeforeRun(RunScope run) {}
