package dev.jedro.config;

import dev.jedro.problem.Place;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A text, number, truth value or null of the configuration. */
public final class ConfigScalar implements ConfigValue {
    static final int NOT_ON_ONE_LINE = -1;

    private final @Nullable Object value;
    private final String text;
    private final Place place;
    private final boolean secret;
    private final boolean interpolations;
    private final int quotes;

    /** @param interpolations whether the text holds interpolations */
    ConfigScalar(@Nullable Object value, String text, Place place, boolean secret, boolean interpolations) {
        this(value, text, place, secret, interpolations, NOT_ON_ONE_LINE);
    }

    /** @param quotes how many characters stand before the text at its place, or {@link #NOT_ON_ONE_LINE} */
    ConfigScalar(@Nullable Object value, String text, Place place, boolean secret, boolean interpolations, int quotes) {
        this.quotes = quotes;
        this.value = value;
        this.text = text;
        this.place = place;
        this.secret = secret;
        this.interpolations = interpolations;
    }

    /** A scalar made in code; see {@link ConfigValue#of}. */
    static ConfigScalar of(@Nullable Object value, Place place) {
        if (value instanceof Secret hidden) {
            return new ConfigScalar(hidden.reveal(), hidden.reveal(), place, true, false);
        }
        Object plain = plain(value);
        return new ConfigScalar(plain, String.valueOf(plain), place, false, false);
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value == null
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Double
                || value instanceof BigInteger
                || value instanceof BigDecimal) {
            return value;
        }
        if (value instanceof Integer || value instanceof Short || value instanceof Byte) {
            return ((Number) value).longValue();
        }
        return value instanceof Float number ? (Object) number.doubleValue() : value.toString();
    }

    /** The typed value by the rules of YAML 1.1 without timestamps: String, Long, BigInteger, Double, Boolean or null. Not masked. */
    public @Nullable Object value() {
        return value;
    }

    /** As it was written, without quotes; for an interpolated value, as it came out. Not masked. */
    public String text() {
        return text;
    }

    /** Whether it comes from the credentials, so that it must not be shown. */
    public boolean secret() {
        return secret;
    }

    /** The text to show: as written, or the mask of a secret. */
    public String shown() {
        return secret ? Secret.MASK : Masking.userInfo(text);
    }

    @Override
    public Place place() {
        return place;
    }

    @Override
    public @Nullable Object toJava() {
        return value;
    }

    boolean hasInterpolations() {
        return interpolations;
    }

    ConfigScalar asSecret() {
        return new ConfigScalar(value, text, place, true, interpolations, quotes);
    }

    /** The place of a character of the text; that of the whole if the text is written over several lines. */
    Place placeOf(int index) {
        return quotes == NOT_ON_ONE_LINE
                ? place
                : new Place(place.source(), place.line(), place.column() + quotes + text.codePointCount(0, index));
    }

    /** What kind of scalar it is, in words for messages: text, whole number, number, true or false, nothing. */
    public String kind() {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof Boolean) {
            return "true or false";
        }
        if (value instanceof Long || value instanceof BigInteger) {
            return "a whole number";
        }
        return value instanceof Number ? "a number" : "a text";
    }

    @Override
    public String toString() {
        return shown();
    }
}
