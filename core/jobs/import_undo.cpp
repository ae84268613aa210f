#include "core/jobs/import_undo.h"

#include "core/jobs/run_support.h"
#include "core/project/project_file.h"

#include <QElapsedTimer>
#include <QTimer>

#include <atomic>

namespace ms::jobs {

struct ImportUndo::Private {
    QString path;
    std::int64_t step = 0;
    bool undo = true, over = false;
    std::atomic<std::int64_t> done{0}, total{0};
    std::atomic<bool> stop{false};
    QElapsedTimer clock;
    QTimer batch;
    std::unique_ptr<Background> background; ///< last: its thread uses the others

    Result<void> work() {
        auto file = project::ProjectFile::open(path, project::ProjectFile::Mode::readWrite);
        if (!file) return file.error();
        return (*file)->swapStep(step, undo, [this](std::int64_t at, std::int64_t of) {
            done = at;
            total = of;
            return !stop;
        });
    }
};

ImportUndo::ImportUndo(QString projectPath, std::int64_t step, bool undo, QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
    d->path = std::move(projectPath);
    d->step = step;
    d->undo = undo;
    d->background = std::make_unique<Background>(this);
    connect(&d->batch, &QTimer::timeout, this, [this] { Q_EMIT progressed(progress()); });
}

ImportUndo::~ImportUndo() { d->stop = true; }

void ImportUndo::start() {
    if (d->clock.isValid()) return;
    d->clock.start();
    d->batch.start(kProgressBatch_ms);
    d->background->run([this]() -> std::function<void()> {
        const auto result = d->work();
        return [this, result] {
            d->over = true;
            d->batch.stop();
            if (result) return Q_EMIT finished(RunOutcome::done, {});
            const bool cancelled = result.error().code == ErrorCode::cancelled;
            Q_EMIT finished(cancelled ? RunOutcome::cancelled : RunOutcome::failed, QString::fromStdString(result.error().toString()));
        };
    });
}

void ImportUndo::cancel() { d->stop = true; }

RunProgress ImportUndo::progress() const {
    RunProgress p;
    p.stage = d->undo ? QStringLiteral("undo") : QStringLiteral("redo");
    p.done = d->done;
    p.total = d->total;
    p.elapsed_s = d->clock.isValid() ? static_cast<double>(d->clock.elapsed()) / 1000 : 0;
    if (p.done > 0 && p.elapsed_s > 1) p.remaining_s = p.elapsed_s * static_cast<double>(p.total - p.done) / static_cast<double>(p.done);
    return p;
}

} // namespace ms::jobs
