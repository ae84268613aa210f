#pragma once

#include "core/analysis/what_if.h"
#include "core/base/error.h"
#include "ui/session/series_reader.h"
#include "ui/session/snapshot.h"

#include <QObject>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

namespace ms::session {

/// A hypothesis with what the model says about it, by names, so that it outlives the model it was made with.
struct WhatIfResult {
    analysis::Prediction prediction;
    std::vector<Instant> instants;
    std::vector<std::string> names; ///< of the sensors, as prediction.sensors
    std::string pipe;               ///< id
    [[nodiscard]] const analysis::SensorPrediction* sensor(const std::string& name) const;
};

/// The hypothetical burst of the window: one that is being dragged and up to three that are pinned. Nothing of it is written anywhere: the project,
/// the model and the undo stack stay as they are. Reading and solving happen on a thread of its own; a newer question replaces one that has not
/// begun, and answers to questions that were replaced, or about a project that was closed, are dropped. GUI thread only.
class WhatIf final : public QObject {
    Q_OBJECT
public:
    static constexpr std::size_t mostPins = 3;

    explicit WhatIf(QObject* parent = nullptr);
    ~WhatIf() override;

    /// What questions are asked of. Closes what was open.
    void setProject(SeriesSourceFactory source);
    /// Begins at a pipe. `burstAt`: from when on it loses water; `to`: how far one looks. The snapshot is kept until the span changes.
    void start(const Snapshot& snapshot, LinkIndex pipe, double position, double flow_m3s, Instant burstAt, Instant to, Duration grows = {0});
    void setFlow(double flow_m3s);
    void setGrows(Duration grows); ///< for so long the hole grows; 0 = at once
    void setPipe(LinkIndex pipe, double position = 0.5);
    void setSpan(const Snapshot& snapshot, Instant burstAt, Instant to); ///< reads and solves anew; pins go, they spoke of another span
    void pin();                                                          ///< keeps what is shown; nothing when there are three already
    void unpin(std::size_t i);
    void showPin(std::size_t i); ///< takes a pin's place and size as the one being dragged
    void stop();                 ///< ends it, pins and all

    [[nodiscard]] bool active() const { return m_active; }
    [[nodiscard]] bool preparing() const { return m_preparing; } ///< the ground (readings, the model without a burst) is being made
    [[nodiscard]] bool solving() const { return m_asked != m_answered; }
    [[nodiscard]] const analysis::Hypothesis& hypothesis() const { return m_hypothesis; }
    [[nodiscard]] Instant burstAt() const { return m_burstAt; }
    [[nodiscard]] Instant until() const { return m_to; }
    [[nodiscard]] const std::optional<WhatIfResult>& result() const { return m_result; } ///< the latest answer; the size may have moved on
    [[nodiscard]] const std::vector<WhatIfResult>& pins() const { return m_pins; }
    [[nodiscard]] const std::optional<Error>& error() const { return m_error; }
    /// What the latest answer leaves unexplained at the instant nearest to `t`; empty outside its span.
    struct Unexplained {
        std::string sensor;
        double value_si = 0; ///< measured - predicted
        double sigma_si = 0;
    };
    [[nodiscard]] std::vector<Unexplained> residualsAt(Instant t) const;
    [[nodiscard]] double lastStepMs() const { return m_lastStepMs; } ///< what the last answer took on its thread

Q_SIGNALS:
    void started();
    void changed(); ///< any of the above
    void stopped();

private:
    struct Worker;
    void prepare(const Snapshot& snapshot);
    void ask();
    void receive(quint64 ground, quint64 question, const Result<analysis::Prediction>& answer, double ms);

    std::unique_ptr<Worker> m_worker;
    SeriesSourceFactory m_source;
    bool m_active = false, m_preparing = false, m_groundFailed = false;
    analysis::Hypothesis m_hypothesis;
    Instant m_burstAt, m_to;
    std::optional<WhatIfResult> m_result;
    std::vector<WhatIfResult> m_pins;
    std::optional<Error> m_error;
    std::vector<std::string> m_sensorNames; ///< of the ground's data
    std::vector<Instant> m_instants;
    std::shared_ptr<const network::Network> m_network;
    quint64 m_ground = 0, m_asked = 0, m_answered = 0;
    double m_lastStepMs = 0;
};

} // namespace ms::session
