package dev.jedro.dataset;

import dev.jedro.problem.JedroException;
import dev.jedro.problem.Problem;
import dev.jedro.spi.DatasetContext;
import dev.jedro.spi.FileDatasetType;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.internal.chartpart.IChart;

/** {@code type: Plot}: draws an XChart chart as PNG or SVG, by the ending of its file. It cannot be loaded. */
public final class PlotType implements FileDatasetType<PlotType.Options> {

    /** Options of {@code Plot}. */
    public record Options() {}

    @Override
    public String name() {
        return "Plot";
    }

    @Override
    public Class<Options> options() {
        return Options.class;
    }

    @Override
    public String javaTypes() {
        return "charts of XChart, such as CategoryChart or XYChart, to be saved only";
    }

    @Override
    public Type defaultType(Options options) {
        return IChart.class;
    }

    @Override
    public boolean canLoad(Options options, Type type) {
        return false;
    }

    @Override
    public boolean canSave(Options options, Type type) {
        return IChart.class.isAssignableFrom(Documents.JSON.constructType(type).getRawClass());
    }

    @Override
    public Optional<Problem> wrongPath(Options options, String path) {
        String ending = ending(path);
        return ending.equals("png") || ending.equals("svg")
                ? Optional.empty()
                : Optional.of(Problem.error(DatasetCode.PLOT_FORMAT, "A plot cannot be saved as '." + ending + "'")
                        .fix("let 'filepath' end in .png or .svg"));
    }

    private static String ending(String path) {
        return path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    @Override
    public Object read(Options options, Path file, Type type, DatasetContext context) {
        throw new IllegalStateException("a plot cannot be loaded");
    }

    @Override
    public void write(Options options, Path file, Type type, Object value, DatasetContext context) throws IOException {
        String name = file.getFileName().toString();
        wrongPath(options, name)
                .ifPresent(
                        problem -> { // a part's suffix is known only here
                            throw new JedroException(problem);
                        });
        try (OutputStream out = Files.newOutputStream(file)) {
            ChartEncoder.saveChart((IChart) value, out, ending(name));
        }
    }
}
