#include "core/analysis/model_fit.h"
#include "core/analysis/model_frame.h"
#include "core/analysis/scope.h"
#include "core/jobs/analysis_service.h"
#include "core/jobs/follow_protocol.h"
#include "core/jobs/scratch_file.h"
#include "core/project/project_file.h"
#include "core/wire/values.h"

#include <unordered_map>

namespace ms::jobs {
namespace {

using project::ProjectFile;

/// The worker's side of a live run: some zones of one project, kept from task to task.
class FollowService final : public Service {
public:
    [[nodiscard]] std::string name() const override { return kFollowService; }

    [[nodiscard]] Result<ServiceResult> run(const wire::Start& task, TaskChannel& channel, std::stop_token stop) override {
        auto request = wire::fromBytes<FollowRequest>(task.request, "a request");
        if (!request) return request.error();
        FollowAnswer answer;
        if (!m_zones || request->part != m_part) {
            m_zones.reset();
            if (auto ready = setUp(request->part); !ready) return ready.error();
            answer.began = true;
        }
        auto file = ProjectFile::open(QString::fromStdString(request->part.projectPath), ProjectFile::Mode::readOnly);
        if (!file) return lost(file.error());
        ProjectFile::Snapshot snapshot(**file); // one lock for thousands of small reads
        if (auto begun = snapshot.begin(); !begun) return lost(begun.error());
        const analysis::ReadingSource source = [&](std::size_t sensor, TimeSpan span) {
            return (*file)->readings(m_data->sensors[sensor].sensor.name, span, project::Flags::knownNow);
        };
        if (answer.began) {
            auto news = m_zones->begin(source, channel, stop);
            if (!news) return lost(news.error());
            answer.news = std::move(*news);
        } else {
            std::vector<analysis::SensorChange> changes;
            for (const auto& c : request->changes)
                if (const auto found = m_numbers.find(c.sensor); found != m_numbers.end()) changes.push_back({found->second, c.from});
            auto news = m_zones->goOn(changes, source, channel, stop);
            if (!news) return lost(news.error());
            answer.news = std::move(*news);
        }
        if (request->flush) {
            auto news = m_zones->flush(source, channel, stop);
            if (!news) return lost(news.error());
            for (auto& n : *news) answer.news.push_back(std::move(n));
        }
        answer.restarts = static_cast<std::int64_t>(m_zones->restarts());
        auto written = writeScratch(task.outputPath, wire::toBytes(answer));
        if (!written) return lost(written.error());
        return ServiceResult{{}, *written};
    }

private:
    Result<void> setUp(const FollowedPart& part) {
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
        for (auto z = static_cast<std::size_t>(part.part); z < wanted->size(); z += parts)
            if ((*wanted)[z]) own.push_back(z);
        m_zones = std::make_unique<analysis::LiveZones>(m_data, part.options, own);
        m_part = part;
        return {};
    }

    /// What was half done is not to be gone on with.
    Error lost(Error error) {
        m_zones.reset();
        return error;
    }

    FollowedPart m_part; ///< what the zones are of
    std::shared_ptr<const analysis::Data> m_data;
    std::unordered_map<std::string, std::size_t> m_numbers; ///< sensors by name
    std::unique_ptr<analysis::LiveZones> m_zones;
};

} // namespace

std::unique_ptr<Service> makeFollowService() { return std::make_unique<FollowService>(); }

} // namespace ms::jobs
