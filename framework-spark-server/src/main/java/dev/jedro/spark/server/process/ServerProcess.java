package dev.jedro.spark.server.process;

import java.io.IOException;
import org.apache.spark.sql.connect.service.SparkConnectServer;
import org.apache.spark.sql.connect.service.SparkConnectService$;

/** The main class of the server's process. It tells its port on standard output, and ends when its standard input does, which is when whoever started it is gone. */
public final class ServerProcess {
    /** Stands before the port on standard output. */
    public static final String PORT = "jedro-connect-port ";

    private ServerProcess() {}

    public static void main(String[] arguments) throws InterruptedException {
        Thread server = new Thread(() -> SparkConnectServer.main(new String[0]), "connect-server");
        server.start();
        Thread watch = new Thread(ServerProcess::endWithParent, "parent-watch");
        watch.setDaemon(true);
        watch.start();
        SparkConnectService$ service = SparkConnectService$.MODULE$;
        while (!service.started()) {
            if (!server.isAlive()) {
                Runtime.getRuntime().halt(1);
            }
            Thread.sleep(20);
        }
        System.out.println(PORT + service.server().getPort());
    }

    private static void endWithParent() {
        try {
            while (System.in.read() >= 0) {
                // nothing is ever said
            }
        } catch (IOException e) {
            // gone as well
        }
        Runtime.getRuntime().halt(0);
    }
}
