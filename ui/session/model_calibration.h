#pragma once

#include "core/base/error.h"
#include "core/calibration/calibration.h"
#include "ui/session/background_work.h"
#include "ui/session/series_reader.h"
#include "ui/session/snapshot.h"

#include <QObject>

#include <optional>

namespace ms::session {

/// Fits the model of the open project to its readings, on a thread of its own. What comes out is a proposal: the project has it once the session took
/// it (Session::takeCalibration). GUI thread only.
class ModelCalibration final : public QObject {
    Q_OBJECT
public:
    explicit ModelCalibration(QObject* parent = nullptr);

    /// Where readings come from. Stops and forgets what was found in the project before.
    void setProject(SeriesSourceFactory source);
    /// To the weeks up to `until` (an invalid instant = the end of the readings) without the times of events; instead of what is being fitted.
    void start(const Snapshot& snapshot, int weeks, Instant until);
    void cancel(); ///< at once; a proposal from before stays
    void clear();  ///< cancels and forgets

    [[nodiscard]] bool running() const { return m_work.running(); }
    [[nodiscard]] const QString& stage() const { return m_stage; } ///< "fit", "closings"; empty while readings are read
    [[nodiscard]] std::int64_t done() const { return m_done; }
    [[nodiscard]] std::int64_t total() const { return m_total; } ///< 0 = not known
    [[nodiscard]] const std::optional<calibration::Calibration>& proposal() const { return m_proposal; }
    [[nodiscard]] const Diagnostics& remarks() const { return m_remarks; } ///< on the proposal
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    void changed(); ///< any of the above

private:
    SeriesSourceFactory m_source;
    QString m_stage;
    std::int64_t m_done = 0, m_total = 0;
    std::optional<calibration::Calibration> m_proposal;
    Diagnostics m_remarks;
    std::optional<Error> m_error;
    BackgroundWork<calibration::Calibration> m_work;
};

} // namespace ms::session
