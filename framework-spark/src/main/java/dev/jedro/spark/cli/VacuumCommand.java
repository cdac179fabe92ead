package dev.jedro.spark.cli;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Place;
import dev.jedro.problem.Problem;
import dev.jedro.spark.failure.TableCode;
import dev.jedro.spark.table.Upkeep;
import dev.jedro.spi.CommandContext;
import java.io.PrintStream;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which files no version needs that is to be kept, and deletes them if it is told to. */
@Command(
        name = "vacuum",
        description = "Show the files that only old versions of a dataset's Delta table need; --delete deletes them.")
final class VacuumCommand extends TableCommand {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,5})([dh])");
    private static final Place RETAIN = Place.of("--retain");

    @Option(names = "--delete", description = "Delete them. Versions that need them cannot be loaded any more.")
    boolean delete;

    @Option(
            names = "--retain",
            paramLabel = "TIME",
            description =
                    "Keep all versions that are younger, for instance 30d or 200h; 7d unless the table says another.")
    Optional<String> retain = Optional.empty();

    @Option(
            names = "--allow-short-retention",
            description = "Retain less than seven days, although a run that still reads or writes may lose its files.")
    boolean allowShort;

    VacuumCommand(CommandContext context) {
        super(context, "vacuum");
    }

    @Override
    void check() {
        Optional<Duration> asked = duration();
        if (!allowShort
                && asked.filter(time -> time.compareTo(Upkeep.SAFE_RETENTION) < 0)
                        .isPresent()) {
            throw new JedroException(Problem.error(
                            TableCode.NOT_MAINTAINED,
                            "--retain " + retain.orElseThrow()
                                    + " is less than seven days: a run that still reads or writes the table may lose its files")
                    .at(RETAIN)
                    .fix("retain 7d or more")
                    .fix("add --allow-short-retention if nobody uses the table now"));
        }
    }

    private Optional<Duration> duration() {
        return retain.map(text -> {
            Matcher time = TIME.matcher(text.strip());
            if (!time.matches()) {
                throw new JedroException(
                        Problem.error(TableCode.NOT_MAINTAINED, "'" + text + "' is no number of days or hours")
                                .at(RETAIN)
                                .fix("write it like 30d or 200h"));
            }
            long number = Long.parseLong(time.group(1));
            return time.group(2).equals("d") ? Duration.ofDays(number) : Duration.ofHours(number);
        });
    }

    @Override
    void work(Upkeep table, PrintStream out) {
        List<String> files = table.vacuumable(duration());
        if (delete && !files.isEmpty()) {
            table.vacuum(duration());
        }
        if (format == Format.JSON) {
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("deleted", delete);
            json.put("files", files);
            answer(json);
        } else if (files.isEmpty()) {
            out.println("Nothing to delete: all its files are needed by versions that are kept.");
        } else {
            files.forEach(out::println);
            out.println(
                    delete
                            ? count(files) + " deleted."
                            : "Nothing was deleted. " + count(files)
                                    + " would go, and with them the versions that need them; add --delete to do it.");
        }
    }

    /** Spark shows the first thousand only. */
    private static String count(List<String> files) {
        return files.size() == 1 ? "1 file" : files.size() >= 1000 ? "1000 files or more" : files.size() + " files";
    }
}
