#include "app/cli/commands.h"
#include "app/cli/console.h"

namespace ms::cli {
namespace {

/// In single quotes for any of the three shells.
std::string quoted(const std::string& text) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'')
            out += "'\\''";
        else if (c != '\n')
            out += c;
    }
    return out + "'";
}

std::string optionWords(const Command& command) {
    std::string words;
    for (const Option& option : command.options) words += " --" + option.name;
    return words + " --json --quiet --help";
}

std::string bash(const std::vector<Command>& table) {
    std::string names, cases;
    for (const Command& command : table) {
        names += " " + command.name;
        cases += "    " + command.name + ") words=" + quoted(optionWords(command).substr(1)) + " ;;\n";
    }
    return "# bash completion of mainsight-cli, made by mainsight-cli completions bash\n"
           "_mainsight_cli() {\n"
           "  local current=${COMP_WORDS[COMP_CWORD]} command= word words\n"
           "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n"
           "    case $word in -*) ;; *) command=$word; break ;; esac\n"
           "  done\n"
           "  case $command in\n" +
           cases + "    *) words=" + quoted(names.substr(1) + " --json --quiet --help --version") +
           " ;;\n  esac\n"
           "  if [[ $current == -* || -z $command ]]; then\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
           "  else\n"
           "    compopt -o filenames 2>/dev/null\n"
           "    COMPREPLY=($(compgen -f -- \"$current\"))\n"
           "  fi\n"
           "}\n"
           "complete -F _mainsight_cli mainsight-cli\n";
}

/// In zsh's argument specifications brackets and colons have a meaning.
std::string zshText(std::string text) {
    std::string out;
    for (const char c : text) {
        if (c == '[' || c == ']' || c == ':') out += '\\';
        out += c;
    }
    return out;
}

std::string zsh(const std::vector<Command>& table) {
    std::string names, cases;
    for (const Command& command : table) {
        names += "    " + quoted(zshText(command.name) + ":" + zshText(command.summary)) + "\n";
        cases += "    " + command.name + ") _arguments";
        for (const Option& option : command.options)
            cases += " \\\n      " + quoted("--" + option.name + "[" + zshText(option.help) + "]" +
                                            (option.value.empty() ? "" : ":" + zshText(option.value) + ":_files"));
        cases += " \\\n      '*:file:_files' ;;\n";
    }
    return "#compdef mainsight-cli\n"
           "# zsh completion of mainsight-cli, made by mainsight-cli completions zsh\n"
           "_mainsight_cli() {\n"
           "  local -a commands=(\n" +
           names +
           "  )\n"
           "  if (( CURRENT == 2 )); then _describe command commands; return; fi\n"
           "  local command=$words[2]\n"
           "  shift words; (( CURRENT-- ))\n"
           "  case $command in\n" +
           cases +
           "  esac\n"
           "}\n"
           "_mainsight_cli \"$@\"\n";
}

std::string fish(const std::vector<Command>& table) {
    std::string text = "# fish completion of mainsight-cli, made by mainsight-cli completions fish\n";
    for (const Command& command : table) {
        text += "complete -c mainsight-cli -n __fish_use_subcommand -f -a " + command.name + " -d " + quoted(command.summary) + "\n";
        for (const Option& option : command.options)
            text += "complete -c mainsight-cli -n '__fish_seen_subcommand_from " + command.name + "' -l " + option.name +
                    (option.value.empty() ? "" : " -r") + " -d " + quoted(option.help) + "\n";
    }
    return text;
}

Exit runCompletions(const Arguments& arguments, Context& context) {
    const std::string& shell = arguments.positional[0];
    const std::vector<Command> table = commandTable();
    if (shell == "bash") {
        context.console.result(bash(table));
    } else if (shell == "zsh") {
        context.console.result(zsh(table));
    } else if (shell == "fish") {
        context.console.result(fish(table));
    } else {
        context.console.error({ErrorCode::invalidInput, "there are no completions for '" + shell + "'", {}, {}, {}, "It is bash, zsh or fish"});
        return Exit::usage;
    }
    return Exit::done;
}

} // namespace

Command completionsCommand() {
    Command command;
    command.name = "completions";
    command.arguments = "bash|zsh|fish";
    command.summary = "prints what a shell needs to complete commands and options; packages install it";
    command.leastArguments = command.mostArguments = 1;
    command.run = runCompletions;
    command.program = exportCommand().program; // where all commands have their options
    return command;
}

} // namespace ms::cli
