#include "core/project/quality_check.h"

#include "core/project/project_file.h"
#include "core/quality/cross.h"

#include <algorithm>
#include <atomic>
#include <iterator>
#include <mutex>
#include <optional>
#include <thread>

namespace ms::project {
namespace {

/// Looks at the series one after the other, several threads sharing the list.
class SeriesSweep {
public:
    SeriesSweep(QString path, const std::vector<SensorSummary>& sensors, Sink& sink, std::stop_token stop)
        : m_path(std::move(path)), m_sensors(sensors), m_sink(sink), m_stop(std::move(stop)), m_digests(sensors.size()) {}

    Result<std::vector<quality::Digest>> run(int threads) {
        {
            std::vector<std::jthread> others;
            for (int i = 1; i < threads; ++i) others.emplace_back([this] { work(false); });
            work(true);
        }
        if (m_stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
        if (m_failure) return *m_failure;
        return std::move(m_digests);
    }

private:
    void work(bool reports) {
        auto file = ProjectFile::open(m_path, ProjectFile::Mode::readOnly);
        if (!file) return fail(file.error());
        for (std::size_t i; (i = m_next++) < m_sensors.size() && !m_stop.stop_requested() && !m_failed;) {
            // Automatic flags must not hide readings from the checks that set them.
            const auto readings = (*file)->readings(m_sensors[i].sensor.name, {}, Flags::knownNow);
            if (!readings) return fail(readings.error());
            m_digests[i] = quality::examineSeries(m_sensors[i].sensor.quantity, *readings);
            const auto done = static_cast<std::int64_t>(++m_done);
            if (reports) m_sink.progress("check", done, static_cast<std::int64_t>(m_sensors.size()) + 1);
        }
    }

    void fail(const Error& error) {
        const std::lock_guard lock(m_mutex);
        if (!m_failure) m_failure = error;
        m_failed = true;
    }

    QString m_path;
    const std::vector<SensorSummary>& m_sensors;
    Sink& m_sink;
    std::stop_token m_stop;
    std::vector<quality::Digest> m_digests;
    std::atomic<std::size_t> m_next{0}, m_done{0};
    std::atomic<bool> m_failed{false};
    std::mutex m_mutex;
    std::optional<Error> m_failure;
};

} // namespace

Result<QualityOutcome> checkQuality(const QString& projectPath, Sink& sink, std::stop_token stop, int threads, bool again) {
    auto file = ProjectFile::open(projectPath, ProjectFile::Mode::readWrite);
    if (!file) return file.error();
    const auto unchecked = (*file)->uncheckedSensors();
    if (!unchecked) return unchecked.error();
    if (unchecked->empty() && !again) return QualityOutcome{};
    const auto sensors = (*file)->sensors();
    if (!sensors) return sensors.error();
    SeriesSweep sweep(projectPath, *sensors, sink, stop);
    auto digests = sweep.run(std::clamp(threads, 1, 16));
    if (!digests) return digests.error();
    std::vector<const quality::Digest*> group;
    std::vector<std::size_t> members;
    for (std::size_t i = 0; i < sensors->size(); ++i)
        if ((*sensors)[i].sensor.quantity == Quantity::pressure && (*sensors)[i].count > 0) {
            group.push_back(&(*digests)[i]);
            members.push_back(i);
        }
    auto crossed = quality::crossCheck(group, {}, stop);
    if (stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
    for (std::size_t m = 0; m < members.size(); ++m)
        std::move(crossed[m].begin(), crossed[m].end(), std::back_inserter((*digests)[members[m]].faults));
    ProjectFile::Transaction all(**file);
    if (auto done = all.begin(); !done) return done.error();
    QualityOutcome outcome;
    for (std::size_t i = 0; i < sensors->size(); ++i) {
        if (auto done = (*file)->replaceFaults((*sensors)[i].sensor.name, (*digests)[i].faults); !done) return done.error();
        ++outcome.sensors;
        outcome.faults += (*digests)[i].faults.size();
    }
    if (auto done = all.commit(); !done) return done.error();
    sink.progress("check", static_cast<std::int64_t>(sensors->size()) + 1, static_cast<std::int64_t>(sensors->size()) + 1);
    return outcome;
}

} // namespace ms::project
