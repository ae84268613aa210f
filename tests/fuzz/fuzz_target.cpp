#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <unistd.h>

namespace test {

namespace fs = std::filesystem;

std::vector<FuzzTarget>& fuzzTargets() {
    static std::vector<FuzzTarget> targets;
    return targets;
}

void demand(bool holds) {
    if (!holds) std::abort();
}

const fs::path& scratchFolder() {
    struct Folder {
        fs::path path;
        Folder() {
            std::error_code none;
            const fs::path memory = "/dev/shm";
            path = (fs::is_directory(memory, none) ? memory : fs::temp_directory_path()) / ("mainsight-fuzz-" + std::to_string(getpid()));
            fs::create_directories(path);
        }
        ~Folder() {
            std::error_code none;
            fs::remove_all(path, none);
        }
    };
    static const Folder folder;
    return folder.path;
}

std::string scratchFile(const std::string& name, std::string_view bytes) {
    const fs::path path = scratchFolder() / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary).write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path.string();
}

std::string readWhole(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace test
