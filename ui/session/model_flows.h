#pragma once

#include "core/base/error.h"
#include "core/base/time.h"
#include "core/network/network.h"

#include <QFutureWatcher>
#include <QObject>

#include <memory>
#include <vector>

namespace ms::hydraulics {
class HydraulicModel;
}

namespace ms::session {

/// The flows of the model as its file has it, at the time of day (and week, where its patterns are a week long) of an instant: for colouring the map.
/// Solved on another thread; one question at a time, the latest wins. GUI thread only.
class ModelFlows final : public QObject {
    Q_OBJECT
public:
    explicit ModelFlows(QObject* parent = nullptr);
    ~ModelFlows() override;

    void setNetwork(std::shared_ptr<const network::Network> network); ///< forgets all; null is fine
    void ask(Instant t, const LocalZone& zone);                       ///< then ready() or failed(), unless a later question takes its place
    [[nodiscard]] const std::vector<double>& flows_m3s() const { return m_flows; } ///< a link; empty until ready

Q_SIGNALS:
    void ready();
    void failed(const ms::Error& error);

private:
    struct Answer {
        std::shared_ptr<const hydraulics::HydraulicModel> model;
        std::shared_ptr<const network::Network> network;
        std::vector<double> flows;
        std::shared_ptr<const Error> error;
    };
    void begin();

    std::shared_ptr<const network::Network> m_network;
    std::shared_ptr<const hydraulics::HydraulicModel> m_model;
    std::vector<double> m_flows;
    double m_wanted_s = -1, m_shown_s = -1; ///< -1 = none
    QFutureWatcher<Answer> m_watcher;
};

} // namespace ms::session
