// Runs `simulate` and `sensitivity` as mainsight-cli does, without Qt: for measuring the solver and for trying networks while the programs do not
// build.
#include "core/hydraulics/result_files.h"
#include "core/network/inp_reader.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

int main(int count, char** words) {
    using namespace ms;
    std::vector<std::string> positional;
    std::string out, sensorFile;
    double accuracy = 0;
    bool quiet = false, trace = false;
    for (int i = 1; i < count; ++i) {
        const std::string w = words[i];
        if (w == "--out" && i + 1 < count) {
            out = words[++i];
        } else if (w == "--accuracy" && i + 1 < count) {
            accuracy = std::atof(words[++i]);
        } else if (w == "--sensors" && i + 1 < count) {
            sensorFile = words[++i];
        } else if (w == "--trace") { // the instants that are solved, to compare with EPANET's events
            trace = true;
        } else if (w == "--quiet") {
            quiet = true;
        } else if (w != "--json") {
            positional.push_back(w);
        }
    }
    if (positional.size() < 2) return 2;
    const auto begin = std::chrono::steady_clock::now();
    auto read = network::readInpFile(positional[1]);
    const double parse_s = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    if (!read) {
        std::fprintf(stderr, "%s\n", read.error().toString().c_str());
        return 2;
    }
    if (!quiet)
        for (const auto& d : read->diagnostics) std::fprintf(stderr, "%s\n", d.toString().c_str());
    if (positional[0] == "sensitivity") {
        std::vector<NodeIndex> sensors;
        std::ifstream file(sensorFile);
        for (std::string id; file >> id;) sensors.push_back(read->network.findNode(id));
        Diagnostics found;
        auto done = hydraulics::sensitivitiesToFile(read->network, sensors, out, found);
        if (!done) std::fprintf(stderr, "%s\n", done.error().toString().c_str());
        return done ? 0 : 1;
    }
    hydraulics::SolverOptions options;
    options.accuracy = accuracy > 0 ? accuracy : read->network.options.accuracy;
    Diagnostics diagnostics;
    const std::string stem = (std::filesystem::path(out) / std::filesystem::path(positional[1]).stem()).string();
    auto done = hydraulics::simulateToFiles(read->network, options, {stem + ".head.csv", stem + ".flow.csv", stem + ".demand.csv"}, diagnostics,
                                            [&](std::int64_t now, std::int64_t) {
                                                if (trace) std::fprintf(stderr, "%lld\n", static_cast<long long>(now));
                                                return true;
                                            });
    if (!done) {
        std::fprintf(stderr, "%s\n", done.error().toString().c_str());
        return 1;
    }
    std::printf("{\"parse_s\":%.6f,\"solve_cpu_s\":%.6f,\"steps\":%lld,\"iterations\":%lld,\"not_converged\":%lld}\n", parse_s, done->solveCpu_s,
                static_cast<long long>(done->steps), static_cast<long long>(done->iterations), static_cast<long long>(done->notConverged));
    return 0;
}
