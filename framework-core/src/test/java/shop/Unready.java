package shop;

import static dev.jedro.pipeline.Ref.ref;

import dev.jedro.pipeline.Ref;

/** References as a project keeps them; one needs what is not there. */
public final class Unready {
    public static final Ref<String> PRICES =
            ref(System.getProperty("shop.that.is.not.set").trim());

    private Unready() {}
}
