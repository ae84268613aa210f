#include "app/cli/command.h"

#include <algorithm>
#include <charconv>
#include <sstream>

namespace ms::cli {
namespace {

constexpr const char* kSeeHelp = "See mainsight-cli --help.";

Error usage(std::string message, std::string advice = kSeeHelp) {
    return {ErrorCode::invalidInput, std::move(message), {}, {}, {}, std::move(advice)};
}

std::string seeHelp(const Command& command) { return "See mainsight-cli " + command.name + " --help."; }

const Option* findOption(const Command& command, const std::string& name) {
    const auto found = std::find_if(command.options.begin(), command.options.end(), [&](const Option& o) { return o.name == name; });
    return found == command.options.end() ? nullptr : &*found;
}

std::string padded(std::string text, std::size_t width) {
    if (text.size() < width) text.append(width - text.size(), ' ');
    return text;
}

template <typename Number>
Result<Number> parseNumber(const Arguments& arguments, const std::string& name, Number otherwise, Number least, Number most, const char* what) {
    if (!arguments.has(name)) return otherwise;
    const std::string text = arguments.value(name);
    Number number{};
    const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc{} || end != text.data() + text.size()) return usage("--" + name + " needs " + what + ", and '" + text + "' is none");
    if (!(number >= least && number <= most)) return usage("--" + name + " " + text + " is out of range");
    return number;
}

} // namespace

Exit exitFor(const Error& error) {
    switch (error.code) {
    case ErrorCode::invalidInput:
    case ErrorCode::notFound:
    case ErrorCode::unreadable:
    case ErrorCode::damaged:
    case ErrorCode::unsupported:
    case ErrorCode::newerVersion: return Exit::usage;
    default: return Exit::failed;
    }
}

std::string Arguments::value(const std::string& name, const std::string& otherwise) const {
    const auto found = options.find(name);
    return found == options.end() ? otherwise : found->second;
}

Result<std::int64_t> Arguments::integer(const std::string& name, std::int64_t otherwise, std::int64_t least, std::int64_t most) const {
    return parseNumber<std::int64_t>(*this, name, otherwise, least, most, "a whole number");
}

std::vector<std::string> Arguments::names(const std::string& name) const {
    std::vector<std::string> names;
    std::istringstream list(value(name));
    for (std::string part; std::getline(list, part, ',');) {
        const auto first = part.find_first_not_of(" \t");
        if (first != std::string::npos) names.push_back(part.substr(first, part.find_last_not_of(" \t") - first + 1));
    }
    return names;
}

Result<double> Arguments::number(const std::string& name, double otherwise, double least, double most) const {
    return parseNumber<double>(*this, name, otherwise, least, most, "a number");
}

Result<Instant> Arguments::instant(const std::string& name, const LocalZone& zone) const {
    if (!has(name)) return Instant{};
    const std::string text = value(name);
    if (text.size() == 10)
        if (const auto t = instantFromIso(text + "T00:00", zone)) return *t;
    if (const auto t = instantFromIso(text, zone)) return *t;
    return usage("--" + name + ": '" + text + "' is no time", "Write 2024-05-06 or 2024-05-06T10:15, with or without an offset");
}

Result<CommandLine> parseCommandLine(const std::vector<std::string>& words, const std::vector<Command>& table) {
    CommandLine line;
    bool optionsEnded = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (!optionsEnded && word == "--") {
            optionsEnded = true;
        } else if (!optionsEnded && word == "--json") {
            line.json = true;
        } else if (!optionsEnded && word == "--quiet") {
            line.quiet = true;
        } else if (!optionsEnded && (word == "--help" || word == "-h")) {
            line.help = true;
        } else if (!optionsEnded && word == "--version") {
            line.version = true;
        } else if (!optionsEnded && word.size() > 1 && word[0] == '-' && word[1] == '-') {
            if (!line.command) return usage("unknown option '" + word + "' before the command");
            const auto equals = word.find('=');
            const std::string name = word.substr(2, equals == std::string::npos ? equals : equals - 2);
            const Option* option = findOption(*line.command, name);
            if (!option) return usage("'" + line.command->name + "' has no option --" + name, seeHelp(*line.command));
            std::string value = "1";
            if (option->value.empty()) {
                if (equals != std::string::npos) return usage("--" + name + " takes no value", seeHelp(*line.command));
            } else if (equals != std::string::npos) {
                value = word.substr(equals + 1);
            } else if (i + 1 < words.size()) {
                value = words[++i];
            } else {
                return usage("--" + name + " needs a value: " + option->value, seeHelp(*line.command));
            }
            if (!line.arguments.options.emplace(name, value).second) return usage("--" + name + " is given twice", seeHelp(*line.command));
        } else if (!line.command) {
            if (word == "help") {
                line.help = true;
                continue;
            }
            const auto found = std::find_if(table.begin(), table.end(), [&](const Command& c) { return c.name == word; });
            if (found == table.end()) return usage("unknown command '" + word + "'");
            line.command = &*found;
            if (!found->program.empty()) return line; // that program parses the rest
        } else {
            line.arguments.positional.push_back(word);
        }
    }
    if (line.help || line.version) return line;
    if (!line.command) return usage("no command given");
    const auto given = static_cast<int>(line.arguments.positional.size());
    const std::string wanted = "mainsight-cli " + line.command->name + " " + line.command->arguments;
    if (given < line.command->leastArguments) return usage("an argument is missing: " + wanted, seeHelp(*line.command));
    if (line.command->mostArguments >= 0 && given > line.command->mostArguments)
        return usage("one argument too many, '" + line.arguments.positional.back() + "': " + wanted, seeHelp(*line.command));
    return line;
}

std::string helpOf(const std::vector<Command>& table) {
    std::string text = "Usage: mainsight-cli [--json] [--quiet] COMMAND ...\n\n"
                       "Finds where a water main has burst, from flow and pressure time series and a hydraulic model.\n\nCommands:\n";
    for (const Command& command : table) text += "  " + padded(command.name, 13) + command.summary + "\n";
    text += "\nOptions of every command:\n"
            "  --json       messages and progress as one JSON object a line on stderr; results as JSON where a command says so\n"
            "  --quiet      only errors on stderr\n"
            "  --help       this text, or that of a command: mainsight-cli COMMAND --help\n"
            "  --version    version of the program\n\n"
            "Exit status: 0 done; 1 the work failed or was cancelled; 2 the command line or an input file is wrong.\n"
            "Messages and progress go to stderr, results to stdout. Times are ISO 8601; without an offset they are in the project's zone.\n";
    return text;
}

std::string helpOf(const Command& command) {
    std::string text = "Usage: mainsight-cli [--json] [--quiet] " + command.name + " " + command.arguments;
    if (!command.options.empty()) text += " [OPTIONS]";
    text += "\n\n" + command.summary + "\n";
    if (!command.details.empty()) text += "\n" + command.details + "\n";
    if (!command.options.empty()) text += "\nOptions:\n";
    for (const Option& option : command.options) {
        const std::string left = "--" + option.name + (option.value.empty() ? "" : " " + option.value);
        if (left.size() > 24)
            text += "  " + left + "\n" + std::string(28, ' ') + option.help + "\n";
        else
            text += "  " + padded(left, 26) + option.help + "\n";
    }
    return text;
}

} // namespace ms::cli
