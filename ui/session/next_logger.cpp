#include "ui/session/next_logger.h"

#include "ui/session/loading.h"

namespace ms::session {

namespace {

constexpr Duration kBefore = days(14);

} // namespace

NextLogger::NextLogger(QObject* parent)
    : QObject(parent), m_work(
                           this,
                           [this](const QString&, std::int64_t done, std::int64_t total) {
                               m_done = done;
                               m_total = total;
                               Q_EMIT changed();
                           },
                           [this](Result<analysis::NextLoggerAdvice> answer, const Diagnostics&) {
                               if (answer)
                                   m_advice = std::move(*answer);
                               else
                                   m_error = answer.error();
                               Q_EMIT changed();
                           }) {}

void NextLogger::setProject(SeriesSourceFactory source) {
    clear();
    m_source = std::move(source);
}

void NextLogger::start(const Snapshot& snapshot, std::int64_t event) {
    const auto* found = snapshot.event(event);
    if (found == nullptr || !m_source) return;
    clear();
    m_event = event;
    m_work.start([snapshot, event = *found, open = m_source](Sink& sink, const std::stop_token& stop) -> Result<analysis::NextLoggerAdvice> {
        const auto isFlow = [](const series::Sensor& sensor) { return sensor.quantity == Quantity::flow; };
        auto data = readAnalysisData(snapshot, open, {event.startedAt - kBefore, event.startedAt}, isFlow, stop);
        if (!data) return data.error();
        return analysis::nextLoggerFor(*data, event, sink, stop);
    });
    Q_EMIT changed();
}

void NextLogger::cancel() {
    if (!m_work.cancel()) return;
    m_done = m_total = 0;
    Q_EMIT changed();
}

void NextLogger::clear() {
    m_work.cancel();
    m_event = m_done = m_total = 0;
    m_advice.reset();
    m_error.reset();
    Q_EMIT changed();
}

} // namespace ms::session
