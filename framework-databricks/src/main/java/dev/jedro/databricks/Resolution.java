package dev.jedro.databricks;

import dev.jedro.problem.Problem;
import dev.jedro.problem.Problems;
import java.net.URI;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides among sources. */
final class Resolution {
    private final List<Source> sources;
    private final NoWorkspace noWorkspace;
    private final Surroundings surroundings;
    private final Problems problems;
    private final Map<Field, Setting> settings = new EnumMap<>(Field.class);
    private Optional<Source> leftAside = Optional.empty();

    /** @param sources the one that counts most first */
    Resolution(List<Source> sources, NoWorkspace noWorkspace, Surroundings surroundings, Problems problems) {
        this.sources = new ArrayList<>(sources);
        this.noWorkspace = noWorkspace;
        this.surroundings = surroundings;
        this.problems = problems;
    }

    DatabricksSettings settings() {
        leaveImpliedProfileOfAnotherWorkspace();
        Optional<Source> login = source(Source::logsIn).or(() -> source(Source::mightLogIn));
        Optional<Source> workspace = source(source -> source.has(Field.HOST));
        workspace.flatMap(source -> source.setting(Field.HOST)).ifPresent(this::count);
        refuseMixture(workspace, login);
        compute();
        for (Field field : Field.values()) {
            if (!field.logsIn() && field != Field.AUTH_TYPE && field.kind() != Field.Kind.COMPUTE) {
                source(source -> source.has(field))
                        .flatMap(source -> source.setting(field))
                        .ifPresent(this::count);
            }
        }
        login.ifPresent(source -> source.settings().values().stream()
                .filter(setting -> setting.field().logsIn() || setting.field() == Field.AUTH_TYPE)
                .forEach(this::count));
        checkValues();
        Optional<URI> host = host();
        String method = new LoginMethod(settings, leftAside, surroundings, problems)
                .choose(login.map(Source::name).orElse("no source"), host.isPresent());
        problems.throwIfErrors();
        Optional<String> profile = sources.stream()
                .filter(source -> source.tier() == Tier.PROFILE)
                .map(Source::name)
                .map(name -> name.substring(name.indexOf('\'') + 1, name.length() - 1))
                .findFirst();
        return new DatabricksSettings(
                host.orElseThrow(), method, profile, settings, surroundings.env(), problems.warnings());
    }

    private void count(Setting setting) {
        settings.putIfAbsent(setting.field(), setting);
    }

    private Optional<Source> source(Predicate<Source> wanted) {
        return sources.stream().filter(wanted).findFirst();
    }

    /** Nobody asked for the profile DEFAULT: it is there for what names no workspace, not to be mixed with another one. Credentials alone name none, and do not hide it. */
    private void leaveImpliedProfileOfAnotherWorkspace() {
        leftAside = sources.stream()
                .filter(Source::implied)
                .filter(this::isOfAnotherWorkspace)
                .findFirst();
        leftAside.ifPresent(sources::remove);
    }

    private boolean isOfAnotherWorkspace(Source implied) {
        List<Source> others =
                sources.stream().filter(source -> !source.equals(implied)).toList();
        return others.stream().anyMatch(Source::namesWorkspace)
                && others.stream()
                        .anyMatch(other -> other.logsIn() || (other.has(Field.HOST) && !sameHost(other, implied)));
    }

    private void refuseMixture(Optional<Source> workspace, Optional<Source> login) {
        if (workspace.isEmpty() || login.isEmpty() || workspace.get().equals(login.get())) {
            return;
        }
        boolean twoHosts = login.get().has(Field.HOST) && !sameHost(workspace.get(), login.get());
        if (!twoHosts && (login.get().has(Field.HOST) || !workspace.get().logsIn())) {
            return;
        }
        Setting credential = login.get().settings().values().stream()
                .filter(setting -> setting.field().logsIn() || setting.field() == Field.AUTH_TYPE)
                .findFirst()
                .orElseThrow();
        Setting host = workspace.get().setting(Field.HOST).orElseThrow();
        problems.add(Problem.error(
                        DatabricksCode.MIXED_CREDENTIALS,
                        "The workspace is that of " + workspace.get().name() + ", the credentials are those of "
                                + login.get().name() + ".")
                .at(host.place())
                .at(credential.place())
                .fix(
                        twoHosts
                                ? "name the workspace and its credentials in one place: remove " + host.place()
                                : "use the profile's own credentials: remove " + credential.place())
                .fix("set both the workspace and its credentials there: DATABRICKS_HOST and DATABRICKS_TOKEN"));
    }

