#include "core/jobs/analysis_service.h"

#include "core/jobs/analysis_protocol.h"
#include "core/wire/values.h"

#include <chrono>
#include <map>
#include <utility>

namespace ms::jobs {
namespace {

constexpr std::size_t kBatchBytes = 1u << 20;
constexpr std::chrono::milliseconds kBatchTime{200};

/// Hands progress on as it is, partial events in timed batches, the latest of each id.
class BatchingSink final : public analysis::EventSink {
public:
    explicit BatchingSink(TaskChannel& channel) : m_channel(channel) {}

    void progress(std::string_view stage, std::int64_t done, std::int64_t total) override {
        m_channel.progress(stage, done, total);
        if (!m_events.empty() && Clock::now() - m_sent > kBatchTime) flush();
    }
    void diagnostic(const Diagnostic& diagnostic) override { m_channel.diagnostic(diagnostic); }
    void partial(const std::vector<detection::Event>& events) override {
        for (const auto& event : events) m_events.insert_or_assign(event.id, event);
        if (Clock::now() - m_sent > kBatchTime) flush();
    }
    void flush() {
        m_sent = Clock::now();
        std::vector<detection::Event> batch;
        std::size_t bytes = 0;
        for (auto& [id, event] : m_events) {
            const std::size_t size = wire::toBytes(event).size();
            if (bytes > 0 && bytes + size > kBatchBytes) {
                m_channel.partial(wire::toBytes(batch));
                batch.clear();
                bytes = 0;
            }
            bytes += size;
            batch.push_back(std::move(event));
        }
        if (!batch.empty()) m_channel.partial(wire::toBytes(batch));
        m_events.clear();
    }

private:
    using Clock = std::chrono::steady_clock;
    TaskChannel& m_channel;
    std::map<std::int64_t, detection::Event> m_events; ///< not sent yet
    Clock::time_point m_sent{};
};

template <typename T>
Result<T> load(const FileRef& file, std::string_view what) {
    auto bytes = readScratch(file);
    if (!bytes) return bytes.error();
    return wire::fromBytes<T>(*bytes, what);
}

template <typename T>
Result<std::vector<T>> loadAll(const std::vector<FileRef>& files, std::string_view what) {
    std::vector<T> values;
    for (const FileRef& file : files) {
        auto value = load<T>(file, what);
        if (!value) return value.error();
        values.push_back(std::move(*value));
    }
    return values;
}

std::string folderOf(const std::string& path) { return path.substr(0, path.find_last_of('/')); }

Result<ServiceResult> plan(Pipeline& pipeline, const AnalysisRequest& request, const std::string& outputPath, ScratchPieces& pieces) {
    std::vector<FileRef> taskFiles, outputFiles;
    for (const StageFile& file : request.stage) {
        taskFiles.push_back(file.task);
        outputFiles.push_back(file.output);
    }
    auto done = loadAll<analysis::Task>(taskFiles, "a task");
    if (!done) return done.error();
    auto outputs = loadAll<analysis::TaskOutput>(outputFiles, "a task's output");
    if (!outputs) return outputs.error();
    auto tasks = request.stage.empty() ? pipeline.firstStage(request.options) : pipeline.nextStage(request.options, *done, *outputs);
    if (!tasks) return tasks.error();
    std::vector<PlannedTask> planned;
    for (const analysis::Task& task : *tasks) {
        auto piece = pieces.add(folderOf(outputPath), wire::toBytes(task));
        if (!piece) return piece.error();
        planned.push_back({task.kind, task.subject, task.cost, task.zones, *piece});
    }
    return ServiceResult{wire::toBytes(planned), std::nullopt};
}

Result<std::vector<project::PackedBand>> packed(const std::vector<analysis::ExpectedBand>& bands) {
    std::vector<project::PackedBand> all;
    for (const analysis::ExpectedBand& band : bands) {
        auto one = project::packBand(band);
        if (!one) return one.error();
        all.push_back(std::move(*one));
    }
    return all;
}

/// What every worker needs before its first task, while another one plans.
Result<ServiceResult> prepare(Pipeline& pipeline, const AnalysisRequest& request) {
    if (auto tasks = pipeline.firstStage(request.options); !tasks) return tasks.error();
    return ServiceResult{};
}

Result<ServiceResult> runTask(Pipeline& pipeline, const AnalysisRequest& request, const std::string& outputPath, ScratchPieces& pieces,
                              TaskChannel& channel, std::stop_token stop) {
    if (request.stage.size() != 1) return Error{ErrorCode::internal, "one task was expected", {}, {}, {}, {}};
    auto task = load<analysis::Task>(request.stage.front().task, "a task");
    if (!task) return task.error();
    BatchingSink sink(channel);
    auto output = pipeline.run(*task, request.options, sink, stop);
    if (!output) return output.error();
    sink.partial(output->events);
    sink.flush();
    RunAnswer answer;
    auto bands = packed(std::exchange(output->bands, {}));
    if (!bands) return bands.error();
    if (!bands->empty()) {
        auto piece = pieces.add(folderOf(outputPath), wire::toBytes(*bands));
        if (!piece) return piece.error();
        answer.bands = std::move(*piece);
    }
    auto piece = pieces.add(folderOf(outputPath), wire::toBytes(*output));
    if (!piece) return piece.error();
    answer.output = std::move(*piece);
    return ServiceResult{wire::toBytes(answer), std::nullopt};
}

Result<ServiceResult> collect(Pipeline& pipeline, const AnalysisRequest& request, const std::string& outputPath) {
    auto all = loadAll<analysis::TaskOutput>(request.all, "a task's output");
    if (!all) return all.error();
    if (all->size() < request.stage.size()) return Error{ErrorCode::internal, "outputs are missing", {}, {}, {}, {}};
    AnalysisFindings findings;
    auto bands = packed(pipeline.bands(*all));
    if (!bands) return bands.error();
    findings.bands = std::move(*bands);
    all->erase(all->begin(), all->end() - static_cast<std::ptrdiff_t>(request.stage.size()));
    findings.events = pipeline.collect(*all);
    auto file = writeScratch(outputPath, wire::toBytes(findings));
    if (!file) return file.error();
    return ServiceResult{{}, *file};
}

} // namespace

std::string AnalysisService::name() const { return kAnalysisService; }

Result<ServiceResult> AnalysisService::run(const wire::Start& task, TaskChannel& channel, std::stop_token stop) {
    auto request = wire::fromBytes<AnalysisRequest>(task.request, "a request");
    if (!request) return request.error();
    if (m_openProject != request->projectPath) {
        m_openProject.clear();
        if (auto opened = m_pipeline->open(request->projectPath); !opened) return opened.error();
        m_openProject = request->projectPath;
    }
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
    switch (request->verb) {
    case AnalysisRequest::Verb::plan: return plan(*m_pipeline, *request, task.outputPath, m_pieces);
    case AnalysisRequest::Verb::prepare: return prepare(*m_pipeline, *request);
    case AnalysisRequest::Verb::run: return runTask(*m_pipeline, *request, task.outputPath, m_pieces, channel, stop);
    case AnalysisRequest::Verb::collect: return collect(*m_pipeline, *request, task.outputPath);
    }
    return Error{ErrorCode::internal, "a request without a verb", {}, {}, {}, {}};
}

} // namespace ms::jobs
