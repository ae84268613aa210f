#pragma once

#include "core/analysis/next_logger.h"
#include "core/base/error.h"
#include "ui/session/background_work.h"
#include "ui/session/series_reader.h"
#include "ui/session/snapshot.h"

#include <QObject>

#include <memory>
#include <optional>

namespace ms::session {

/// Where one more pressure logger would shrink the area of an event most. Reads the flow meters' fortnight before the event and weighs the places on
/// a thread of its own. What it finds is advice: nothing is written. GUI thread only.
class NextLogger final : public QObject {
    Q_OBJECT
public:
    explicit NextLogger(QObject* parent = nullptr);

    /// Where readings come from. Stops and forgets what was found in the project before.
    void setProject(SeriesSourceFactory source);
    void start(const Snapshot& snapshot, std::int64_t event); ///< instead of what is being searched; nothing without such an event
    void cancel();                                            ///< at once; what was found before stays
    void clear();                                             ///< cancels and forgets

    [[nodiscard]] bool searching() const { return m_work.running(); }
    [[nodiscard]] std::int64_t event() const { return m_event; } ///< that was asked about; 0 = none
    [[nodiscard]] std::int64_t done() const { return m_done; }   ///< places weighed
    [[nodiscard]] std::int64_t total() const { return m_total; } ///< 0 while readings are read
    [[nodiscard]] const std::optional<analysis::NextLoggerAdvice>& advice() const { return m_advice; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }

Q_SIGNALS:
    void changed(); ///< any of the above

private:
    SeriesSourceFactory m_source;
    std::int64_t m_event = 0, m_done = 0, m_total = 0;
    std::optional<analysis::NextLoggerAdvice> m_advice;
    std::optional<Error> m_error;
    BackgroundWork<analysis::NextLoggerAdvice> m_work;
};

} // namespace ms::session
