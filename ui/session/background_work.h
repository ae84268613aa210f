#pragma once

#include "core/base/result.h"
#include "core/base/sink.h"

#include <QObject>
#include <QString>

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace ms::session {

/// One long piece of work at a time for an object of the GUI thread, on a thread of its own. Progress and answer come as queued calls to the owner's
/// thread and are dropped once other work was begun or this one was cancelled. A member of its owner, behind what its callbacks use: its destructor
/// waits for the threads. GUI thread only.
template <typename T>
class BackgroundWork {
public:
    using Job = std::function<Result<T>(Sink&, const std::stop_token&)>;
    using Progress = std::function<void(const QString& stage, std::int64_t done, std::int64_t total)>;
    /// With what the job had to remark.
    using End = std::function<void(Result<T>, Diagnostics)>;

    BackgroundWork(QObject* owner, Progress progress, End end) : m_owner(owner), m_progress(std::move(progress)), m_end(std::move(end)) {}

    [[nodiscard]] bool running() const { return m_work != nullptr; }
    void start(Job job) { ///< instead of what is under way
        cancel();
        m_work = std::make_unique<Work>(this, ++m_number, std::move(job));
    }
    /// At once: the thread is joined when its step is over, nobody waits for it. False when nothing was under way.
    bool cancel() {
        if (!m_work) return false;
        ++m_number;
        m_work->thread.request_stop();
        m_ending.push_back(std::move(m_work));
        return true;
    }

private:
    struct Work final : Sink {
        Work(BackgroundWork* owner, quint64 question, Job job)
            : q(owner), number(question), thread([this, job = std::move(job)](const std::stop_token& stop) { run(job, stop); }) {}

        void progress(std::string_view stage, std::int64_t done, std::int64_t total) override {
            const auto percent = total > 0 ? 100 * done / total : 0;
            {
                const std::lock_guard lock(mutex);
                if (percent == toldPercent && stage == toldStage) return; // a hundred times a stage, not once a step
                toldPercent = percent;
                toldStage = stage;
            }
            QMetaObject::invokeMethod(q->m_owner,
                                      [owner = q, n = number, name = QString::fromUtf8(stage.data(), qsizetype(stage.size())), done, total] {
                                          if (n == owner->m_number) owner->m_progress(name, done, total);
                                      });
        }
        void diagnostic(const Diagnostic& diagnostic) override {
            const std::lock_guard lock(mutex);
            remarks.push_back(diagnostic);
        }
        void run(const Job& job, const std::stop_token& stop) {
            auto answer = std::make_shared<Result<T>>(job(*this, stop));
            over = true;
            QMetaObject::invokeMethod(q->m_owner, [owner = q, n = number, answer, said = remarks] {
                std::erase_if(owner->m_ending, [](const auto& work) { return work->over.load(); });
                if (n != owner->m_number) return;
                owner->m_work.reset();
                owner->m_end(std::move(*answer), said);
            });
        }

        BackgroundWork* q;
        quint64 number;
        std::mutex mutex;
        std::int64_t toldPercent = -1;
        std::string toldStage;
        Diagnostics remarks;
        std::atomic<bool> over{false};
        std::jthread thread; // last: is joined before what it uses goes
    };

    QObject* m_owner;
    Progress m_progress;
    End m_end;
    quint64 m_number = 0;
    std::unique_ptr<Work> m_work;
    std::vector<std::unique_ptr<Work>> m_ending; ///< stopped, their threads not yet over
};

} // namespace ms::session
