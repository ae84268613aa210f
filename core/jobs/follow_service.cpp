#include "core/analysis/model_fit.h"
#include "core/analysis/model_frame.h"
#include "core/analysis/scope.h"
#include "core/jobs/analysis_service.h"
#include "core/jobs/follow_protocol.h"
#include "core/jobs/scratch_file.h"
#include "core/project/project_file.h"
#include "core/wire/values.h"

#include <QFile>

#include <algorithm>
#include <iterator>
#include <unordered_map>
#include <utility>

namespace ms::jobs {
namespace {

using project::ProjectFile;

/// Which zone is worked on, in a file that outlives a task that fails and a worker that dies: a write of some bytes each.
class ZoneNote {
public:
    explicit ZoneNote(const std::string& path) : m_file(QString::fromStdString(path)) {
        (void)m_file.open(QIODevice::WriteOnly | QIODevice::Truncate | QIODevice::Unbuffered); // without it nobody can be left out, no more
    }
    void put(const std::string& zone) {
        if (!m_file.isOpen()) return;
        const std::string line = zone + "\n";
        m_file.seek(0);
        m_file.write(line.data(), static_cast<qint64>(line.size()));
    }
    void remove() { m_file.remove(); }

private:
    QFile m_file;
};

/// The worker's side of a live run: some zones of one project, kept from task to task.
class FollowService final : public Service {
public:
    [[nodiscard]] std::string name() const override { return kFollowService; }

    [[nodiscard]] Result<ServiceResult> run(const wire::Start& task, TaskChannel& channel, std::stop_token stop) override {
        auto request = wire::fromBytes<FollowRequest>(task.request, "a request");
        if (!request) return request.error();
        FollowAnswer answer;
        ZoneNote note(zoneNotePath(task.outputPath));
        // Out of reach while it is worked with: what is half done, whatever ended it, is not to be gone on with.
        std::unique_ptr<analysis::LiveZones> zones = request->part == m_part ? std::exchange(m_zones, nullptr) : nullptr;
        const bool begins = !zones;
        if (begins) {
            m_zones.reset();
            auto made = setUp(request->part);
            if (!made) return made.error();
            zones = std::move(*made);
        }
        auto file = ProjectFile::open(QString::fromStdString(request->part.projectPath), ProjectFile::Mode::readOnly);
        if (!file) return file.error();
        ProjectFile::Snapshot snapshot(**file); // one lock for thousands of small reads
        if (auto begun = snapshot.begin(); !begun) return begun.error();
        const analysis::ReadingSource source = [&](std::size_t sensor, TimeSpan span) {
            return (*file)->readings(m_data->sensors[sensor].sensor.name, span, project::Flags::knownNow);
        };
        const auto take = [&](Result<std::vector<analysis::ZoneNews>> news) -> Result<void> {
            if (!news) return news.error();
            std::move(news->begin(), news->end(), std::back_inserter(answer.news));
            return {};
        };
        const std::size_t restarts = zones->restarts();
        zones->tellZones([&](const std::string& zone) { note.put(zone); });
        if (!begins) { // else everything is gone through anyway
            std::vector<analysis::SensorChange> changes;
            for (const auto& c : request->changes)
                if (const auto found = m_numbers.find(c.sensor); found != m_numbers.end()) changes.push_back({found->second, c.from});
            if (auto done = take(zones->goOn(changes, source, channel, stop)); !done) return done.error();
        }
        if (request->flush) {
            if (auto done = take(zones->flush(source, channel, stop)); !done) return done.error();
        } else if (request->catchUp_s > 0) {
            if (auto done = take(zones->catchUp(request->catchUp_s, source, channel, stop)); !done) return done.error();
        }
        zones->tellZones({});
        answer.waiting = static_cast<std::int64_t>(zones->waiting());
        answer.restarts = static_cast<std::int64_t>(zones->restarts() - restarts);
        auto written = writeScratch(task.outputPath, wire::toBytes(answer));
        if (!written) return written.error();
        note.remove();
        m_zones = std::move(zones);
        return ServiceResult{{}, *written};
    }

private:
    Result<std::unique_ptr<analysis::LiveZones>> setUp(const FollowedPart& part) {
        auto file = ProjectFile::open(QString::fromStdString(part.projectPath), ProjectFile::Mode::readOnly);
        if (!file) return file.error();
        auto setup = (*file)->analysisSetup();
        if (!setup) return setup.error();
        const auto layer = (*file)->calibration(); // known by now, and what is followed comes after
        if (!layer) return layer.error();
        if (layer->has_value()) analysis::layOver(**layer, *setup);
        analysis::prepare(*setup);
        m_data = std::make_shared<const analysis::Data>(std::move(*setup));
        m_numbers.clear();
        for (std::size_t s = 0; s < m_data->sensors.size(); ++s) m_numbers[m_data->sensors[s].sensor.name] = s;
        const auto wanted = analysis::wantedZones(m_data->frame->balances, part.options);
        if (!wanted) return wanted.error();
        std::vector<std::size_t> own;
        const auto parts = static_cast<std::size_t>(std::max(1, part.parts));
        const auto leftOut = [&](std::size_t z) {
            return std::find(part.without.begin(), part.without.end(), m_data->frame->balances.zones[z].zone) != part.without.end();
        };
        for (auto z = static_cast<std::size_t>(part.part); z < wanted->size(); z += parts)
            if ((*wanted)[z] && !leftOut(z)) own.push_back(z);
        m_part = part;
        return std::make_unique<analysis::LiveZones>(m_data, part.options, own);
    }

    FollowedPart m_part; ///< what the zones are of
    std::shared_ptr<const analysis::Data> m_data;
    std::unordered_map<std::string, std::size_t> m_numbers; ///< sensors by name
    std::unique_ptr<analysis::LiveZones> m_zones;
};

} // namespace

std::unique_ptr<Service> makeFollowService() { return std::make_unique<FollowService>(); }

} // namespace ms::jobs
