#include "tests/fuzz/fuzz_target.h"

#include <cstdlib>
#include <fstream>

/// MAINSIGHT_FUZZ_SEEDS=FOLDER: the seeds that our own writers make are put there first.
extern "C" int LLVMFuzzerInitialize(int*, char***) {
    const char* folder = std::getenv("MAINSIGHT_FUZZ_SEEDS");
    const test::FuzzTarget& target = test::fuzzTargets().front();
    if (!folder || !target.seeds) return 0;
    int number = 0;
    for (const std::string& seed : target.seeds())
        std::ofstream(std::filesystem::path(folder) / ("made" + std::to_string(++number)), std::ios::binary)
            .write(seed.data(), static_cast<std::streamsize>(seed.size()));
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    test::fuzzTargets().front().exercise({reinterpret_cast<const char*>(data), size});
    return 0;
}
