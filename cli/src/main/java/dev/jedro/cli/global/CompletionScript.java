package dev.jedro.cli.global;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** The shell function that completes {@code jedro}. It starts no Java: commands and options are written into it, and names are read from the project's {@code .jedro/names.txt}. */
final class CompletionScript {
    /** What options take, by their longest name: a kind of name in the file, or words. Others take a file. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("--pipelines", "@pipeline"),
            Map.entry("--pipeline", "@pipeline"),
            Map.entry("--nodes", "@node"),
            Map.entry("--from-nodes", "@node"),
            Map.entry("--to-nodes", "@node"),
            Map.entry("--from-inputs", "@dataset"),
            Map.entry("--to-outputs", "@dataset"),
            Map.entry("--load-versions", "@dataset"),
            Map.entry("--tags", "@tag"),
            Map.entry("--namespaces", "@namespace"),
            Map.entry("--env", "@env"),
            Map.entry("--runner", "sequential parallel"),
            Map.entry("--format", "text json"));

    /** What commands take behind their options. */
    private static final Map<String, String> OPERANDS = Map.of(
            "registry describe", "@pipeline",
            "catalog describe", "@dataset",
            "catalog resolve", "@dataset",
            "pipeline delete", "@pipeline",
            "config show", "catalog parameters globals credentials",
            "schema", "catalog parameters jedro",
            "completion", "bash zsh");

    private final String starters;
    private final List<String> commands = new ArrayList<>();
    private final Map<String, String> words = new TreeMap<>();
    private final Map<String, String> values = new TreeMap<>();

    /** @param starters the names of the starters on the class path */
    CompletionScript(List<String> starters) {
        this.starters = String.join(" ", starters);
    }

    /** Adds a command of which only the name is known. */
    void add(String name) {
        commands.add(name);
    }

    void add(CommandLine command) {
        commands.add(command.getCommandName());
        add(command, command.getCommandName());
    }

    private void add(CommandLine command, String path) {
        CommandSpec spec = command.getCommandSpec();
        List<String> here = new ArrayList<>(command.getSubcommands().keySet());
        for (OptionSpec option : spec.options()) {
            here.add(option.longestName());
            if (option.arity().max() > 0) {
                String takes = option.longestName().equals("--starter")
                        ? starters
                        : VALUES.getOrDefault(option.longestName(), "@file");
                for (String name : option.names()) {
                    values.put(path + " " + name, takes);
                }
            }
        }
        String operand = OPERANDS.getOrDefault(path, "");
        words.put(path, String.join(" ", here) + (operand.isEmpty() ? "" : " " + operand));
        command.getSubcommands().forEach((name, line) -> add(line, path + " " + name));
    }

    /** @param zsh whether the shell must first be told to understand bash's way */
    String text(boolean zsh) {
        return (zsh ? "autoload -U +X compinit && compinit -u\nautoload -U +X bashcompinit && bashcompinit\n" : "")
                + FUNCTION.replace("@COMMANDS@", String.join(" ", commands) + " --version --help")
                        .replace("@WORDS@", cases(words))
                        .replace("@VALUES@", cases(values));
    }

    private static String cases(Map<String, String> map) {
        return map.entrySet().stream()
                .map(entry -> "        '" + entry.getKey() + "') echo '" + entry.getValue() + "' ;;\n")
                .collect(Collectors.joining());
    }

    private static final String FUNCTION = """
            # Completes jedro in bash and zsh. Names come from the project's .jedro/names.txt, which its commands keep fresh.
            _jedro_words() {
                case "$1" in
            @WORDS@    esac
            }
            _jedro_values() {
                case "$1" in
            @VALUES@    esac
            }
            _jedro_names() {
                local folder=$PWD kind name
                while [ ! -f "$folder/jedro.yml" ]; do
                    [ -n "$folder" ] || return 0
                    folder=${folder%/*}
                done
                [ -f "$folder/.jedro/names.txt" ] || return 0
                while read -r kind name; do
                    [ "$kind" != "$1" ] || printf '%s\\n' "$name"
                done <"$folder/.jedro/names.txt"
            }
            _jedro() {
                local current=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD-1]} path='' takes='' word i=1 offered='' listed=''
                [ "$current" != '=' ] || current=''
                [ "$previous" != '=' ] || previous=${COMP_WORDS[COMP_CWORD-2]}
                while [ "$i" -lt "$COMP_CWORD" ]; do
                    word=${COMP_WORDS[i]}
                    case $word in
                        -* | =) ;;
                        *) if [ -n "$(_jedro_words "${path:+$path }$word")" ]; then path="${path:+$path }$word"; fi ;;
                    esac
                    i=$((i + 1))
                done
                if [ -z "$path" ]; then
                    offered='@COMMANDS@'
                else
                    case $previous in -*) takes=$(_jedro_values "$path $previous") ;; esac
                    offered=${takes:-$(_jedro_words "$path")}
                fi
                case $offered in
                    @file) offered=''; COMPREPLY=($(compgen -f -- "$current")); return 0 ;;
                    @*)
                        # A list with commas: the last name of it.
                        case $current in *,*) listed=${current%,*}, ;; esac
                        offered=$(_jedro_names "${offered#@}") ;;
                    *' @'*) offered="${offered% @*} $(_jedro_names "${offered##* @}")" ;;
                esac
                COMPREPLY=($(compgen -P "$listed" -W "$offered" -- "${current#"$listed"}"))
            }
            complete -o default -F _jedro jedro
            """;
}
