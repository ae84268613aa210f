#pragma once

#include "core/base/time.h"
#include "core/detection/balance.h"
#include "ui/charts/chart_pane.h"
#include "ui/charts/chart_stack.h"
#include "ui/session/series_reader.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ms::session {
class Session;
}

namespace ms::charts {

/// Fetches what one chart shows from the session's reader and puts it into the pane: the readings of a sensor, or the balance of a zone
/// (meters - storage - metered demands, in columns), the same a week before, and the expected band. GUI thread only; a newer fetch makes the
/// answers of an older one void.
class ChartFeed final : public QObject {
    Q_OBJECT
public:
    /// `balance`: of the zone, for "inflow ZONE"; its indices refer to the sensors of the session's snapshot.
    ChartFeed(session::Session& session, ChartPane& pane, ChartSpec spec, std::optional<detection::Balance> balance);

    /// Asks for the visible span and an eighth more on both sides; at most `budget` points in all.
    void fetch(TimeSpan visible, int budget, bool ghost, bool raw);
    void showWhatIf(); ///< the dashed lines of the session's what-if; none when it is not active
    [[nodiscard]] const ChartSpec& spec() const { return m_spec; }
    [[nodiscard]] ChartPane& pane() const { return m_pane; }
    [[nodiscard]] Quantity quantity() const { return m_quantity; }
    [[nodiscard]] QString title() const;
    [[nodiscard]] std::string zone() const;
    /// Names of the sensors whose readings make this chart.
    [[nodiscard]] std::vector<std::string> sensorNames() const;

private:
    /// The answers for one line (measured: line 0, ghost: line 1) of a balance.
    struct Gathering {
        quint64 generation = 0;
        TimeSpan span;
        Duration step, shift;
        std::vector<std::optional<session::SeriesAnswer>> answers;
        std::size_t missing = 0;
    };
    void fetchSensor(int line, TimeSpan span, int columns, Duration shift);
    void fetchOverlay(TimeSpan span, int columns);
    void fetchBalance(int line, TimeSpan span, int columns, Duration shift);
    void finishBalance(int line);
    void showBand(TimeSpan span, int points);
    void put(int line, drawing::Polylines lines, Duration columns);
    [[nodiscard]] double factor() const;

    session::Session& m_session;
    ChartPane& m_pane;
    ChartSpec m_spec;
    std::vector<drawing::BalanceTerm> m_terms; ///< of a balance; empty: a sensor
    Quantity m_quantity = Quantity::pressure;
    bool m_hourly = false, m_raw = false;
    std::vector<OverlayLine> m_overlay; ///< as spec().others
    Gathering m_gathering[2];
    quint64 m_generation = 0;
};

} // namespace ms::charts
