package dev.jedro.spi;

/**
 * Borne by the class of a command that opens its project: in a project the command line gives it the options {@code --env}, {@code --conf-source}, {@code --params} and {@code --set}, except
 * those that it has itself, and {@link CommandContext} knows what was typed.
 */
public interface OpensProject {}
