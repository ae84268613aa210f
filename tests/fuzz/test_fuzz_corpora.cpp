// Every fuzz target over its seeds, its regressions, and some mutations of both that are the same in every run.
//
//   test_fuzz_corpora [TARGET [FILE_OR_FOLDER...]]    MAINSIGHT_MUTATIONS=N: so many a target
#include "tests/fuzz/fuzz_target.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <random>

namespace {

namespace fs = std::filesystem;
using test::FuzzTarget;
using Texts = std::vector<std::string>;

constexpr double kLongest_s = 10; ///< of CPU, as for any hostile file

/// The files at or below a path, by name.
Texts filesOf(const fs::path& path) {
    std::vector<fs::path> paths;
    if (fs::is_regular_file(path)) paths.push_back(path);
    if (fs::is_directory(path))
        for (const auto& entry : fs::recursive_directory_iterator(path))
            if (entry.is_regular_file()) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    Texts texts;
    for (const fs::path& file : paths) texts.push_back(test::readWhole(file));
    return texts;
}

fs::path folderOf(const FuzzTarget& target) { return fs::path(MAINSIGHT_SOURCE_DIR) / "tests" / "fuzz" / target.name; }

Texts seedsOf(const FuzzTarget& target) {
    Texts texts = filesOf(folderOf(target) / "seeds");
    if (target.seeds)
        for (std::string& made : target.seeds()) texts.push_back(std::move(made));
    return texts;
}

/// The words of a dictionary as libFuzzer reads it: lines of "word", with \xNN for what cannot be typed.
Texts wordsOf(const FuzzTarget& target) {
    Texts words;
    std::ifstream file(folderOf(target) / "dictionary");
    for (std::string line; std::getline(file, line);) {
        const std::size_t from = line.find('"'), to = line.rfind('"');
        if (line.starts_with('#') || from >= to) continue;
        std::string& word = words.emplace_back();
        for (std::size_t i = from + 1; i < to; ++i) {
            if (line[i] == '\\' && line[i + 1] == 'x') {
                unsigned code = 0;
                std::from_chars(line.data() + i + 2, line.data() + i + 4, code, 16);
                word += static_cast<char>(code);
                i += 3;
            } else {
                if (line[i] == '\\') ++i;
                word += line[i];
            }
        }
    }
    return words;
}

std::string mutated(std::string text, const Texts& words, const Texts& others, std::mt19937& random) {
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    for (std::size_t changes = 1 + below(6); changes > 0 && !text.empty(); --changes) {
        const std::size_t place = below(text.size());
        const std::string& other = others[below(others.size())];
        switch (below(6)) {
        case 0: text[place] = static_cast<char>(random()); break;
        case 1: text.erase(place, 1 + below(20)); break;
        case 2: text.insert(place, words.empty() ? std::string(1 + below(4), static_cast<char>(random())) : words[below(words.size())]); break;
        case 3: text.insert(place, text.substr(below(text.size()), below(200))); break;
        case 4:
            if (!other.empty()) text.insert(place, other.substr(below(other.size()), below(200)));
            break;
        default: { // a line for another one
            const std::size_t to = text.find('\n', place), from = text.find('\n', below(text.size()));
            if (to == std::string::npos || from == std::string::npos) break;
            text.insert(to + 1, text.substr(from + 1, text.find('\n', from + 1) - from));
        }
        }
    }
    return text;
}

double cpu_s() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

/// Whether the target took all of them within the time each may take.
bool exercise(const FuzzTarget& target, const std::vector<Texts>& groups) {
    double longest_s = 0, begin_s = cpu_s();
    const double first_s = begin_s;
    std::printf("%s:", target.name);
    for (const Texts& texts : groups) {
        std::printf(" %zu", texts.size());
        std::fflush(stdout);
        for (const std::string& text : texts) {
            target.exercise(text);
            const double end_s = cpu_s();
            longest_s = std::max(longest_s, end_s - begin_s);
            begin_s = end_s;
        }
    }
    std::printf(" inputs, %.1f s, longest %.2f s\n", cpu_s() - first_s, longest_s);
    return longest_s <= kLongest_s;
}

bool exerciseCorpus(const FuzzTarget& target, std::size_t mutations) {
    const Texts seeds = seedsOf(target), regressions = filesOf(folderOf(target) / "regressions"), words = wordsOf(target);
    if (seeds.empty()) {
        std::printf("%s: no seeds\n", target.name);
        return false;
    }
    std::mt19937 random(20260101);
    Texts broken;
    for (std::size_t i = 0; i < mutations; ++i) broken.push_back(mutated(seeds[i % seeds.size()], words, seeds, random));
    return exercise(target, {seeds, regressions, broken});
}

} // namespace

int main(int argc, char** argv) {
    const Texts words(argv + 1, argv + argc);
    auto& targets = test::fuzzTargets();
    std::sort(targets.begin(), targets.end(), [](const FuzzTarget& a, const FuzzTarget& b) { return std::string_view(a.name) < b.name; });
    const char* asked = std::getenv("MAINSIGHT_MUTATIONS");
    const std::size_t mutations = asked ? std::strtoul(asked, nullptr, 10) : 500;
    bool fine = true, found = false;
    for (const FuzzTarget& target : targets) {
        if (!words.empty() && words[0] != target.name) continue;
        found = true;
        if (words.size() < 2) {
            fine = exerciseCorpus(target, mutations) && fine;
            continue;
        }
        std::vector<Texts> groups;
        for (std::size_t i = 1; i < words.size(); ++i) groups.push_back(filesOf(words[i]));
        fine = exercise(target, groups) && fine;
    }
    return found && fine ? 0 : 1;
}
