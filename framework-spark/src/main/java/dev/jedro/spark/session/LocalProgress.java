package dev.jedro.spark.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerJobEnd;
import org.apache.spark.scheduler.SparkListenerJobStart;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import scala.jdk.javaapi.CollectionConverters;

/** Counts the tasks of the engine inside this process, job by job. Called by Spark's own thread alone. */
final class LocalProgress extends SparkListener {
    private static final String TAGS = "spark.job.tags";
    private final ProgressListener progress;
    private final Map<Integer, Job> jobs = new HashMap<>();
    private final Map<Integer, Job> byStage = new HashMap<>();

    private static final class Job {
        private final List<String> tags;
        private final long tasks;
        private long done;

        Job(List<String> tags, long tasks) {
            this.tags = tags;
            this.tasks = tasks;
        }
    }

    LocalProgress(ProgressListener progress) {
        this.progress = progress;
    }

    @Override
    public void onJobStart(SparkListenerJobStart started) {
        String tags = started.properties() == null ? "" : started.properties().getProperty(TAGS, "");
        if (tags.isEmpty()) {
            return;
        }
        long tasks = 0;
        for (var stage : CollectionConverters.asJava(started.stageInfos())) {
            tasks += stage.numTasks();
        }
        Job job = new Job(List.of(tags.split(",")), tasks);
        jobs.put(started.jobId(), job);
        CollectionConverters.asJava(started.stageInfos()).forEach(stage -> byStage.put(stage.stageId(), job));
        progress.progress(job.tags, 0, tasks);
    }

    @Override
    public void onTaskEnd(SparkListenerTaskEnd ended) {
        Job job = byStage.get(ended.stageId());
        if (job != null && ended.taskInfo() != null && ended.taskInfo().successful()) {
            job.done = Math.min(job.tasks, job.done + 1);
            progress.progress(job.tags, job.done, job.tasks);
        }
    }

    @Override
    public void onJobEnd(SparkListenerJobEnd ended) {
        Job job = jobs.remove(ended.jobId());
        if (job != null) {
            byStage.values().removeIf(each -> each == job);
        }
    }
}
