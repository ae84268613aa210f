#pragma once

#include "core/base/result.h"
#include "core/base/time.h"

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <string>
#include <vector>

/// What a command of mainsight-cli is. One file a command (NAME_command.cpp) with one function that commands.h declares; the table in
/// commands.cpp lists them. main() parses the command line, makes the application object that the command asks for, and calls run().
namespace ms::cli {

class Console;

/// Exit status of the program, as CONTRACT.md has it.
enum class Exit : int {
    done = 0,
    failed = 1, ///< the work failed, or was cancelled
    usage = 2   ///< the command line or an input file is wrong
};

/// 2 for errors that the user's input explains (missing, unreadable, impossible, too new), 1 for all others.
[[nodiscard]] Exit exitFor(const Error& error);

/// An option of a command: `--NAME VALUE` or `--NAME=VALUE`; a switch when `value` is empty.
struct Option {
    std::string name;  ///< "workers"
    std::string value; ///< what the help calls its value: "N", "T"; empty = a switch
    std::string help;  ///< one line
    bool operator==(const Option&) const = default;
};

/// What stood on the command line after the command's name, checked against its options. Strings are UTF-8 as the shell gave them.
class Arguments {
public:
    std::vector<std::string> positional;
    std::map<std::string, std::string> options; ///< by name without dashes; a switch has the value "1"

    [[nodiscard]] bool has(const std::string& name) const { return options.count(name) > 0; }
    [[nodiscard]] std::string value(const std::string& name, const std::string& otherwise = {}) const;
    /// invalidInput, naming the option, when it is not a whole number (or a number) within [least, most].
    [[nodiscard]] Result<std::int64_t> integer(const std::string& name, std::int64_t otherwise, std::int64_t least, std::int64_t most) const;
    [[nodiscard]] Result<double> number(const std::string& name, double otherwise, double least, double most) const;
    /// "A, AB" as a list; blanks around a name do not count, empty ones are dropped.
    [[nodiscard]] std::vector<std::string> names(const std::string& name) const;
    /// An ISO 8601 time, a date alone is its midnight; without an offset in `zone`. An invalid instant without the option.
    [[nodiscard]] Result<Instant> instant(const std::string& name, const LocalZone& zone) const;
};

/// What a command works with beside its arguments.
struct Context {
    Console& console;     ///< messages and progress to stderr, results to stdout
    std::stop_token stop; ///< requested by SIGINT or SIGTERM; a command polls it, tidies up and returns Exit::failed
    bool json = false;    ///< --json: messages and results as JSON where the command has any
    bool quiet = false;   ///< --quiet: only errors
};

/// Which application object main() makes before run(): plain for work without painting, gui (offscreen unless a platform is set) for painting.
enum class Application { plain, gui };

struct Command {
    std::string name;
    std::string arguments; ///< after the name in the usage line, without options: "PROJECT PATH..."
    std::string summary;   ///< one line for the list of commands
    std::string details;   ///< paragraphs for `mainsight-cli COMMAND --help`; lines already wrapped
    std::vector<Option> options;
    int leastArguments = 0;
    int mostArguments = 0; ///< -1 = any number
    /// Which application object the arguments ask for; unset = plain.
    std::function<Application(const Arguments&)> application;
    std::function<Exit(const Arguments&, Context&)> run;
    std::string program; ///< another program beside this one does it, which gets the whole command line; run is then unset
};

/// The command line as a whole, parsed. Help and version are commands of their own here.
struct CommandLine {
    const Command* command = nullptr; ///< null with help or version of the program itself
    Arguments arguments;
    bool json = false, quiet = false, help = false, version = false;
};

/// Parses argv without the program's name; no further than the name of a command that another program does. Options may stand anywhere after the
/// command, --json, --quiet, --help and --version anywhere; `--` ends options. invalidInput with advice when something is unknown, missing or too
/// much.
[[nodiscard]] Result<CommandLine> parseCommandLine(const std::vector<std::string>& words, const std::vector<Command>& table);

/// Text of `mainsight-cli --help` and of `mainsight-cli COMMAND --help`.
[[nodiscard]] std::string helpOf(const std::vector<Command>& table);
[[nodiscard]] std::string helpOf(const Command& command);

} // namespace ms::cli
