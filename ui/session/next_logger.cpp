#include "ui/session/next_logger.h"

#include <atomic>
#include <thread>

namespace ms::session {

namespace {

constexpr Duration kBefore = days(14);

Result<analysis::Data> readData(const Snapshot& s, const detection::Event& event, const SeriesSourceFactory& open, const std::stop_token& stop) {
    auto source = open();
    if (!source) return source.error();
    analysis::Data data;
    data.network = s.network;
    data.gisPipes = *s.gisPipes;
    data.zone = s.info.zone;
    for (const auto& view : *s.sensors) {
        if (stop.stop_requested()) return Error{ErrorCode::cancelled, "The search was stopped", {}, {}, {}, {}};
        series::Readings readings;
        if (view.sensor.quantity == Quantity::flow) {
            auto read = (*source)->readings(view.sensor.name, {event.startedAt - kBefore, event.startedAt});
            if (!read) return read.error();
            readings = std::move(*read);
        }
        data.sensors.push_back({view.sensor, std::move(readings)});
    }
    return data;
}

} // namespace

/// One search on its thread. Progress and answer go to the owner as queued calls, and are dropped there when another question has been asked.
struct NextLogger::Work final : Sink {
    Work(NextLogger* owner, quint64 number, Snapshot snapshot, detection::Event event, SeriesSourceFactory open)
        : q(owner), question(number), thread([this, snapshot = std::move(snapshot), event = std::move(event),
                                              open = std::move(open)](const std::stop_token& stop) { search(snapshot, event, open, stop); }) {}

    void progress(std::string_view, std::int64_t done, std::int64_t total) override {
        const auto percent = total > 0 ? 100 * done / total : 0;
        if (percent == told.exchange(percent) && done > 0) return; // a hundred times, not once a place
        QMetaObject::invokeMethod(q, [owner = q, number = question, done, total] {
            if (number != owner->m_question) return;
            owner->m_done = done;
            owner->m_total = total;
            Q_EMIT owner->changed();
        });
    }
    void diagnostic(const Diagnostic&) override {}

    void search(const Snapshot& snapshot, const detection::Event& event, const SeriesSourceFactory& open, const std::stop_token& stop) {
        auto data = readData(snapshot, event, open, stop);
        auto answer = data ? analysis::nextLoggerFor(*data, event, *this, stop) : Result<analysis::NextLoggerAdvice>(data.error());
        over = true;
        QMetaObject::invokeMethod(q, [owner = q, number = question, answer = std::move(answer)] {
            std::erase_if(owner->m_ending, [](const auto& work) { return work->over.load(); });
            if (number != owner->m_question) return;
            owner->m_work.reset();
            if (answer)
                owner->m_advice = *answer;
            else
                owner->m_error = answer.error();
            Q_EMIT owner->changed();
        });
    }

    NextLogger* q;
    quint64 question;
    std::atomic<std::int64_t> told{-1};
    std::atomic<bool> over{false};
    std::jthread thread; // last: is joined before what it uses goes
};

NextLogger::NextLogger(QObject* parent) : QObject(parent) {}

NextLogger::~NextLogger() = default;

void NextLogger::setProject(SeriesSourceFactory source) {
    clear();
    m_source = std::move(source);
}

void NextLogger::start(const Snapshot& snapshot, std::int64_t event) {
    const auto* found = snapshot.event(event);
    if (found == nullptr || !m_source) return;
    clear();
    m_event = event;
    m_work = std::make_unique<Work>(this, m_question, snapshot, *found, m_source);
    Q_EMIT changed();
}

void NextLogger::cancel() {
    if (!m_work) return;
    ++m_question;
    m_work->thread.request_stop();
    m_ending.push_back(std::move(m_work)); // joined when it is over: the window does not wait for a step of it
    m_done = m_total = 0;
    Q_EMIT changed();
}

void NextLogger::clear() {
    cancel();
    ++m_question;
    m_event = m_done = m_total = 0;
    m_advice.reset();
    m_error.reset();
    Q_EMIT changed();
}

} // namespace ms::session
