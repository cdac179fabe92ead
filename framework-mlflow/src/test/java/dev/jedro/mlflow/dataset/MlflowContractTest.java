package dev.jedro.mlflow.dataset;

import dev.jedro.mlflow.store.Experiments;
import dev.jedro.mlflow.store.FileTrackingStore;
import dev.jedro.spi.DatasetType;
import dev.jedro.testkit.DatasetContractTest;
import java.lang.reflect.Type;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * The contract of all datasets, kept by those of MLflow that give back what was saved last, with the {@code run_id} of a run in the store of the project's folder. The others cannot:
 * a metric's history only grows, and a figure is not loaded.
 */
class MlflowContractTest {
    public record Scores(double r2, int rows) {}

    public record Model(double intercept, Map<String, Double> slopes, List<Long> sizes) {}

    abstract static class InAProjectsStore<T> extends DatasetContractTest<T> {
        private String run = "";

        @BeforeEach
        void hasARun() {
            FileTrackingStore store = FileTrackingStore.open(root.resolve("mlruns"));
            run = store.runs()
                    .create(Experiments.DEFAULT_ID, "", "", 1, Map.of())
                    .info()
                    .id();
        }

        @Override
        protected final Map<String, Object> options() {
            Map<String, Object> options = new HashMap<>(more());
            options.put("run_id", run);
            return options;
        }

        Map<String, Object> more() {
            return Map.of();
        }
    }

    @Nested
    class Metric extends InAProjectsStore<Double> {
        @Override
        protected DatasetType<?> datasetType() {
            return new MetricType();
        }

        @Override
        protected Type javaType() {
            return Double.class;
        }

        @Override
        protected Double first() {
            return 0.75;
        }

        @Override
        protected Double second() {
            return 0.5;
        }

        @Override
        protected List<Double> awkward() {
            return List.of(Double.NaN, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, -0.1, 1e300);
        }
    }

    @Nested
    class Metrics extends InAProjectsStore<Scores> {
        @Override
        protected DatasetType<?> datasetType() {
            return new MetricsType();
        }

        @Override
        protected Type javaType() {
            return Scores.class;
        }

        @Override
        protected Scores first() {
            return new Scores(0.75, 3);
        }

        @Override
        protected Scores second() {
            return new Scores(0.5, 4_000);
        }

        /** Each number is a file of its own: a reader may find the new one of one and the old one of another. */
        @Override
        protected boolean loadsWhileItIsSaved() {
            return false;
        }
    }

    @Nested
    class Artifact extends InAProjectsStore<String> {
        @Override
        protected DatasetType<?> datasetType() {
            return new ArtifactType();
        }

        @Override
        Map<String, Object> more() {
            return Map.of("filepath", "data/report.txt", "dataset", "Text", "artifact_path", "reports");
        }

        @Override
        protected Type javaType() {
            return String.class;
        }

        @Override
        protected String first() {
            return "one";
        }

        @Override
        protected String second() {
            return "two\nand more";
        }

        @Override
        protected List<String> awkward() {
            return List.of("", "\r\n", "ä – \u0000");
        }
    }

    abstract static class AModel extends InAProjectsStore<Model> {
        @Override
        protected Type javaType() {
            return Model.class;
        }

        @Override
        protected Model first() {
            return new Model(1.5, Map.of("engines", 1.0 / 3), List.of(1L));
        }

        @Override
        protected Model second() {
            return new Model(-0.0, Map.of("engines", 0.1, "crew", Double.MIN_VALUE), List.of());
        }
    }

    @Nested
    class AModelOfARun extends AModel {
        @Override
        protected DatasetType<?> datasetType() {
            return new ModelDatasetType();
        }
    }

    @Nested
    class ARegisteredModel extends AModel {
        @Override
        protected DatasetType<?> datasetType() {
            return new RegisteredModelType();
        }

        @Override
        Map<String, Object> more() {
            return Map.of("model_name", "regression", "alias", "champion");
        }
    }
}
