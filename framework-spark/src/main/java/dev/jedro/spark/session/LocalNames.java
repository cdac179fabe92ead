package dev.jedro.spark.session;

import dev.jedro.problem.NearNames;
import dev.jedro.problem.Problem;
import dev.jedro.spark.catalog.FolderNames;
import dev.jedro.spark.failure.TableCode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which names of catalogs, schemas and tables the engine inside this process takes, as far as its settings tell.
 *
 * @param conf Spark's own settings, by their full names
 */
public record LocalNames(Map<String, String> conf) {
    static final String CATALOG = "spark.sql.catalog.";
    private static final String DEFAULT = "spark.sql.defaultCatalog";
    private static final String OF_THE_SESSION = "spark_catalog";
    private static final String FOLDER = "dev.jedro.spark.catalog.FolderCatalog";
    private static final Pattern WORD = Pattern.compile("\\w+");

    public LocalNames {
        conf = Map.copyOf(conf);
    }

    /**
     * What is wrong with the parts of a table's name; nothing where no catalog is a folder, so that nobody knows.
     *
     * @return by the key that a dataset has for the part
     */
    public Map<String, Problem> mistakes(Optional<String> catalog, Optional<String> database, Optional<String> table) {
        Map<String, Problem> mistakes = new LinkedHashMap<>();
        List<String> folders = folders();
        if (folders.isEmpty()) {
            return mistakes;
        }
        catalog.filter(name -> !conf.containsKey(CATALOG + name) && !name.equals(OF_THE_SESSION))
                .ifPresent(name -> mistakes.put("catalog", noCatalog(name, folders)));
        if (folders.contains(catalog.orElseGet(() -> conf.getOrDefault(DEFAULT, OF_THE_SESSION)))) {
            database.filter(name -> !FolderNames.allowed(name))
                    .ifPresent(name -> mistakes.put("database", refused(name)));
            table.filter(name -> !FolderNames.allowed(name)).ifPresent(name -> mistakes.put("table", refused(name)));
        }
        return mistakes;
    }

    /** The catalogs that are folders, that of names without a catalog first. */
    private List<String> folders() {
        List<String> names = new ArrayList<>(new TreeSet<>(conf.keySet()));
        names.removeIf(key -> !key.startsWith(CATALOG) || !FOLDER.equals(conf.get(key)));
        names.replaceAll(key -> key.substring(CATALOG.length()));
        String first = conf.getOrDefault(DEFAULT, "");
        if (names.remove(first)) {
            names.add(0, first);
        }
        return names;
    }

    private static Problem noCatalog(String name, List<String> folders) {
        Problem problem = Problem.error(
                        TableCode.NO_TABLE,
                        "there is no catalog '" + name + "' on this machine, only " + String.join(", ", folders))
                .near(NearNames.of(name, folders));
        List<String> with = new ArrayList<>(folders);
        with.add(name);
        return WORD.matcher(name).matches()
                ? problem.fix(
                        "correct the name, or have it made, in spark.yml:  catalogs: [" + String.join(", ", with) + "]")
                : problem.fix("correct the name: it is one of letters, digits and '_'");
    }

    private static Problem refused(String name) {
        return Problem.error(TableCode.BAD_OPTIONS, FolderNames.refused(name)).fix(FolderNames.LETTERS);
    }
}
