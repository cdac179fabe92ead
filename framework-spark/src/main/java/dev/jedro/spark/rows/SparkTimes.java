package dev.jedro.spark.rows;

import java.sql.Date;
import java.sql.Timestamp;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * Moments as Spark exchanges them: as timestamps whose day and time of day, in the zone of this JVM, are those of today's calendar. Since 1900 that is the moment that
 * the timestamp itself tells; before, it counts in the Julian calendar and in the sun's time of a place.
 */
final class SparkTimes {
    private static final Instant SINCE_THEN_ALIKE = Instant.parse("1900-01-02T00:00:00Z");

    private SparkTimes() {}

    /** @throws DateTimeException for a moment that the old calendar does not have */
    static Timestamp timestamp(Instant moment) {
        if (!moment.isBefore(SINCE_THEN_ALIKE)) {
            return Timestamp.from(moment);
        }
        LocalDateTime time = LocalDateTime.ofInstant(moment, ZoneId.systemDefault());
        Timestamp timestamp = Timestamp.valueOf(time);
        return kept(timestamp, timestamp.toLocalDateTime().equals(time));
    }

    /** @throws DateTimeException for a day that the old calendar does not have */
    static Date date(LocalDate day) {
        Date date = Date.valueOf(day);
        return kept(date, date.toLocalDate().equals(day));
    }

    /** The ten days in 1582 that the change of calendars left out, and the years before 1, come out of Java's older classes as others. */
    private static <T> T kept(T value, boolean same) {
        if (!same) {
            throw new DateTimeException("Spark takes no day from 1582-10-05 to 1582-10-14, and none before the year 1");
        }
        return value;
    }

    static Instant instant(Timestamp timestamp) {
        Instant moment = timestamp.toInstant();
        return moment.isBefore(SINCE_THEN_ALIKE)
                ? timestamp.toLocalDateTime().atZone(ZoneId.systemDefault()).toInstant()
                : moment;
    }
}
