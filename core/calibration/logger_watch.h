#pragma once

#include "core/base/time.h"
#include "core/series/readings.h"
#include "core/series/sensor.h"

#include <Eigen/Core>

#include <memory>
#include <vector>

namespace ms::calibration {

/// A logger of which the readings are not to be believed for a while.
struct LoggerFault {
    enum class Kind { stuck, dead, offset }; ///< dead: no pressure
    std::size_t sensor = 0;                  ///< position in the list handed over
    Kind kind = Kind::stuck;
    Instant detectedAt, startedAt;
    std::pair<Instant, Instant> startedCi;
    bool ended = false;
    Instant endedAt; ///< valid when `ended`
    double shift_si = 0;
    double z = 0;
    bool operator==(const LoggerFault&) const = default;
};

struct LoggerWatchOptions {
    double stuckAfter_h = 12; ///< the same value for so long, where a tenth of it is the longest it ever was before
    double deadBelow_m = 1.5; ///< less than that for so long: it hangs in the air, whatever it still makes of that
    double deadAfter_h = 12;
    double offsetAfter_h = 24; ///< away from its neighbours for so long
    double offset_m = 1.0;     ///< by at least this, and by eight times its own scatter
    double learn_d = 7;        ///< nothing is called before
};

/// One pressure logger with its readings, by reference.
struct LoggerReadings {
    std::size_t sensor = 0;
    const series::Readings* readings = nullptr;
};

/// Watches the pressure loggers of a zone against each other, forward in time: what is called at an instant rests on readings before it, and it does
/// not matter in which portions they came.
/// Stuck and dead loggers by themselves; offsets as a departure from the median of the neighbours in the same hour of the day, both ways
/// when three loggers or more are there, since a burst lowers one logger only beside it and never raises one: drops are called only when
/// they last and do not come with others. Each fault is called once and ends when the logger is itself again for six hours. An hour counts once it is
/// over.
class LoggerWatch {
public:
    explicit LoggerWatch(std::size_t loggers, const LoggerWatchOptions& options = {});
    ~LoggerWatch();
    LoggerWatch(LoggerWatch&&) noexcept;

    /// Goes on to `until`. `loggers`, always the same ones, must hold the readings behind needed(); earlier ones are passed over.
    void goOn(const std::vector<LoggerReadings>& loggers, Instant until);
    [[nodiscard]] Instant needed() const;                  ///< readings from here on are needed next; invalid: all
    [[nodiscard]] std::vector<LoggerFault> faults() const; ///< by time of detection

private:
    struct Hours;
    struct Run { ///< of one repeated value
        std::vector<LoggerFault> faults;
        std::int64_t first_ms = 0, from_ms = 0, last_ms = 0;
        double value = 0, longest_h = 0; ///< the longest before now that was not called
        std::size_t count = 0;
        bool any = false, called = false;
    };
    struct Low { ///< without pressure
        std::vector<LoggerFault> faults;
        std::int64_t from_ms = 0, back_ms = 0; ///< since when; since when there is pressure again; 0: not
        std::size_t count = 0;
        bool called = false;
    };
    void feed(Low& low, std::size_t sensor, std::int64_t time_ms, double value) const;
    void feed(Run& run, std::size_t sensor, std::int64_t time_ms, double value) const;

    LoggerWatchOptions m_options;
    std::vector<Run> m_runs; ///< by logger
    std::vector<Low> m_lows; ///< by logger
    Instant m_known;
    std::unique_ptr<Hours> m_hours; ///< null with fewer than three loggers
};

/// Pressures on a grid of steps, without those of a logger that is dead: it read less than `deadBelow_m` for `deadAfter_h` up to that step and since.
/// Nothing later than a step decides what becomes of it.
[[nodiscard]] Eigen::VectorXd withoutDead(const Eigen::VectorXd& pressure_m, Duration step, const LoggerWatchOptions& options = {});

/// All at once.
[[nodiscard]] std::vector<LoggerFault> watchLoggers(const std::vector<LoggerReadings>& loggers, const LoggerWatchOptions& options = {});

} // namespace ms::calibration
