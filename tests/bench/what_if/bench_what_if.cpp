// The what-if on L-TOWN (785 nodes, 905 links, 33 pressure loggers): how long the ground takes (two weeks of readings, the model at 96 instants), and
// how long each step of the slider takes. Limit: 50 ms of this thread's CPU time a step. Usage: bench_what_if [FOLDER OF L-TOWN]; exit 1 beyond the
// limit.
#include "core/analysis/what_if.h"
#include "tests/bench/leaks_lab/battledim_folder.h"

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>
#include <vector>

using namespace ms;

namespace {

double threadMs() {
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}

double residentMb() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

void keep(series::Readings& r, TimeSpan span) {
    series::Readings cut;
    for (std::size_t i = 0; i < r.size(); ++i)
        if (span.contains({r.times_ms[i]})) {
            cut.times_ms.push_back(r.times_ms[i]);
            cut.values.push_back(r.values[i]);
            cut.quality.push_back(r.quality[i]);
        }
    r = std::move(cut);
}

} // namespace

int main(int argc, char** argv) {
    const std::string folder = argc > 1 ? argv[1] : MAINSIGHT_SHARED_DATA "/ltown";
    auto read = lab::readFolder(folder, {"hist"});
    if (!read) {
        std::printf("skipped: %s\n", read.error().toString().c_str());
        return 0;
    }
    auto data = std::make_shared<analysis::Data>(std::move(*read));
    const Instant burst = instantFromUtc({2018, 6, 1, 0, 0, 0, 0}), to = burst + days(7);
    for (auto& s : data->sensors) keep(s.readings, {burst - days(14), to});
    const double before = residentMb(), began = threadMs();
    auto made = analysis::WhatIf::make(data, {}, burst, to);
    if (!made) {
        std::printf("%s\n", made.error().toString().c_str());
        return 1;
    }
    std::printf("ground: %zu instants, %.0f ms of CPU, %.1f MB\n", made->instants().size(), threadMs() - began, residentMb() - before);
    std::vector<LinkIndex> pipes;
    const auto& net = *data->network;
    for (std::size_t i = 0; i < net.links.size(); i += 29)
        if (net.links[i].kind == network::LinkKind::pipe) pipes.push_back(LinkIndex(static_cast<std::int64_t>(i)));
    std::vector<double> steps;
    int unsolved = 0;
    for (const auto pipe : pipes)
        for (int k = 0; k < 8; ++k) {
            const double at = threadMs();
            const auto answer = made->predict({pipe, 0.5, 0.0005 * (1 << k)});
            steps.push_back(threadMs() - at);
            if (!answer) {
                std::printf("%s: %s\n", net.link(pipe).id.c_str(), answer.error().toString().c_str());
                return 1;
            }
            unsolved += answer->unsolved;
        }
    std::sort(steps.begin(), steps.end());
    const double high = steps[steps.size() * 95 / 100];
    std::printf("a step: median %.1f ms, 95 %% %.1f ms, worst %.1f ms of %zu (%zu pipes, 0.5 to 64 l/s); %d instants unsolved\n",
                steps[steps.size() / 2], high, steps.back(), steps.size(), pipes.size(), unsolved);
    if (high > 50) {
        std::printf("a step takes longer than 50 ms\n");
        return 1;
    }
    return 0;
}
