package dev.jedro.cli.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A reader who does what a page says, from top to bottom, and sees whether the page told the truth. */
final class Follower {
    private Follower() {}

    static void follow(Page page, Desk desk) throws IOException {
        for (Page.Step step : page.steps()) {
            follow(page, step, desk);
        }
    }

    /** In a JVM that has MLflow as well: it would track the runs of all other pages. */
    static void apart(Page page, Path folder) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "follower", ".txt");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Djava.awt.headless=true",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("mlflow.classes")
                                + File.pathSeparator
                                + System.getProperty("java.class.path"),
                        Follower.class.getName(),
                        page.file().toString(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int exit = process.waitFor();
        assertThat(exit).as(Files.readString(output)).isZero();
    }

    /** @param pageAndFolder a page's file, and the folder to work in */
    public static void main(String[] pageAndFolder) throws IOException {
        try (Desk desk = new Desk(Path.of(pageAndFolder[1]))) {
            follow(Page.read(Path.of(pageAndFolder[0])), desk);
        }
        System.exit(0); // servers and logs of the page's commands may still have threads
    }

    private static void follow(Page page, Page.Step step, Desk desk) throws IOException {
        if (step instanceof Page.Edit edit) {
            desk.edit(edit);
        } else if (step instanceof Page.Write write) {
            desk.write(write);
        } else if (step instanceof Page.Remove remove) {
            desk.remove(remove);
        } else if (step instanceof Page.Part part) {
            desk.compare(part);
        } else if (step instanceof Page.Console console) {
            for (int i = 0; i < console.commands().size(); i++) {
                Page.Command command = console.commands().get(i);
                boolean last = i == console.commands().size() - 1;
                Desk.Answer answer = desk.type(command.typed());
                String where = page.file() + ":" + console.line() + "\n$ " + command.typed() + "\n"
                        + String.join("\n", answer.lines()) + "\n";
                assertThat(answer.exit()).as(where).isEqualTo(last ? console.exit() : 0);
                if (!command.output().isEmpty() && !Output.matches(command.output(), answer.lines())) {
                    fail("The page shows something else than what is printed at " + where);
                }
            }
        }
    }
}
