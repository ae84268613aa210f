#include "tests/fake_worker/stand_in_pipeline.h"

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <thread>

namespace ms::fake {
namespace {

using analysis::Task;
using analysis::TaskOutput;

class StandIn final : public jobs::Pipeline {
public:
    Result<void> open(const std::string& projectPath) override {
        m_steering.clear();
        for (std::size_t at = 0; at < projectPath.size();) {
            const std::size_t end = std::min(projectPath.find(';', at), projectPath.size());
            const std::string pair = projectPath.substr(at, end - at);
            m_steering[pair.substr(0, pair.find('='))] = pair.substr(pair.find('=') + 1);
            at = end + 1;
        }
        if (m_steering.count("missing")) return Error{ErrorCode::notFound, "there is no such project", projectPath, {}, {}, {}};
        return {};
    }

    Result<std::vector<Task>> firstStage(const analysis::Options& options) override {
        std::vector<Task> tasks;
        for (int i = 0; i < number("tasks", 4); ++i)
            tasks.push_back(
                {"count", std::to_string(i), std::to_string(options.seed + static_cast<unsigned>(i)), 1.0 + i % 3, {std::to_string(i / 2)}});
        return tasks;
    }

    Result<std::vector<Task>> nextStage(const analysis::Options&, const std::vector<Task>& done, const std::vector<TaskOutput>& outputs) override {
        std::vector<Task> tasks;
        if (done.front().kind == "sum") return tasks;
        for (std::size_t i = 0; i + 1 < outputs.size(); i += 2)
            tasks.push_back({"sum", std::to_string(i / 2), outputs[i].bytes + " " + outputs[i + 1].bytes, 1, {std::to_string(i / 2)}});
        return tasks;
    }

    Result<TaskOutput> run(const Task& task, const analysis::Options&, analysis::EventSink& sink, std::stop_token stop) override {
        misbehave(task);
        if (m_steering["fail"] == task.kind + " " + task.subject) return Error{ErrorCode::notConverged, "did not converge", {}, {}, {}, {}};
        constexpr int kSteps = 10;
        for (int step = 0; step < kSteps; ++step) {
            if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
            std::this_thread::sleep_for(std::chrono::microseconds(number("ms", 0) * 1000 / kSteps));
            sink.progress(task.kind, step + 1, kSteps);
        }
        detection::Event event;
        event.id = 1 + std::atoi(task.subject.c_str());
        event.zone = task.subject;
        event.startedAt = event.detectedAt = {event.id * 1000};
        event.confidence = task.kind == "sum" ? 1 : 0.5;
        event.why = task.input;
        sink.partial({event});
        return TaskOutput{"<" + task.input + ">", {event}, {}};
    }

    std::vector<detection::Event> collect(const std::vector<TaskOutput>& outputs) override {
        std::vector<detection::Event> events;
        for (const auto& output : outputs) events.insert(events.end(), output.events.begin(), output.events.end());
        return events;
    }

    std::vector<analysis::ExpectedBand> bands(const std::vector<TaskOutput>& outputs) override {
        std::vector<analysis::ExpectedBand> bands;
        for (const auto& output : outputs) bands.push_back({output.bytes, {0}, {900'000}, {1}, {0}, {2}});
        return bands;
    }

private:
    int number(const std::string& name, int otherwise) const {
        const auto found = m_steering.find(name);
        return found == m_steering.end() ? otherwise : std::atoi(found->second.c_str());
    }

    void misbehave(const Task& task) {
        if (m_steering["crash"] != task.kind + " " + task.subject) return;
        const std::string flag = m_steering["once"];
        if (!flag.empty()) {
            if (std::filesystem::exists(flag)) return;
            std::ofstream(flag) << "x";
        }
        std::raise(SIGKILL);
    }

    std::map<std::string, std::string> m_steering;
};

} // namespace

std::unique_ptr<jobs::Pipeline> makeStandIn() { return std::make_unique<StandIn>(); }

} // namespace ms::fake
