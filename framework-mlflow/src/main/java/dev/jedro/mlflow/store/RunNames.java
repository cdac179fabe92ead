package dev.jedro.mlflow.store;

import java.util.concurrent.ThreadLocalRandom;

/** Makes up names for runs that have none: easier to say than an id. */
final class RunNames {
    private static final String[] HOW = {
        "brave", "bright", "calm", "clever", "curious", "eager", "early", "fair", "fresh", "gentle", "glad", "golden",
        "happy", "honest", "keen", "kind", "lively", "lucky", "merry", "mild", "neat", "noble", "polite", "proud",
        "quick", "quiet", "rapid", "silent", "smooth", "steady", "sunny", "swift", "tidy", "warm", "wise", "witty"
    };
    private static final String[] WHO = {
        "badger", "bear", "beaver", "bison", "crane", "crow", "deer", "dove", "duck", "eagle", "falcon", "finch",
        "fox", "goat", "hare", "hawk", "heron", "horse", "ibex", "jay", "koala", "lark", "lion", "lynx",
        "mole", "moose", "otter", "owl", "panda", "raven", "robin", "seal", "sparrow", "stork", "swan", "wren"
    };

    private RunNames() {}

    static String random() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return HOW[random.nextInt(HOW.length)] + "-" + WHO[random.nextInt(WHO.length)] + "-" + random.nextInt(1000);
    }
}
