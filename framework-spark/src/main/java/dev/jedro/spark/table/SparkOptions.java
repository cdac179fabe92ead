package dev.jedro.spark.table;

import java.util.Optional;

/** What the options of all types have in common. */
interface SparkOptions {

    /** The name of a session in {@code spark.yml}; the one without a name unless given. */
    Optional<String> session();
}
