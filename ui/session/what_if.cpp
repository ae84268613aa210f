#include "ui/session/what_if.h"

#include <QElapsedTimer>

#include <algorithm>
#include <cmath>
#include <condition_variable>
#include <mutex>
#include <stop_token>
#include <thread>
#include <utility>

namespace ms::session {

namespace {

constexpr int kGroundDays = 14; ///< before the burst: what is usual, and how far off the model is

/// What the thread is to make its ground of.
struct GroundWork {
    quint64 number = 0;
    SeriesSourceFactory source;
    Snapshot snapshot;
    Instant burstAt, to;
};

struct Question {
    quint64 ground = 0, number = 0;
    analysis::Hypothesis hypothesis;
};

Result<std::shared_ptr<const analysis::Data>> readGround(const GroundWork& work, SeriesSource& source, std::stop_token stop) {
    auto data = std::make_shared<analysis::Data>();
    data->network = work.snapshot.network;
    data->gisPipes = *work.snapshot.gisPipes;
    data->zone = work.snapshot.info.zone;
    const TimeSpan span{work.burstAt - days(kGroundDays), work.to};
    for (const auto& view : *work.snapshot.sensors) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The what-if was cancelled", {}, {}, {}, {}};
        auto readings = source.readings(view.sensor.name, span);
        if (!readings) return readings.error();
        data->sensors.push_back({view.sensor, std::move(*readings)});
    }
    return std::shared_ptr<const analysis::Data>(std::move(data));
}

} // namespace

const analysis::SensorPrediction* WhatIfResult::sensor(const std::string& name) const {
    for (std::size_t i = 0; i < names.size(); ++i)
        if (names[i] == name) return &prediction.sensors[i];
    return nullptr;
}

/// The thread: makes the ground, then answers the latest question. What is asked lies under the mutex; answers go to the owner as queued calls.
struct WhatIf::Worker {
    explicit Worker(WhatIf* owner) : q(owner), thread([this](std::stop_token end) { work(end); }) {}
    ~Worker() {
        {
            const std::lock_guard lock(mutex);
            ground.reset();
            question.reset();
            task.request_stop();
            thread.request_stop(); // under the lock, so that a thread about to wait cannot miss it
        }
        wake.notify_all();
    }

    void prepare(GroundWork next) {
        const std::lock_guard lock(mutex);
        task.request_stop(); // what is being solved belongs to the old ground
        ground = std::move(next);
        question.reset();
        wake.notify_all();
    }
    void ask(Question next) {
        const std::lock_guard lock(mutex);
        question = next; // one that has not begun is replaced; one that has is short
        wake.notify_all();
    }
    void forget() {
        const std::lock_guard lock(mutex);
        task.request_stop();
        ground.reset();
        question.reset();
        drop = true;
        wake.notify_all();
    }

    void work(std::stop_token end) {
        std::optional<analysis::WhatIf> model;
        quint64 number = 0;
        while (!end.stop_requested()) {
            std::optional<GroundWork> make;
            std::optional<Question> asked;
            std::stop_token stop;
            {
                std::unique_lock lock(mutex);
                wake.wait(lock, [&] { return end.stop_requested() || ground || question || drop; });
                if (end.stop_requested()) return;
                if (std::exchange(drop, false)) model.reset();
                make = std::exchange(ground, std::nullopt);
                if (!make) asked = std::exchange(question, std::nullopt);
                task = std::stop_source();
                stop = task.get_token();
            }
            if (make) {
                model.reset();
                number = make->number;
                auto made = build(*make, stop);
                std::vector<std::string> names;
                std::vector<Instant> instants;
                std::optional<Error> error;
                if (made) {
                    model = std::move(*made);
                    instants = model->instants();
                    for (const auto& s : model->data().sensors) names.push_back(s.sensor.name);
                } else {
                    error = made.error();
                }
                QMetaObject::invokeMethod(
                    q, [this, number, names, instants, error] { ready(number, names, instants, error); }, Qt::QueuedConnection);
            } else if (asked && model && asked->ground == number) {
                QElapsedTimer clock;
                clock.start();
                auto answer = model->predict(asked->hypothesis, stop);
                const double ms = static_cast<double>(clock.nsecsElapsed()) / 1e6;
                if (!answer && answer.error().code == ErrorCode::cancelled) continue;
                QMetaObject::invokeMethod(
                    q, [this, asked = *asked, answer = std::move(answer), ms] { q->receive(asked.ground, asked.number, answer, ms); },
                    Qt::QueuedConnection);
            }
        }
    }

    static Result<analysis::WhatIf> build(const GroundWork& work, std::stop_token stop) {
        if (!work.source) return Error{ErrorCode::notFound, "No project is open", {}, {}, {}, {}};
        auto source = work.source();
        if (!source) return source.error();
        auto data = readGround(work, **source, stop);
        if (!data) return data.error();
        // What is known to have gone on before is nothing usual; zones pass their water on, so all of them count.
        std::vector<TimeSpan> disturbed;
        for (const auto& e : *work.snapshot.events)
            if (e.startedAt < work.burstAt && e.flow_m3s.value > 0) disturbed.push_back({e.startedAt, e.endedAt.value_or(work.burstAt)});
        return analysis::WhatIf::make(std::move(*data), *work.snapshot.bands, work.burstAt, work.to, disturbed, 96, stop);
    }

