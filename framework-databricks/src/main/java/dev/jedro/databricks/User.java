package dev.jedro.databricks;

/**
 * Who is logged in.
 *
 * @param name the user's name, mostly an e-mail address; for a service principal its application id
 */
public record User(String name) {}
