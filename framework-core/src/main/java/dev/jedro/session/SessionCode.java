package dev.jedro.session;

import dev.jedro.problem.Code;

/** What can be wrong with a project. */
public enum SessionCode implements Code {
    NO_PROJECT(
            "JED-501",
            "There is no jedro.yml in the folder or in one above it.",
            "Go to the folder of a project, or make one with 'jedro new'."),
    PROJECT_CLASS(
            "JED-503",
            "The class that jedro.yml names is not on the class path, is no JedroProject, or cannot be made.",
            "Correct 'project' in jedro.yml, or give the class a public constructor without arguments."),
    UNKNOWN_PIPELINE(
            "JED-504", "There is no pipeline of that name.", "Register it in the project class, or correct the name."),
    PIPELINE_FAILED("JED-505", "A PipelineDefinition threw an exception.", "Read the cause and mend the class."),
    WIRING(
            "JED-506",
            "Guice cannot make what the project registered.",
            "Bind what is missing in a module of the project."),
    DUPLICATE_PIPELINE("JED-507", "Two pipelines are registered under one name.", "Give one of them another name."),
    UNUSED_ENTRY(
            "JED-508", "No pipeline uses a catalog entry.", "Remove the entry, or correct the name in the pipeline."),
    UNUSED_PARAMETER("JED-509", "No pipeline uses a parameter.", "Remove it, or correct the name in the pipeline."),
    UNREAD_PARAMETER(
            "JED-516",
            "A parameter is given for a run that nothing in the run reads.",
            "Correct the name, or leave the parameter out."),
    UNUSED_CREDENTIALS("JED-510", "No catalog entry uses some credentials.", "Remove them, or name them in an entry."),
    UNKNOWN_HOOK("JED-511", "A hook that jedro.yml disables does not exist.", "Correct the name in disable_hooks."),
    CLOSED("JED-512", "A session is used after it was closed.", "Use it inside its try block, or open another one."),
    UNUSED_GLOBAL(
            "JED-513",
            "The environment that is checked does not use a global.",
            "Remove it, or correct the name that is used."),
    BROKEN_PLUG_IN(
            "JED-514",
            "A jar on the class path, or the project itself, lists a hook that cannot be made.",
            "Use a version of the jar that fits Jedro's, or correct the project's own class."),
    BAD_SETTING(
            "JED-515",
            "The flag --set names a section of the configuration that is not there, or that has a flag of its own.",
            "Write --set SECTION.KEY=VALUE, the section being the name of the file; parameters have --params.");

    private final String id;
    private final String cause;
    private final String cure;

    SessionCode(String id, String cause, String cure) {
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
