package dev.jedro.pipeline;

import dev.jedro.problem.Code;

/** What can be wrong with nodes and pipelines. */
public enum PipelineCode implements Code {
    NAME_MISSING("JED-101", "A node calls a lambda and has no name.", "Give it one with .named(\"…\")."),
    BAD_NODE_NAME(
            "JED-102",
            "A node's name or namespace has a character that is not allowed.",
            "Use letters, digits, - _ and dots."),
    DUPLICATE_NODE_NAME("JED-103", "Two nodes of a pipeline have one name.", "Name one of them with .named(\"…\")."),
    UNDEFINED_INPUT(
            "JED-104",
            "A node reads what no node writes and no catalog entry defines.",
            "Correct the name, or add an entry."),
    TWO_WRITERS("JED-105", "Two nodes write one dataset.", "Let each write a dataset of its own."),
    CYCLE(
            "JED-106",
            "Nodes wait for each other's outputs in a circle.",
            "Write one of the datasets under another name."),
    OWN_INPUT("JED-107", "A node reads a dataset that it also writes.", "Write to a dataset of another name."),
    DUPLICATE_OUTPUT("JED-108", "A node writes one dataset twice.", "Give each output a dataset of its own."),
    BAD_DATASET_NAME("JED-109", "A dataset or parameter has a name that cannot be used.", "Correct the Ref or Param."),
    MIXED_FORMATS("JED-110", "A dataset is used both with and without a format.", "Add @format to the plain use."),
    CONFIRMED_TWICE("JED-111", "Two nodes confirm one dataset.", "Let one node confirm it."),
    UNKNOWN_NODE("JED-112", "A selection names a node that the pipeline does not have.", "Correct the name."),
    UNKNOWN_DATASET(
            "JED-113",
            "A selection or bind names a dataset or parameter that the pipeline does not have.",
            "Correct the name."),
    UNKNOWN_NAMESPACE("JED-114", "A selection names a namespace that the pipeline does not have.", "Correct the name."),
    NOTHING_SELECTED("JED-115", "No node fits all parts of a selection.", "Drop or widen one part of it."),
    DOTTED_DATASET("JED-116", "A dataset's name has a dot that no namespace accounts for.", "Use an underscore."),
    INTERRUPTED_NAMESPACE(
            "JED-117", "A namespace needs nodes outside it that in turn need it.", "Move those nodes into it."),
    FUNCTION_CLOSED(
            "JED-118", "A Java module hides which method a node calls.", "Open its package in module-info.java."),
    BOUND_TWICE(
            "JED-119", "One dataset or parameter of a namespaced pipeline is bound to two names.", "Drop one bind."),
    BAD_TAG("JED-120", "A node's tag has a character that is not allowed.", "Use letters, digits, - _ and dots."),
    NO_REFERENCE(
            "JED-121",
            "A node is wired to a reference that is null: its class is not loaded yet.",
            "Keep references in a class of their own.");

    private final String id;
    private final String cause;
    private final String cure;

    PipelineCode(String id, String cause, String cure) {
        this.id = id;
        this.cause = cause;
        this.cure = cure;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String cause() {
        return cause;
    }

    @Override
    public String cure() {
        return cure;
    }
}
