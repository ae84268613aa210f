#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"
#include "core/base/time.h"
#include "core/detection/area_trust.h"
#include "core/detection/days_off.h"
#include "core/detection/event.h"
#include "core/network/gis_pipe.h"
#include "core/network/network.h"
#include "core/series/readings.h"
#include "core/series/repair.h"
#include "core/series/sensor.h"

#include <memory>
#include <string>
#include <vector>

/// The pipeline that turns readings into localised events, cut into tasks that can run in any process.
///
/// An analysis is a short list of stages; the tasks of a stage are independent, a stage begins when the one before it has ended. What a task
/// returns is bytes, which whoever runs the tasks keeps (memory in tests, files in workers' runs) and hands to the next stage, in the order of
/// the tasks. So one worker and eight give the same bytes.
///
///     auto stage = firstStage(data, options);
///     while (!stage.empty()) { outputs = run every task of the stage; stage = nextStage(data, options, stage, outputs); }
///     events = events(outputs of the last stage)
namespace ms::analysis {

using network::GisPipe;
using series::Repair;

struct SensorData {
    series::Sensor sensor;
    series::Readings readings;
};

struct ModelFrame;

/// Everything that an analysis may look at. Immutable once made; shared by all tasks in a process.
struct Data {
    std::shared_ptr<const network::Network> network; ///< null without a model
    std::vector<GisPipe> gisPipes;
    std::vector<SensorData> sensors; ///< in the project's order
    std::vector<Repair> repairs;
    LocalZone zone;                          ///< the project's, for day types and the night
    detection::DaysOff daysOff;              ///< days that live as Sundays
    detection::AreaTrust areaTrust;          ///< how much of the posterior areas take
    std::shared_ptr<const ModelFrame> frame; ///< by prepare(); null = every task finds it for itself
};

/// Finds once what all tasks need: zones and their balances. To be called when sensors and network are complete.
void prepare(Data& data);
/// How many zones have a balance, and whether there are pipes, of a model or of a GIS, on which events can be placed. Readings are not looked at.
[[nodiscard]] std::size_t zoneCount(const Data& data);
[[nodiscard]] bool placesEvents(const Data& data);

/// False alarms a zone-week that are borne where nobody says how many.
[[nodiscard]] double usualFalseAlarms(bool customersMetered);

struct Options {
    TimeSpan period{};                 ///< what to look for events in; invalid instants = all there is. Earlier data serve for learning.
    bool live = true;                  ///< at each instant use only data up to it
    double falseAlarmsPerZoneWeek = 0; ///< 0 = what is usual for each zone
    double areaLevel = 0.9;
    std::uint64_t seed = 1;
    std::vector<std::string> zones;          ///< only these zones of the balances are looked at; empty = all
    std::vector<std::string> withoutSensors; ///< sensors whose readings are left out; whoever makes the data applies it (`leaveOut`)
    std::vector<double> trialRates;          ///< not empty: a dry run that tries these rates of false alarms instead (rate_trial.h)
    bool operator==(const Options&) const = default;
    [[nodiscard]] Result<void> validate() const;
};

/// One unit of work. `subject` is what the user reads in the tasks panel ("zone AB", "event 7"); `input` is opaque and holds what the task
/// needs from earlier stages.
struct Task {
    std::string kind; ///< "expect", "detect", "localise"
    std::string subject;
    std::string input;
    double cost = 1;                  ///< relative, to start the long ones first
    std::vector<std::string> zones{}; ///< in whose events it has a part: where it fails, what is found of these is not all there is
    bool operator==(const Task&) const = default;
};

/// The band within which a sensor or balance was expected, for the charts; SI, on a regular grid.
struct ExpectedBand {
    std::string sensor; ///< name of the sensor, or "inflow ZONE" for a balance
    Instant start;
    Duration step;
    std::vector<float> expected, low, high;
    bool operator==(const ExpectedBand&) const = default;
};

struct TaskOutput {
    std::string bytes;                    ///< for the next stage
    std::vector<detection::Event> events; ///< what this task can already show; final for tasks of the last stage
    std::vector<ExpectedBand> bands;      ///< of balances, final; for bands(), no stage asks for them
    bool operator==(const TaskOutput&) const = default;
};

/// Reports events while a task runs, to fill the window; they may be incomplete, the task's output is what counts.
class EventSink : public Sink {
public:
    virtual void partial(const std::vector<detection::Event>& events) = 0;
};

[[nodiscard]] Result<std::vector<Task>> firstStage(const Data& data, const Options& options);
/// Empty when the analysis is done.
[[nodiscard]] Result<std::vector<Task>> nextStage(const Data& data, const Options& options, const std::vector<Task>& done,
                                                  const std::vector<TaskOutput>& outputs);
/// The sensors (positions in data.sensors) at whose readings a task looks, in a project without pipes, where no event is placed; of all others
/// the first and the last instant are enough. Not for trials.
[[nodiscard]] Result<std::vector<std::size_t>> readingsNeeded(const Task& task, const Data& data);
/// Runs one task; ErrorCode::cancelled when stopped. Thread-safe for different tasks on the same data.
[[nodiscard]] Result<TaskOutput> run(const Task& task, const Data& data, const Options& options, EventSink& sink, std::stop_token stop);
/// The events of an analysis whose last stage gave `outputs`: ordered, numbered.
[[nodiscard]] std::vector<detection::Event> collect(const std::vector<TaskOutput>& outputs);

/// Bands of the balances and of the pressure loggers, from the outputs of all stages of a finished analysis, stage by stage, each in task order.
/// Texts that hold no bands are passed over.
[[nodiscard]] std::vector<ExpectedBand> bands(const std::vector<TaskOutput>& outputs);

} // namespace ms::analysis
