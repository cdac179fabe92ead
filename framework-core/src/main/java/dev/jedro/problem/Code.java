package dev.jedro.problem;

/**
 * The stable name of a kind of problem, for instance {@code JED-104}. Implemented by one enum a package, so that the guide's list
 * of errors is made from the code. The hundreds digit tells the area: 1 pipelines, 2 configuration, 3 catalog and datasets, 4 running, 5
 * session and project, 6 command line, 7 table engines and other modules.
 */
public interface Code {

    /** {@code JED-} and three or more digits; unique. */
    String id();

    /** One sentence: when this is reported. */
    String cause();

    /** One sentence: what usually mends it. */
    String cure();
}
