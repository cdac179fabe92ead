package dev.jedro.databricks;

import dev.jedro.problem.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a command line and a project's configuration ask for, each with its place. Immutable; each verb returns a copy. */
public final class Wishes {
    private static final Wishes NONE = new Wishes(List.of(), List.of());

    /** @param field empty for the name of the profile */
    record Wish(Optional<Field> field, String value, Place place, Tier tier) {
        @Override
        public String toString() {
            return field + " at " + place;
        }
    }

    private final List<Wish> wishes;

    private Wishes(List<Wish> before, List<Wish> more) {
        List<Wish> all = new ArrayList<>(before);
        all.addAll(more);
        this.wishes = List.copyOf(all);
    }

    public static Wishes none() {
        return NONE;
    }

    /** A field that the command line gives: before everything else. */
    public Wishes flag(Field field, String value, Place place) {
        return new Wishes(wishes, List.of(new Wish(Optional.of(field), value, place, Tier.FLAG)));
    }

    /** The profile that the command line names. */
    public Wishes flagProfile(String name, Place place) {
        return new Wishes(wishes, List.of(new Wish(Optional.empty(), name, place, Tier.FLAG)));
    }

    /** A field that the project's configuration gives, for instance {@code spark.yml}: after the environment and {@code .env}, before the profile. */
    public Wishes configured(Field field, String value, Place place) {
        return new Wishes(wishes, List.of(new Wish(Optional.of(field), value, place, Tier.CONFIGURATION)));
    }

    /** The profile that the project's configuration names. */
    public Wishes configuredProfile(String name, Place place) {
        return new Wishes(wishes, List.of(new Wish(Optional.empty(), name, place, Tier.CONFIGURATION)));
    }

    List<Wish> all() {
        return wishes;
    }
}
