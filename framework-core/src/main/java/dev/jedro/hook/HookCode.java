package dev.jedro.hook;

import dev.jedro.problem.Code;

/** What can go wrong in a hook. */
public enum HookCode implements Code {
    HOOK_FAILED("JED-451", "A hook threw an exception.", "Mend the hook, or disable it by name in jedro.yml."),
    BAD_REPLACEMENT(
            "JED-452",
            "The beforeNode of a hook replaces an input that the node does not have, or by a value that does not fit.",
            "Return only keys that BeforeNode.inputs() has, with values of the type that the node takes."),
    RESOURCE_FAILED("JED-453", "A resource could not be opened.", "Read the cause; check the settings of its module.");

    private final String id;
    private final String cause;
    private final String cure;

    HookCode(String id, String cause, String cure) {
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
