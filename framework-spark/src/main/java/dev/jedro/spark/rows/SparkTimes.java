package dev.jedro.spark.rows;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Moments as Spark exchanges them: as timestamps whose day and time of day, in the zone of this JVM, are those of today's calendar. Since 1900 that is the moment that
 * the timestamp itself tells; before, it counts in the Julian calendar and in the sun's time of a place.
 */
final class SparkTimes {
    private static final Instant SINCE_THEN_ALIKE = Instant.parse("1900-01-02T00:00:00Z");

    private SparkTimes() {}

    static Timestamp timestamp(Instant moment) {
        return moment.isBefore(SINCE_THEN_ALIKE)
                ? Timestamp.valueOf(LocalDateTime.ofInstant(moment, ZoneId.systemDefault()))
                : Timestamp.from(moment);
    }

    static Instant instant(Timestamp timestamp) {
        Instant moment = timestamp.toInstant();
        return moment.isBefore(SINCE_THEN_ALIKE)
                ? timestamp.toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant()
                : moment;
    }
}
