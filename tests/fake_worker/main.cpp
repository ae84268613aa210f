#include "core/base/sanitizers.h"
#include "core/jobs/analysis_service.h"
#include "core/jobs/worker_loop.h"
#include "core/jobs/worker_platform.h"
#include "tests/fake_worker/stand_in_pipeline.h"

#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <new>
#include <stdexcept>
#include <thread>
#include <unistd.h>

/// mainsight-fake-worker --mode MODE: each mode is one way in which a worker can go wrong; "pipeline" is an honest worker with stand-in services.
namespace {

using namespace ms;
using namespace ms::jobs;

/// As a wild pointer would; a sanitizer's own handler would make an exit of it.
[[noreturn]] void die() {
    std::signal(SIGSEGV, SIG_DFL);
    std::raise(SIGSEGV);
    std::_Exit(9);
}

[[noreturn]] void exhaustMemory() {
#ifndef MAINSIGHT_SANITIZED // these abort instead
    const std::string much(std::size_t{1} << 46, 'x');
    if (much.empty()) std::_Exit(9);
#endif
    throw std::bad_alloc();
}

/// Honest service whose requests say what to do: "echo TEXT", "sleep MS", "throw", "memory", "print", "stderr TEXT", "crash-once FLAG", "refuse",
/// "flood", "burn".
class EchoService final : public Service {
public:
    std::string name() const override { return "echo"; }
    Result<ServiceResult> run(const wire::Start& task, TaskChannel& channel, std::stop_token stop) override {
        const std::string verb = task.request.substr(0, task.request.find(' '));
        const std::string rest = verb.size() < task.request.size() ? task.request.substr(verb.size() + 1) : std::string();
        if (verb == "throw") throw std::runtime_error("thrown on demand");
        if (verb == "memory") exhaustMemory();
        while (verb == "burn") m_burnt = m_burnt + 1; // for ever, and deaf
        if (verb == "print") std::puts("a stray print that must not reach the pipe");
        if (verb == "refuse") return Error{ErrorCode::invalidInput, "refused on demand", "file.csv", {}, {7, 0}, {}};
        if (verb == "sleep" && !sleep(std::atoi(rest.c_str()), channel, stop)) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
        if (verb == "flood")
            for (int i = 0; i < 100'000; ++i) channel.progress("flood", i, 100'000);
        if (verb == "crash-once" && !std::filesystem::exists(rest)) {
            std::ofstream(rest) << "x";
            std::fputs("about to crash\n", stderr);
            die();
        }
        return ServiceResult{rest, std::nullopt};
    }

private:
    volatile int m_burnt = 0;

    static bool sleep(int ms, TaskChannel& channel, const std::stop_token& stop) {
        for (int t = 0; t < ms; t += 5) {
            if (stop.stop_requested()) return false;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
            channel.progress("sleep", t, ms);
        }
        return true;
    }
};

void send(const wire::Message& message) {
    if (!platform::writeAll(STDOUT_FILENO, wire::encode(message))) std::_Exit(9);
}

void greet() { send(wire::Hello{wire::kProtocolVersion, wire::buildId(), platform::processId(), "fake"}); }

/// Number of the first task that is given; ends the process when stdin is closed before.
std::uint64_t awaitTask() {
    wire::FrameDecoder decoder;
    std::string bytes;
    while (platform::readSome(STDIN_FILENO, bytes)) {
        decoder.feed(bytes);
        bytes.clear();
        if (const auto frame = decoder.next())
            if (const auto message = wire::decode(*frame); message && std::holds_alternative<wire::Start>(*message))
                return std::get<wire::Start>(*message).task;
    }
    std::_Exit(0);
}

[[noreturn]] void sleepForEver() {
    for (;;) std::this_thread::sleep_for(std::chrono::seconds(1));
}

int misbehave(const std::string& mode) {
    if (mode == "exit") {
        std::fputs("I do not like it here\n", stderr);
        return 3;
    }
    if (mode == "silent") sleepForEver();
    if (mode == "print-first") {
        std::puts("Welcome!");
        std::fflush(stdout);
        sleepForEver();
    }
    if (mode == "wrong-build") {
        send(wire::Hello{wire::kProtocolVersion, "0.0.0-other", 1, "fake"});
        sleepForEver();
    }
    greet();
    const std::uint64_t task = awaitTask();
    if (mode == "crash") die();
    if (mode == "no-verdict") return 0;
    if (mode == "garbage") std::puts("Segmentation fault (core dumped)");
    if (mode == "hang") std::signal(SIGTERM, SIG_IGN);
    if (mode == "huge") {
        std::string bytes = wire::encode(wire::Heartbeat{task});
        bytes[11] = '\x7F';
        std::fwrite(bytes.data(), 1, bytes.size(), stdout);
    }
    if (mode == "half") {
        const std::string bytes = wire::encode(wire::Progress{task, "half", 1, 2});
        std::fwrite(bytes.data(), 1, bytes.size() / 2, stdout);
        return 0;
    }
    if (mode == "foreign") send(wire::Done{task + 1000, {}, 0, 0});
    if (mode == "close-stdout") ::close(STDOUT_FILENO);
    if (mode == "twice") {
        send(wire::Done{task, "first", 0, 0});
        send(wire::Done{task, "second", 0, 0});
    }
    if (mode == "deaf") {
        for (;;) {
            send(wire::Heartbeat{task});
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
    }
    std::fflush(stdout);
    sleepForEver();
}

} // namespace

int main(int argc, char** argv) {
    std::string mode = "pipeline";
    int cpuLimit_s = 0;
    std::vector<std::string> notes;
    for (int i = 1; i + 1 < argc; ++i) {
        if (std::string(argv[i]) == "--mode") mode = argv[i + 1];
        if (std::string(argv[i]) == "--cpu-limit") cpuLimit_s = std::atoi(argv[i + 1]);
        if (std::string(argv[i]) == "--note") notes.push_back(argv[i + 1]);
    }
    platform::dieWithParent();
    if (mode != "pipeline") return misbehave(mode);
    const auto channel = platform::claimChannel();
    if (!channel) return 1;
    std::vector<std::unique_ptr<Service>> services;
    services.push_back(std::make_unique<AnalysisService>(fake::makeStandIn()));
    services.push_back(std::make_unique<EchoService>());
    WorkerLoopOptions options;
    options.channel = *channel;
    options.heartbeat_ms = 100;
    options.cpuLimit_s = cpuLimit_s;
    options.notes = notes;
    return runWorkerLoop(options, std::move(services));
}