    void ready(quint64 number, const std::vector<std::string>& names, const std::vector<Instant>& instants, const std::optional<Error>& error) {
        if (!q->m_active || number != q->m_ground) return; // another ground is being made
        q->m_preparing = false;
        q->m_error = error;
        q->m_groundFailed = error.has_value();
        q->m_sensorNames = names;
        q->m_instants = instants;
        if (!error) q->ask();
        Q_EMIT q->changed();
    }

    WhatIf* q;
    std::mutex mutex;
    std::condition_variable wake;
    std::optional<GroundWork> ground;
    std::optional<Question> question;
    std::stop_source task; ///< of what is being done
    bool drop = false;
    std::jthread thread; // last: begins when all above is there, is joined before they go
};

WhatIf::WhatIf(QObject* parent) : QObject(parent) {}
WhatIf::~WhatIf() = default;

void WhatIf::setProject(SeriesSourceFactory source) {
    stop();
    m_source = std::move(source);
}

void WhatIf::start(const Snapshot& snapshot, LinkIndex pipe, double position, double flow_m3s, Instant burstAt, Instant to, Duration grows) {
    if (!snapshot.network || !pipe.valid()) return;
    m_hypothesis = {pipe, position, flow_m3s, grows};
    const bool same = m_active && !m_groundFailed && burstAt == m_burstAt && to == m_to && snapshot.network == m_network;
    m_active = true;
    if (same) {
        ask();
    } else {
        m_result.reset();
        m_pins.clear();
        m_burstAt = burstAt;
        m_to = to;
        prepare(snapshot);
    }
    Q_EMIT started();
    Q_EMIT changed();
}

void WhatIf::prepare(const Snapshot& snapshot) {
    if (!m_worker) m_worker = std::make_unique<Worker>(this);
    m_network = snapshot.network;
    m_preparing = true;
    m_groundFailed = false;
    m_error.reset();
    m_asked = m_answered;
    m_worker->prepare({++m_ground, m_source, snapshot, m_burstAt, m_to});
}

void WhatIf::ask() {
    if (!m_active || m_preparing || m_groundFailed) return;
    m_worker->ask({m_ground, ++m_asked, m_hypothesis});
}

void WhatIf::setFlow(double flow_m3s) {
    if (!m_active || flow_m3s == m_hypothesis.flow_m3s) return;
    m_hypothesis.flow_m3s = flow_m3s;
    ask();
    Q_EMIT changed();
}

void WhatIf::setGrows(Duration grows) {
    if (!m_active || grows == m_hypothesis.grows) return;
    m_hypothesis.grows = grows;
    ask();
    Q_EMIT changed();
}

void WhatIf::setPipe(LinkIndex pipe, double position) {
    if (!m_active || !pipe.valid()) return;
    m_hypothesis.pipe = pipe;
    m_hypothesis.position = position;
    ask();
    Q_EMIT changed();
}

void WhatIf::setSpan(const Snapshot& snapshot, Instant burstAt, Instant to) {
    if (!m_active || (burstAt == m_burstAt && to == m_to)) return;
    m_burstAt = burstAt;
    m_to = to;
    m_result.reset();
    m_pins.clear(); // they spoke of another span
    prepare(snapshot);
    Q_EMIT changed();
}

std::vector<WhatIf::Unexplained> WhatIf::residualsAt(Instant t) const {
    std::vector<Unexplained> out;
    if (!m_active || !m_result || m_result->instants.empty() || t < m_burstAt || t > m_to) return out;
    const auto& at = m_result->instants;
    const auto nearest = std::min_element(at.begin(), at.end(), [t](Instant a, Instant b) { return std::abs((a - t).ms) < std::abs((b - t).ms); });
    const auto i = static_cast<std::size_t>(nearest - at.begin());
    for (std::size_t k = 0; k < m_result->names.size(); ++k) {
        const auto& s = m_result->prediction.sensors[k];
        if (const double v = s.measured_si[i] - s.predicted_si[i]; std::isfinite(v)) out.push_back({m_result->names[k], v, s.sigma_si});
    }
    return out;
}

void WhatIf::receive(quint64 ground, quint64 question, const Result<analysis::Prediction>& answer, double ms) {
    if (!m_active || ground != m_ground) return;
    m_answered = std::max(m_answered, question);
    m_lastStepMs = ms;
    if (!answer) {
        m_error = answer.error();
        m_result.reset();
    } else {
        m_error.reset();
        WhatIfResult result;
        result.prediction = *answer;
        result.instants = m_instants;
        for (const auto& s : answer->sensors) result.names.push_back(m_sensorNames[s.sensor]);
        result.pipe = m_network->link(answer->hypothesis.pipe).id;
        m_result = std::move(result);
    }
    Q_EMIT changed();
}

void WhatIf::pin() {
    if (!m_result || m_pins.size() >= mostPins) return;
    m_pins.push_back(*m_result);
    Q_EMIT changed();
}

void WhatIf::unpin(std::size_t i) {
    if (i >= m_pins.size()) return;
    m_pins.erase(m_pins.begin() + static_cast<std::ptrdiff_t>(i));
    Q_EMIT changed();
}

void WhatIf::showPin(std::size_t i) {
    if (i >= m_pins.size()) return;
    m_hypothesis = m_pins[i].prediction.hypothesis;
    ask();
    Q_EMIT changed();
}

void WhatIf::stop() {
    if (!m_active) return;
    m_active = m_preparing = false;
    ++m_ground;
    m_asked = m_answered;
    m_result.reset();
    m_pins.clear();
    m_error.reset();
    if (m_worker) m_worker->forget();
    Q_EMIT stopped();
    Q_EMIT changed();
}

} // namespace ms::session
