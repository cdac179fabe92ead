package dev.jedro.spark.session;

import java.util.List;

/** Is told how far work on a session is. Called by any thread; must be quick. */
public interface ProgressListener {

    /**
     * Some tasks of one piece of work are done.
     *
     * @param tags those that the thread had when it gave the work to Spark
     */
    void progress(List<String> tags, long done, long total);
}
