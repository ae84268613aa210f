#include "core/base/version.h"
#include "core/jobs/analysis_service.h"
#include "core/jobs/worker_confinement.h"
#include "core/jobs/worker_loop.h"
#include "core/jobs/worker_platform.h"

#include <QCoreApplication>

#include <charconv>
#include <clocale>
#include <cstdio>
#include <cstring>
#include <string_view>

namespace {

/// mainsight-worker [--memory-limit BYTES] [--scratch FOLDER] [--cpu-limit SECONDS]: talks frames on stdin and stdout, and is of no use to people.
int usage() {
    std::fputs("usage: mainsight-worker [--memory-limit BYTES] [--scratch FOLDER] [--cpu-limit SECONDS]\nStarted by mainsight and mainsight-cli; "
               "does their analyses and imports.\n",
               stderr);
    return 2;
}

} // namespace

int main(int argc, char** argv) {
    using namespace ms::jobs;
    std::uint64_t memoryLimit = 0, cpuLimit_s = 0, network = 0;
    std::string scratch;
    for (int i = 1; i < argc; ++i) {
        if (std::strcmp(argv[i], "--version") == 0) {
            std::printf("mainsight-worker %s\n", ms::kVersion);
            return 0;
        }
        if (i + 1 >= argc) return usage();
        const std::string_view option = argv[i], value = argv[++i];
        if (option == "--scratch") {
            scratch = value;
            continue;
        }
        if (option != "--memory-limit" && option != "--cpu-limit" && option != "--network") return usage();
        const char* const last = value.data() + value.size();
        const auto [end, code] = std::from_chars(value.data(), last,
                                                 option == "--memory-limit" ? memoryLimit
                                                 : option == "--cpu-limit"  ? cpuLimit_s
                                                                            : network);
        if (code != std::errc{} || end != last || cpuLimit_s > 1'000'000'000) return usage();
    }
    const auto channel = platform::claimChannel();
    if (!channel) {
        std::fprintf(stderr, "mainsight-worker: %s\n", channel.error().toString().c_str());
        return 1;
    }
    platform::dieWithParent(); // where it cannot, the closed stdin tells
    if (memoryLimit > 0 && !platform::limitMemory(memoryLimit)) std::fputs("mainsight-worker: no memory limit on this system\n", stderr);
    platform::keepMemory();
    std::vector<std::string> notes;
    if (!scratch.empty()) notes = platform::confine(scratch, network != 0);
    int qtArgc = 1;
    const QCoreApplication application(qtArgc, argv); // database drivers need it
    std::setlocale(LC_NUMERIC, "C");
    std::vector<std::unique_ptr<Service>> services;
    services.push_back(std::make_unique<AnalysisService>(makeProjectPipeline()));
    services.push_back(makeImportService());
    services.push_back(makeFollowService());
    WorkerLoopOptions options{*channel};
    options.cpuLimit_s = static_cast<int>(cpuLimit_s);
    options.notes = std::move(notes);
    return runWorkerLoop(options, std::move(services));
}
