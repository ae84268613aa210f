// The walls of the house: reads every #include and every top-level entry, and fails on what the map in CONTRIBUTING.md forbids.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace fs = std::filesystem;

namespace {

struct Folder {
    std::string_view name;
    int floor; ///< may include its own folder and those of a lower floor
    bool knowsQt;
};

/// From the roof to the ground. Folders of one floor are siblings: they do not include each other.
constexpr std::array kHouse{
    Folder{"app/gui", 19, true},          Folder{"app/cli", 19, true},         Folder{"app/worker", 19, true},
    Folder{"ui/main_window", 18, true},   Folder{"ui/panels", 17, true},       Folder{"ui/dialogs", 17, true},
    Folder{"ui/map", 16, true},           Folder{"ui/charts", 16, true},       Folder{"ui/export", 16, true},
    Folder{"ui/models", 15, true},        Folder{"ui/drawing", 14, true},      Folder{"ui/session", 13, true},
    Folder{"core/jobs", 12, true},        Folder{"core/wire", 11, true},       Folder{"core/project", 10, true},
    Folder{"core/export", 9, false},      Folder{"core/analysis", 8, false},   Folder{"core/localisation", 7, false},
    Folder{"core/calibration", 6, false}, Folder{"core/quality", 6, false},    Folder{"core/detection", 6, false},
    Folder{"core/scenario", 6, false},    Folder{"core/hydraulics", 5, false}, Folder{"core/ingest", 4, false},
    Folder{"core/network", 3, false},     Folder{"core/series", 2, false},     Folder{"core/base", 1, false},
};

constexpr std::array<std::string_view, 11> kTopLevel{
    "CMakeLists.txt", "app", "core", "ui", "resources", "tests", "installer", "README.md", "LICENSE", "CONTRIBUTING.md", "SECURITY.md"};
constexpr std::array<std::string_view, 3> kTopLevelTools{"CMakePresets.json", "vcpkg.json", "build"};

const Folder* folderOf(std::string_view path) {
    for (const Folder& folder : kHouse)
        if (path.size() > folder.name.size() && path.starts_with(folder.name) && path[folder.name.size()] == '/') return &folder;
    return nullptr;
}

/// What stands between the brackets or quotes of an #include line; empty for any other line.
std::string includedBy(std::string_view line, bool& angled) {
    const auto hash = line.find_first_not_of(" \t");
    if (hash == std::string_view::npos || line[hash] != '#') return {};
    const auto word = line.find_first_not_of(" \t", hash + 1);
    if (word == std::string_view::npos || !line.substr(word).starts_with("include")) return {};
    const auto open = line.find_first_of("<\"", word);
    if (open == std::string_view::npos) return {};
    angled = line[open] == '<';
    const auto close = line.find(angled ? '>' : '"', open + 1);
    return close == std::string_view::npos ? std::string{} : std::string(line.substr(open + 1, close - open - 1));
}

bool isQtHeader(std::string_view name) { return (name.size() > 1 && name[0] == 'Q' && name[1] >= 'A' && name[1] <= 'Z') || name.starts_with("Qt"); }

/// Why a file of `folder` may not include `name`; empty when it may.
std::string objection(const Folder& folder, const std::string& name, bool angled) {
    if (isQtHeader(name)) return folder.knowsQt ? "" : "Qt in a folder that knows none";
    if (angled) return "";
    const Folder* other = folderOf(name);
    if (!other) {
        if (name.find('/') == std::string::npos && name.ends_with(".moc")) return "";
        return "not a root-relative include of a folder in the map";
    }
    if (other->name == folder.name) return "";
    if (other->floor == folder.floor) return "siblings do not include each other";
    if (other->floor > folder.floor) return "upward";
    return "";
}

std::vector<std::string> violations(const fs::path& root, int& filesRead) {
    std::vector<std::string> found;
    for (const char* top : {"app", "core", "ui"}) {
        for (const fs::directory_entry& entry : fs::recursive_directory_iterator(root / top)) {
            const std::string extension = entry.path().extension().string();
            if (!entry.is_regular_file() || (extension != ".h" && extension != ".cpp")) continue;
            const std::string path = fs::relative(entry.path(), root).generic_string();
            const Folder* folder = folderOf(path);
            if (!folder) {
                found.push_back(path + ": lies in no folder of the map");
                continue;
            }
            ++filesRead;
            std::ifstream file(entry.path());
            std::string line;
            for (int number = 1; std::getline(file, line); ++number) {
                bool angled = false;
                const std::string name = includedBy(line, angled);
                if (name.empty()) continue;
                const std::string why = objection(*folder, name, angled);
                if (!why.empty()) found.push_back(path + ":" + std::to_string(number) + ": " + name + ": " + why);
            }
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

} // namespace

TEST_CASE("the check tells allowed from forbidden includes") {
    const Folder& detection = *folderOf("core/detection/event.h");
    CHECK(detection.name == "core/detection");
    CHECK(objection(detection, "core/base/time.h", false).empty());
    CHECK(objection(detection, "core/detection/event.h", false).empty());
    CHECK(objection(detection, "vector", true).empty());
    CHECK(objection(detection, "core/calibration/x.h", false) == "siblings do not include each other");
    CHECK(objection(detection, "core/analysis/analysis.h", false) == "upward");
    CHECK(objection(detection, "QString", true) == "Qt in a folder that knows none");
    CHECK(objection(detection, "QtCore/qstring.h", true) == "Qt in a folder that knows none");
    CHECK(objection(detection, "event.h", false) == "not a root-relative include of a folder in the map");
    CHECK(objection(*folderOf("core/jobs/a.h"), "QProcess", true).empty());
    bool angled = false;
    CHECK(includedBy("  #  include <QString> // x", angled) == "QString");
    CHECK(angled);
    CHECK(includedBy("#include \"core/base/time.h\"", angled) == "core/base/time.h");
    CHECK(!angled);
    CHECK(includedBy("// #include nothing", angled).empty());
}

TEST_CASE("includes point down the map, never up or sideways, and Qt stays out of the Qt-free folders") {
    int filesRead = 0;
    const std::vector<std::string> found = violations(MAINSIGHT_SOURCE_DIR, filesRead);
    CHECK(filesRead > 20);
    for (const std::string& violation : found) FAIL_CHECK(violation);
}

TEST_CASE("the top level holds what it may and nothing else") {
    for (const fs::directory_entry& entry : fs::directory_iterator(MAINSIGHT_SOURCE_DIR)) {
        const std::string name = entry.path().filename().string();
        if (name.starts_with(".") || name.starts_with("build")) continue;
        const bool allowed = std::find(kTopLevel.begin(), kTopLevel.end(), name) != kTopLevel.end() ||
                             std::find(kTopLevelTools.begin(), kTopLevelTools.end(), name) != kTopLevelTools.end();
        CHECK_MESSAGE(allowed, name, " does not belong on the top level");
    }
}
