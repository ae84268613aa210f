#pragma once

#include "core/analysis/analysis.h"
#include "core/base/index.h"
#include "core/calibration/calibration.h"
#include "core/detection/event.h"
#include "core/network/network.h"
#include "core/project/project_file.h"
#include "core/series/sensor.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

/// What the window knows of the open project: values that never change once published. A change publishes a new vector, so views may keep and
/// read a pointer as long as they like, on any thread.
namespace ms::session {

/// How far a sensor can be trusted, as the project tree shows it: glyph and word, never colour alone.
enum class Health { good, late, suspect, faulty, silent };

/// A sensor with what the views need to place and to judge it.
struct SensorView {
    series::Sensor sensor;
    std::int64_t count = 0;              ///< readings
    TimeSpan span;                       ///< from first to last reading; invalid instants without readings
    NodeIndex node;                      ///< of sensor.element where the network knows such a node
    LinkIndex link;                      ///< of sensor.element where the network knows such a link
    std::optional<network::Point> place; ///< x, y of the sensor, else its node, else the middle of its link
    Health health = Health::good;
    Duration lag{0};             ///< how far its last reading is behind the newest of all sensors
    std::string faultReason;     ///< what the checks found wrong for an hour or longer, the latest; in English, empty = nothing
    TimeSpan faultSpan;          ///< when
    std::int64_t faultEvent = 0; ///< the sensor_fault or meter_fault event that made it `faulty` or `suspect`; 0 = none
    bool operator==(const SensorView&) const = default;
};

/// Facts of the project: where it lies, its settings and its zone as a table.
struct ProjectInfo {
    QString path;
    project::Settings settings;
    LocalZone zone;
    bool operator==(const ProjectInfo&) const = default;
};

/// The open project at one moment. No member is ever null but `network` (no model) and `info.path` may be empty (no project).
struct Snapshot {
    ProjectInfo info;
    std::shared_ptr<const network::Network> network;
    std::shared_ptr<const std::vector<analysis::GisPipe>> gisPipes;
    std::shared_ptr<const std::vector<SensorView>> sensors;      ///< by name
    std::shared_ptr<const std::vector<detection::Event>> events; ///< oldest first
    std::shared_ptr<const std::vector<project::Note>> notes;
    std::shared_ptr<const std::vector<project::Quiet>> quiets; ///< by start
    std::shared_ptr<const std::vector<analysis::Repair>> repairs;
    std::shared_ptr<const std::vector<project::QualitySpan>> qualitySpans; ///< by sensor and start, undone ones too
    std::shared_ptr<const std::vector<analysis::ExpectedBand>> bands;      ///< arrives last; empty until then
    std::shared_ptr<const std::vector<project::ImportRecord>> imports;
    std::shared_ptr<const std::vector<project::RunRecord>> runs;
    std::shared_ptr<const std::vector<calibration::Calibration>> calibrations; ///< layers over the model, the oldest first; the last one counts
    std::shared_ptr<const Diagnostics> networkDiagnostics;                     ///< what was odd in the network's file
    bool readOnly = false;                                                     ///< nothing is written: changes stay in memory, and the window says so
    std::optional<Error> readOnlyBecause;                                      ///< why: somebody else has it, or it cannot be written
    bool eventsPartial = false;                                                ///< the events are those of a run that goes on, or that was cancelled

    Snapshot();
    [[nodiscard]] const detection::Event* event(std::int64_t id) const; ///< null when there is none
    [[nodiscard]] const calibration::Calibration* calibration() const;  ///< the layer that counts; null = the model is as it is on file
    [[nodiscard]] const SensorView* sensor(const std::string& name) const;
    [[nodiscard]] const analysis::ExpectedBand* band(const std::string& name) const;
    [[nodiscard]] std::vector<std::string> zones() const;               ///< of sensors and events, sorted, without the empty one
    [[nodiscard]] TimeSpan span() const;                                ///< of all readings; invalid instants without any
    [[nodiscard]] std::optional<double> falseAlarmsPerZoneWeek() const; ///< that the last run was set to
    [[nodiscard]] double usualFalseAlarms() const;                      ///< a zone-week, where nobody says how many
    [[nodiscard]] std::string street(const std::string& pipe) const;    ///< of GIS; empty when not known
};

/// Fills node, link, place, lag and health of the sensors; pure, cost O(sensors + events * evidence + spans). A fault that lasts to the sensor's last
/// day makes it `faulty`, one that is over `suspect`.
[[nodiscard]] std::vector<SensorView> viewSensors(const std::vector<project::SensorSummary>& sensors, const network::Network* network,
                                                  const std::vector<detection::Event>& events, const std::vector<project::QualitySpan>& spans = {});

} // namespace ms::session
