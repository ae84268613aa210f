#include "ui/session/model_flows.h"

#include "core/hydraulics/solver.h"

#include <QtConcurrent/QtConcurrentRun>

#include <algorithm>

namespace ms::session {

ModelFlows::ModelFlows(QObject* parent) : QObject(parent) {
    connect(&m_watcher, &QFutureWatcherBase::finished, this, [this] {
        const Answer answer = m_watcher.result();
        if (answer.network != m_network) { // of a project that was closed
            if (m_wanted_s >= 0) begin();
            return;
        }
        m_model = answer.model;
        if (answer.error) {
            m_wanted_s = -1;
            Q_EMIT failed(*answer.error);
            return;
        }
        m_flows = answer.flows;
        Q_EMIT ready();
        if (m_wanted_s >= 0 && m_wanted_s != m_shown_s) begin();
    });
}

ModelFlows::~ModelFlows() { m_watcher.waitForFinished(); }

void ModelFlows::setNetwork(std::shared_ptr<const network::Network> network) {
    if (network == m_network) return;
    m_network = std::move(network);
    m_model.reset();
    m_flows.clear();
    m_wanted_s = m_shown_s = -1;
}

void ModelFlows::ask(Instant t, const LocalZone& zone) {
    if (!m_network || !t.valid()) return;
    // Patterns of a week begin on Monday, 1970-01-01 was a Thursday; for those of a day the days before do not matter.
    const std::int64_t week = 7 * 86'400, local = zone.toLocal(t).ms / 1000 + 3 * 86'400;
    const std::int64_t quarter = ((local % week) + week) % week / 900 * 900; // patterns do not change within a quarter of an hour
    m_wanted_s = static_cast<double>(quarter);
    if (m_wanted_s == m_shown_s && !m_flows.empty())
        Q_EMIT ready();
    else if (!m_watcher.isRunning())
        begin();
}

void ModelFlows::begin() {
    m_shown_s = m_wanted_s;
    m_watcher.setFuture(QtConcurrent::run([network = m_network, known = m_model, time_s = m_wanted_s]() -> Answer {
        Answer answer{known, network, {}, nullptr};
        if (!answer.model) {
            auto made = hydraulics::HydraulicModel::make(network);
            if (!made) {
                answer.error = std::make_shared<const Error>(made.error());
                return answer;
            }
            answer.model = std::make_shared<const hydraulics::HydraulicModel>(std::move(*made));
        }
        hydraulics::Solver solver(*answer.model);
        hydraulics::Conditions conditions;
        conditions.time_s = time_s;
        hydraulics::HydraulicState state;
        auto report = solver.solve(conditions, state);
        if (!report)
            answer.error = std::make_shared<const Error>(report.error());
        else if (!report->converged)
            answer.error = std::make_shared<const Error>(Error{ErrorCode::notConverged, "The model does not converge at this time", {}, {}, {}, {}});
        else
            answer.flows = state.flows_m3s;
        return answer;
    }));
}

} // namespace ms::session
