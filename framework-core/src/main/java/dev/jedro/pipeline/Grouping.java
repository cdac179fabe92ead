package dev.jedro.pipeline;

/** What is kept together when a pipeline is handed to something that runs it in larger steps. */
public enum Grouping {
    /** Every node by itself. */
    NODE,
    /** All nodes below one top-level namespace together; nodes without a namespace by themselves. */
    NAMESPACE
}
