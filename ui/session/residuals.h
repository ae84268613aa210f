#pragma once

#include "core/base/time.h"
#include "core/base/units.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace ms::session {

class Session;

/// How far each sensor with an expected band is from what was expected, at any instant of the visible range, for the map at the time cursor. Read
/// off the GUI thread, coarsely (a few hundred columns over the range), and only while somebody wants it. GUI thread only.
class Residuals final : public QObject {
    Q_OBJECT
public:
    explicit Residuals(Session& session);

    void setWanted(bool on);
    [[nodiscard]] bool wanted() const { return m_wanted; }

    struct Value {
        std::string sensor;
        Quantity quantity = Quantity::pressure;
        double value_si = 0; ///< measured - expected
        double sigma_si = 0; ///< the band's
    };
    /// Of all sensors that are known at `t`; empty before the answers have come.
    [[nodiscard]] std::vector<Value> at(Instant t) const;

Q_SIGNALS:
    void changed(); ///< other values than before, or wanted or not

private:
    struct Line {
        Instant start;
        Duration step{900'000};
        std::vector<float> value, sigma;
        Quantity quantity = Quantity::pressure;
    };
    void ask();

    Session& m_session;
    bool m_wanted = false;
    QTimer m_soon, m_tell;
    std::map<std::string, Line> m_lines;
};

} // namespace ms::session
