package dev.jedro.spark.session;

/** Whom a session is opened for: is told how far its work is and which secrets it uses, and can be asked. Called by any thread. */
public interface SessionOwner extends ProgressListener {

    /** Is told of a secret that the session uses, for instance each token, to mask it in all texts. */
    default void secret(String value) {}

    /** Whether a person says yes; waits for the answer, and is false where nobody can be asked. */
    default boolean agrees(String question) {
        return false;
    }
}
