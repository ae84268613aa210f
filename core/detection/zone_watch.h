#pragma once

#include "core/detection/event_book.h"
#include "core/detection/inflow_model.h"
#include "core/detection/noise_filter.h"
#include "core/detection/onset_bank.h"
#include "core/detection/standing_meter.h"
#include "core/detection/zone_series.h"
#include "core/detection/zone_tracker.h"

#include <vector>

namespace ms::detection {

/// Thresholds in units of log likelihood ratio, from the false alarms that are allowed.
struct Thresholds {
    double open = 12;    ///< a new event
    double close = 8;    ///< an event ends
    double atRepair = 3; ///< it ends just when a repair is reported
    double keep = 5;     ///< less than this for a young event: withdrawn
    double growthPrice = 3;
};
/// The bank makes about `kTestsAWeek` independent tests a week; with tails heavier than normal that asks for log(tests / rate) and a surcharge.
[[nodiscard]] Thresholds thresholdsFor(double falseAlarmsPerZoneWeek);

/// Tempers the posterior of an onset: neighbours in time, fitted together, are less certain than each alone (calibrated on years with known leaks).
inline constexpr double kOnsetTemper = 3;

/// One zone watched step by step: learns, filters, tests, keeps the book of events. Each step looks at data up to that step alone.
class ZoneWatch {
public:
    ZoneWatch(const ZoneSeries& series, const Balance& balance, const GridCalendar& calendar, const std::vector<RepairNotice>& repairs,
              const TrackerOptions& options);

    void step(Eigen::Index i); ///< to be called for 0, 1, 2, ... in turn
    /// Last fits with all data.
    void finish();

    [[nodiscard]] const std::vector<BookedEvent>& book() const { return m_book; }
    [[nodiscard]] const Eigen::VectorXd& expected() const { return m_expectedThen; } ///< as predicted when the step came
    [[nodiscard]] const Eigen::VectorXd& sd() const { return m_sdThen; }

private:
    void learn(Eigen::Index until);
    void refilter(Eigen::Index until);
    [[nodiscard]] double eventsFlow(Eigen::Index i) const;
    [[nodiscard]] double residual(Eigen::Index i) const;
    [[nodiscard]] Eigen::VectorXd innovationsWithout(const BookedEvent& event, Eigen::Index until) const;
    void addWhitened(Eigen::VectorXd& innovations, const BookedEvent& event, double factor, Eigen::Index until) const;
    [[nodiscard]] FitWindow window(const Eigen::VectorXd& innovations, Eigen::Index until) const;

    bool meterFails(Eigen::Index i);
    void nameFault(Eigen::Index since, Eigen::Index i, double z);
    [[nodiscard]] std::vector<std::size_t> toldOfStanding(Eigen::Index since) const;
    Eigen::Index takeBack(const std::vector<std::size_t>& told, Eigen::Index i);
    bool loneOutlier(Eigen::Index i);
    bool refit(Eigen::Index until, bool all);
    bool alarms(Eigen::Index now);
    bool tryRepairs(Eigen::Index now);
    bool dropped(const OnsetScore& score, Eigen::Index now);
    bool rose(const OnsetScore& score, Eigen::Index now);
    [[nodiscard]] bool maybeWatering(const OnsetScore& score, Eigen::Index now) const;
    bool reopen(double onset, double size_m3s, Eigen::Index now); ///< size: as it is, not of clipped values
    bool openEvent(const OnsetScore& score, int sign, Eigen::Index now);
    struct Alarm {
        OnsetScore up, down;
        double upScore = 0, downScore = 0;
    };
    [[nodiscard]] Alarm listen(Eigen::Index now) const;
    bool closeBest(const Fit& change, Eigen::Index now, double share, const RepairNotice* repair);
    [[nodiscard]] double gainOfEnd(const BookedEvent& e, const Fit& change, Eigen::Index now) const;
    [[nodiscard]] Fit sharpened(const OnsetScore& score, Eigen::Index now) const;
    void closeEvent(BookedEvent& e, Eigen::Index end, Eigen::Index now, const RepairNotice* repair);
    void record(BookedEvent& e, Eigen::Index now);
    void recordDue(Eigen::Index now);

    const ZoneSeries& m_series;
    const Balance& m_balance;
    const GridCalendar& m_calendar;
    TrackerOptions m_options;
    Thresholds m_thresholds;
    std::vector<RepairNotice> m_repairs; ///< not yet used, by time
    Eigen::Index m_day = 24;
    bool m_ready = false;
    Eigen::Index m_lastRefit = -1, m_deafUntil = 0, m_refusedAt = 0;
    double m_refusedDown = 0;
    Eigen::Index m_lastLearn = -1, m_noiseLearns = 0, m_lastNoise = -1;
    InflowModel m_model;
    NoiseParameters m_noise;
    NoiseFilter m_filter;
    NoiseFilter::State m_state;
    OnsetBank m_bank;
    Eigen::VectorXd m_expected, m_shape, m_pattern; ///< by the model now in force, over the filter's window
    Eigen::VectorXd m_innovations;
    Eigen::VectorXd m_clip; ///< the test takes no innovation for more than this: one wild value is never an event
    Eigen::VectorXd m_expectedThen, m_sdThen;
    std::vector<BookedEvent> m_book;
    Eigen::Array<bool, Eigen::Dynamic, 1> m_failing; ///< steps left out: a meter stood still, or a lone wild value
    StandingMeter m_standing;
    Eigen::Index m_lastWild = -2;
    Eigen::Index m_fault = -1; ///< the meter fault now open, in the book
};

} // namespace ms::detection
