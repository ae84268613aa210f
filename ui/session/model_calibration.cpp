#include "ui/session/model_calibration.h"

#include "core/analysis/model_fit.h"
#include "ui/session/loading.h"

#include <algorithm>

namespace ms::session {

ModelCalibration::ModelCalibration(QObject* parent)
    : QObject(parent), m_work(
                           this,
                           [this](const QString& stage, std::int64_t done, std::int64_t total) {
                               m_stage = stage;
                               m_done = done;
                               m_total = total;
                               Q_EMIT changed();
                           },
                           [this](Result<calibration::Calibration> answer, const Diagnostics& remarks) {
                               if (answer)
                                   m_proposal = std::move(*answer);
                               else
                                   m_error = answer.error();
                               m_remarks = remarks;
                               Q_EMIT changed();
                           }) {}

void ModelCalibration::setProject(SeriesSourceFactory source) {
    clear();
    m_source = std::move(source);
}

void ModelCalibration::start(const Snapshot& snapshot, int weeks, Instant until) {
    if (!m_source) return;
    m_stage.clear();
    m_done = m_total = 0;
    m_error.reset();
    m_work.start([snapshot, weeks, until, open = m_source](Sink& sink, const std::stop_token& stop) -> Result<calibration::Calibration> {
        analysis::ModelFitOptions options;
        options.weeks = weeks;
        options.until = until;
        TimeSpan span = snapshot.span();
        if (until.valid()) span.to = std::min(span.to, until);
        span.from = std::max(span.from, span.to - days(7) * (weeks + 1)); // whole days are taken, a week more is at hand
        auto data = readAnalysisData(
            snapshot, open, span, [](const series::Sensor&) { return true; }, stop);
        if (!data) return data.error();
        return analysis::fitModel(*data, *snapshot.events, options, sink, stop);
    });
    Q_EMIT changed();
}

void ModelCalibration::cancel() {
    if (m_work.cancel()) Q_EMIT changed();
}

void ModelCalibration::clear() {
    m_work.cancel();
    m_proposal.reset();
    m_remarks.clear();
    m_error.reset();
    Q_EMIT changed();
}

} // namespace ms::session
