package dev.jedro.spark.files;

import java.net.URI;
import java.util.EnumSet;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/** What Spark and Delta do with files, by both of Hadoop's ways; a process of its own, since what Hadoop starts it finds by the environment. */
final class WritesFiles {
    private WritesFiles() {}

    public static void main(String[] args) throws Exception {
        Configuration conf = new Configuration();
        if (args[0].equals("ours")) {
            LocalFiles.SETTINGS.forEach((key, value) -> conf.set(key.substring("spark.hadoop.".length()), value));
        }
        Path folder = new Path(URI.create("file://" + args[1] + "/table"));
        FileSystem files = FileSystem.get(folder.toUri(), conf);
        files.mkdirs(folder);
        try (var out = files.create(new Path(folder, "part-0"))) {
            out.writeUTF("rows");
        }
        FileContext context = FileContext.getFileContext(folder.toUri(), conf);
        try (var out = context.create(new Path(folder, "new"), EnumSet.of(CreateFlag.CREATE))) {
            out.writeUTF("commit");
        }
        context.rename(new Path(folder, "new"), new Path(folder, "0.json"));
        files.delete(new Path(folder, "part-0"), false);
        System.out.println("written");
    }
}
