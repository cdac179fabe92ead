package dev.jedro.databricks;

/** Gives bearer tokens that are good for some time yet. Thread-safe. */
interface Tokens {

    /** @throws dev.jedro.problem.JedroException if none can be had */
    String token();

    /** Whether another one may be given after {@link #renew}. */
    default boolean renewable() {
        return false;
    }

    /** Forgets the token that was refused. */
    default void renew() {}

    static Tokens of(DatabricksSettings settings, Http http) {
        // A personal token needs no library, which takes half a second to load.
        return settings.login().equals(LoginMethod.PAT)
                ? () -> settings.value(Field.TOKEN).orElseThrow()
                : new SdkTokens(settings, http);
    }
}