    private static boolean sameHost(Source one, Source other) {
        Problems ignored = new Problems();
        Optional<URI> first =
                one.setting(Field.HOST).flatMap(host -> HostAddress.of(host.value(), host.place(), ignored));
        Optional<URI> second =
                other.setting(Field.HOST).flatMap(host -> HostAddress.of(host.value(), host.place(), ignored));
        return first.equals(second);
    }

    /** A cluster or serverless: what the first source that has one of them says. */
    private void compute() {
        Optional<Source> chosen = source(source -> source.has(Field.CLUSTER_ID) || source.has(Field.SERVERLESS));
        if (chosen.isEmpty()) {
            return;
        }
        Source source = chosen.get();
        Optional<Setting> cluster = source.setting(Field.CLUSTER_ID);
        Optional<Setting> serverless = source.setting(Field.SERVERLESS);
        if (cluster.isPresent() && serverless.isPresent()) {
            problems.add(Problem.error(
                            DatabricksCode.BAD_COMPUTE,
                            "Both a cluster and serverless compute are chosen by " + source.name() + ".")
                    .at(cluster.get().place())
                    .at(serverless.get().place())
                    .fix("keep one of cluster_id and serverless_compute_id"));
            return;
        }
        serverless.ifPresent(this::count);
        cluster.ifPresent(this::countCluster);
    }

    private void countCluster(Setting written) {
        ClusterId.of(written.value(), written.place(), problems).ifPresent(cluster -> {
            count(new Setting(Field.CLUSTER_ID, cluster.id(), written.tier(), written.place()));
            cluster.host().ifPresent(address -> hostOfCluster(address, written));
        });
    }

    /** The address of a cluster's page names its workspace as well. */
    private void hostOfCluster(String address, Setting cluster) {
        Setting named = settings.get(Field.HOST);
        if (named == null) {
            count(new Setting(Field.HOST, address, cluster.tier(), cluster.place()));
            return;
        }
        Problems ignored = new Problems();
        if (!HostAddress.of(address, cluster.place(), ignored)
                .equals(HostAddress.of(named.value(), named.place(), ignored))) {
            problems.add(Problem.error(
                            DatabricksCode.BAD_COMPUTE,
                            "The cluster's page is in another workspace than the one that is used.")
                    .at(cluster.place())
                    .at(named.place())
                    .fix("use a cluster of the workspace " + named.value() + ", or change the workspace"));
        }
    }

    private void checkValues() {
        Setting timeout = settings.get(Field.HTTP_TIMEOUT);
        if (timeout != null && !timeout.value().matches("[1-9]\\d{0,5}")) {
            problems.add(bad(timeout, "is no number of seconds").fix("write a whole number such as 30"));
        }
        Setting serverless = settings.get(Field.SERVERLESS);
        if (serverless != null && !serverless.value().equals("auto")) {
            problems.add(bad(serverless, "is not what Databricks knows").fix("write auto, or use cluster_id"));
        }
        Setting msi = settings.get(Field.AZURE_USE_MSI);
        if (msi != null && !msi.value().matches("(?i)true|false")) {
            problems.add(bad(msi, "is neither true nor false").fix("write true, or remove it"));
        }
        for (Setting setting : settings.values()) {
            if (setting.field().secret()
                    && setting.value().chars().anyMatch(c -> Character.isWhitespace(c) || c < ' ')
                    && setting.field() != Field.GOOGLE_CREDENTIALS) {
                problems.add(Problem.error(
                                DatabricksCode.BAD_VALUE,
                                "The " + setting.field().key() + " has a blank in it.")
                        .at(setting.place())
                        .fix("copy it again, whole and without anything beside it"));
            }
            boolean inCode = setting.tier() == Tier.CONFIGURATION || setting.tier() == Tier.FLAG;
            if (inCode && setting.field().secret()) {
                problems.add(Problem.warning(
                                DatabricksCode.BAD_VALUE,
                                "The " + setting.field().key() + " stands where others can read it.")
                        .at(setting.place())
                        .fix("put it into a profile with jedro databricks configure, or into the environment"));
            }
        }
    }

    private static Problem bad(Setting setting, String what) {
        return Problem.error(
                        DatabricksCode.BAD_VALUE, setting.field().key() + " '" + setting.value() + "' " + what + ".")
                .at(setting.place());
    }

    private Optional<URI> host() {
        Setting host = settings.get(Field.HOST);
        if (host != null) {
            return HostAddress.of(host.value(), host.place(), problems);
        }
        problems.add(noWorkspace.problem());
        return Optional.empty();
    }
}
