// Broken .inp files, made at random from good ones with a fixed seed: nothing may crash or hang (the sanitizer run looks deeper).
// MAINSIGHT_MUTATIONS=10000 asks for more of them than CI does.
#include "tests/fuzz/inp/exercise.h"

#include "networks.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>
#include <vector>

namespace {

std::string mutated(const std::string& good, std::mt19937& random) {
    static const std::array words{"[RULES]", "[TANKS]", "-1",     "0",   "1e308", "nan", "*",       "CLOSED", "\t", "\"",        ";",
                                  "\n",      "[END]",   "9e-300", "PRV", "GPV",   "CV",  "PATTERN", "HEAD",   "IF", "CLOCKTIME", "999999999999"};
    std::string text = good;
    const auto at = [&](std::size_t size) { return std::uniform_int_distribution<std::size_t>(0, size)(random); };
    const std::size_t changes = 1 + at(5);
    for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
        const std::size_t place = at(text.size() - 1);
        switch (at(5)) {
        case 0: text[place] = static_cast<char>(at(255)); break;
        case 1: text.erase(place, 1 + at(20)); break;
        case 2: text.insert(place, words[at(words.size() - 1)]); break;
        case 3: text.insert(place, text.substr(at(text.size() - 1), at(200))); break;
        case 4: text.replace(place, std::min<std::size_t>(text.size() - place, 1 + at(4)), words[at(words.size() - 1)]); break;
        default: { // swap a line for another
            const std::size_t from = text.find('\n', place), to = text.find('\n', at(text.size() - 1));
            if (from == std::string::npos || to == std::string::npos) break;
            const std::string line = text.substr(to + 1, text.find('\n', to + 1) - to);
            text.insert(from + 1, line);
        }
        }
    }
    return text;
}

} // namespace

TEST_CASE("thousands of mutated files crash nothing and hang nothing") {
    std::vector<std::string> seeds{test::kTown};
    const auto folder = std::filesystem::path(MAINSIGHT_SHARED_DATA) / "networks";
    if (std::filesystem::exists(folder))
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.path().extension() != ".inp" || entry.file_size() > 35000) continue;
            std::ifstream file(entry.path(), std::ios::binary);
            std::ostringstream text;
            text << file.rdbuf();
            seeds.push_back(text.str());
        }
    const char* asked = std::getenv("MAINSIGHT_MUTATIONS");
    const int count = asked ? std::atoi(asked) : 1500;
    std::mt19937 random(20260101);
    double slowest_s = 0;
    for (int i = 0; i < count; ++i) {
        const std::string text = mutated(seeds[static_cast<std::size_t>(i) % seeds.size()], random);
        const std::clock_t begin = std::clock();
        test::exerciseInp(text);
        slowest_s = std::max(slowest_s, static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    }
    CHECK(count > 0);
    CHECK(slowest_s < 2); // CPU time; a sound file of these takes a few milliseconds
}
