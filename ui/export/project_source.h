#pragma once

#include "core/analysis/analysis.h"
#include "core/base/result.h"
#include "core/detection/balance.h"
#include "core/detection/event.h"
#include "core/export/content.h"
#include "core/project/project_file.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace ms::exporting {

/// What every export of a project needs, read once. A value; the events are all of them.
struct ProjectSource {
    project::Settings settings;
    LocalZone zone;
    std::shared_ptr<const network::Network> network; ///< null without a model
    std::vector<network::GisPipe> gisPipes;
    std::vector<series::Sensor> sensors;
    std::vector<detection::Event> events;
    std::vector<project::Note> notes;
    std::vector<project::ImportRecord> imports;
    std::vector<analysis::ExpectedBand> bands;
    std::vector<detection::Balance> balances;
    project::RunRecord run; ///< that found the events; id 0 = none

    [[nodiscard]] const series::Sensor* sensor(const std::string& name) const;       ///< null when there is none
    [[nodiscard]] const analysis::ExpectedBand* band(const std::string& name) const; ///< null when there is none
    /// Those of that number in that order, or with no number all bursts and leaks that are not dismissed. notFound names an unknown number.
    [[nodiscard]] Result<std::vector<detection::Event>> pick(const std::vector<std::int64_t>& ids) const;
};

[[nodiscard]] Result<ProjectSource> readSource(const project::ProjectFile& file);

/// The span that shows an event: enough days before it to see the usual, and the change.
[[nodiscard]] TimeSpan evidenceSpan(const detection::Event& event);
/// The sensors that speak loudest for an event, at most `most`, loudest first.
[[nodiscard]] std::vector<const series::Sensor*> loudest(const ProjectSource& source, const detection::Event& event, std::size_t most);
/// How many series stand in the charts of an event, the zone's net inflow among them.
inline constexpr std::size_t kSeriesPerEvent = 4;

/// What the writers of core/export get. With `series` each event brings the series that prove it (as in its charts; means where they are many).
[[nodiscard]] Result<output::Content> tablesOf(const ProjectSource& source, const project::ProjectFile& file,
                                               const std::vector<detection::Event>& events, bool series, std::stop_token stop = {});

} // namespace ms::exporting
