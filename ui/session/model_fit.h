#pragma once

#include "core/analysis/analysis.h"
#include "core/base/time.h"
#include "core/base/units.h"

#include <QObject>
#include <QTimer>

#include <optional>
#include <string>
#include <vector>

namespace ms::session {

class Session;

/// An hour of a sensor: what the model made of it and what was measured, in SI.
struct ModelledHour {
    Instant at; ///< its start
    double modelled = 0, measured = 0;
    bool operator==(const ModelledHour&) const = default;
};

/// Means by the hour of readings without a flag, beside the band's expected value at the same times; hours without both are left out. Pure.
[[nodiscard]] std::vector<ModelledHour> modelledHours(const series::Readings& readings, const analysis::ExpectedBand& band, TimeSpan span);

/// How a sensor lay to its model before and after the split.
struct SensorFit {
    std::string sensor;
    Quantity quantity = Quantity::pressure;
    std::vector<ModelledHour> before, after;
    double before_si = 0, after_si = 0; ///< median of measured - modelled; NaN without hours
    double spread_si = 0;               ///< robust standard deviation of it before (of all hours where there are none before)
    [[nodiscard]] double change_si() const { return after_si - before_si; }
};

/// Measured against modelled of every sensor that the analysis modelled, before and after an event: the selected one, else the time cursor. Read off
/// the GUI thread, and only while somebody wants it. GUI thread only.
class ModelFit final : public QObject {
    Q_OBJECT
public:
    /// What the map shows of it; none = the map shows what it shows otherwise.
    enum class Side { none, before, after, change };

    explicit ModelFit(Session& session);

    void setWanted(bool on);
    [[nodiscard]] bool wanted() const { return m_wanted; }
    void setSide(Side side);
    [[nodiscard]] Side side() const { return m_wanted ? m_side : Side::none; }
    [[nodiscard]] TimeSpan before() const { return m_before; }                        ///< at most two weeks up to the split
    [[nodiscard]] TimeSpan after() const { return m_after; }                          ///< from the split to the event's end, at most a week
    [[nodiscard]] const std::vector<SensorFit>& sensors() const { return m_sensors; } ///< the largest change, in spreads, first
    [[nodiscard]] const SensorFit* sensor(const std::string& name) const;             ///< null = not modelled
    [[nodiscard]] double value_si(const SensorFit& fit) const;                        ///< of the side; NaN where not known

Q_SIGNALS:
    void changed();

private:
    void ask();

    Session& m_session;
    bool m_wanted = false;
    Side m_side = Side::change;
    TimeSpan m_before, m_after;
    std::vector<SensorFit> m_sensors, m_coming;
    int m_missing = 0;
    quint64 m_question = 0;
    QTimer m_soon;
};

} // namespace ms::session
