package dev.jedro.hook;

import java.time.Duration;

/** A run has ended well. */
public record AfterRun(RunScope run, Duration duration) {}
