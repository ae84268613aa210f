#include "core/hydraulics/result_files.h"

#include "core/hydraulics/run_watch.h"

#include <charconv>
#include <cmath>
#include <ctime>
#include <fstream>
#include <memory>

namespace ms::hydraulics {
namespace {

double cpuSeconds() {
#ifdef CLOCK_THREAD_CPUTIME_ID
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
#else
    return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
#endif
}

void appendId(std::string& text, const std::string& id) {
    if (id.find_first_of(",\"\n") == std::string::npos) {
        text += id;
        return;
    }
    text += '"';
    for (const char c : id) {
        if (c == '"') text += '"';
        text += c;
    }
    text += '"';
}

void appendNumber(std::string& text, double value, int precision) {
    if (!std::isfinite(value)) return; // blank
    char buffer[40];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::general, precision).ptr;
    text.append(buffer, end);
}

/// One wide table, written row by row. An empty path swallows everything.
class Table {
public:
    explicit Table(std::string path) : m_path(std::move(path)) {
        if (!m_path.empty()) m_file.open(m_path, std::ios::binary | std::ios::trunc);
    }
    [[nodiscard]] bool wanted() const { return !m_path.empty(); }
    template <typename Elements>
    void header(const Elements& elements) {
        if (!wanted()) return;
        m_text = "time_s";
        for (const auto& e : elements) {
            m_text += ',';
            appendId(m_text, e.id);
        }
        m_text += '\n';
    }
    void row(double time_s, const std::vector<double>& values) {
        if (!wanted()) return;
        appendNumber(m_text, time_s, 12);
        for (const double v : values) {
            m_text += ',';
            appendNumber(m_text, v, 10);
        }
        m_text += '\n';
        if (m_text.size() > (1u << 20)) flush();
    }
    [[nodiscard]] Result<void> close() {
        if (!wanted()) return {};
        flush();
        m_file.close();
        if (m_file.fail())
            return Error{
                ErrorCode::unwritable, "the result could not be written", m_path, {}, {}, "Check the folder, its rights and the space left."};
        return {};
    }

private:
    void flush() {
        m_file.write(m_text.data(), static_cast<std::streamsize>(m_text.size()));
        m_text.clear();
    }
    std::string m_path, m_text;
    std::ofstream m_file;
};

} // namespace

Result<RunSummary> simulateToFiles(const network::Network& network, const SolverOptions& options, const RunFiles& files, Diagnostics& diagnostics,
                                   const std::function<bool(std::int64_t, std::int64_t)>& progress) {
    RunSummary summary;
    const auto shared = std::make_shared<const network::Network>(network);
    double begin = cpuSeconds();
    auto model = HydraulicModel::make(shared, {}, &diagnostics);
    if (!model) return model.error();
    Simulation march(*model, options);
    RunWatch watch(*model);
    Table heads(files.head), flows(files.flow), demands(files.demand);
    summary.solveCpu_s += cpuSeconds() - begin;
    heads.header(network.nodes);
    demands.header(network.nodes);
    flows.header(network.links);
    begin = cpuSeconds();
    while (true) {
        const auto report = march.solve();
        if (!report) return report.error();
        ++summary.steps;
        summary.iterations += report->iterations;
        summary.notConverged += !report->converged;
        watch.look(*report, march.state());
        if (march.isReportTime()) { // the clock stands still while we write; to read it at every step would cost more than a small network's solve
            summary.solveCpu_s += cpuSeconds() - begin;
            const auto t = static_cast<double>(march.time_s());
            heads.row(t, march.state().heads_m);
            flows.row(t, march.state().flows_m3s);
            demands.row(t, march.state().demands_m3s);
            begin = cpuSeconds();
        }
        if (progress && !progress(march.time_s(), network.times.duration_s))
            return Error{ErrorCode::cancelled, "the simulation was cancelled", {}, {}, {}, {}};
        if (march.advance() == 0) break;
    }
    summary.solveCpu_s += cpuSeconds() - begin;
    for (Diagnostic& d : watch.diagnostics({})) diagnostics.push_back(std::move(d));
    for (Table* table : {&heads, &flows, &demands})
        if (auto done = table->close(); !done) return done.error();
    return summary;
}

Result<void> sensitivitiesToFile(const network::Network& network, const std::vector<NodeIndex>& sensors, const std::string& path,
                                 Diagnostics& diagnostics) {
    auto model = HydraulicModel::make(network, {}, &diagnostics);
    if (!model) return model.error();
    RunWatch watch(*model);
    Simulation march(*model, SolverOptions{1e-8, 500});
    auto solved = march.solve();
    if (!solved) return solved.error();
    watch.look(*solved, march.state());
    for (Diagnostic& d : watch.diagnostics({})) diagnostics.push_back(std::move(d));
    std::vector<Observation> observations;
    for (const NodeIndex s : sensors) observations.push_back({s, {}});
    Eigen::MatrixXd matrix;
    Conditions conditions = march.overlay();
    conditions.operation = &march.state().operation;
    if (auto done = march.solver().sensitivities(conditions, march.state(), observations, matrix); !done) return done;
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    std::string text = "sensor";
    for (const auto& node : network.nodes) {
        if (node.kind != network::NodeKind::junction) continue;
        text += ',';
        appendId(text, node.id);
    }
    for (std::size_t s = 0; s < sensors.size(); ++s) {
        text += '\n';
        appendId(text, network.node(sensors[s]).id);
        for (std::size_t i = 0; i < network.nodes.size(); ++i) {
            if (network.nodes[i].kind != network::NodeKind::junction) continue;
            text += ',';
            appendNumber(text, matrix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(s)) * 0.001, 10);
        }
    }
    text += '\n';
    file.write(text.data(), static_cast<std::streamsize>(text.size()));
    file.close();
    if (file.fail())
        return Error{ErrorCode::unwritable, "the result could not be written", path, {}, {}, "Check the folder, its rights and the space left."};
    return {};
}

} // namespace ms::hydraulics
