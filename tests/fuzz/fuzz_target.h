#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace test {

/// A reader of untrusted bytes, under any bytes. Folder tests/fuzz/NAME holds the target, its seeds, its dictionary and, as `regressions`, every
/// input that once broke something. The same function runs under libFuzzer (tests/fuzz/run) and, over these files, as a unit test.
struct FuzzTarget {
    const char* name;
    void (*exercise)(std::string_view bytes); ///< must come back; aborts where a promise of the reader is broken
    std::vector<std::string> (*seeds)();      ///< those that our own writers make; null = the files of its folder are all
};

/// All that are linked into this program.
[[nodiscard]] std::vector<FuzzTarget>& fuzzTargets();

/// At namespace scope of a target's file.
struct FuzzTargetEntry {
    explicit FuzzTargetEntry(const FuzzTarget& target) { fuzzTargets().push_back(target); }
};

/// Ends the program, whatever the build: the fuzzer keeps the input.
void demand(bool holds);

/// A folder of this process in memory where there is such a place; removed at its end.
[[nodiscard]] const std::filesystem::path& scratchFolder();
/// A file in it.
[[nodiscard]] std::string scratchFile(const std::string& name, std::string_view bytes);

[[nodiscard]] std::string readWhole(const std::filesystem::path& path); ///< empty where there is none

/// The first byte as a choice among `n`, and the rest.
struct Choice {
    unsigned which = 0;
    std::string_view rest;
};
[[nodiscard]] inline Choice choose(std::string_view bytes, unsigned n) {
    if (bytes.empty()) return {};
    return {static_cast<std::uint8_t>(bytes.front()) % n, bytes.substr(1)};
}

} // namespace test
