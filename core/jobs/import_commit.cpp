#include "core/jobs/import_commit.h"

#include "core/jobs/import_writer.h"
#include "core/jobs/run_support.h"

#include <QElapsedTimer>
#include <QTimer>

namespace ms::jobs {

struct ImportCommit::Private {
    CommitRequest request;
    std::unique_ptr<ImportWriter> writer;
    ImportWriter::Report report;
    QElapsedTimer clock;
    QTimer batch;
    bool over = false;

    [[nodiscard]] std::size_t tasks() const { return request.parts.size() + (request.repairs.empty() ? 0 : 1); }
};

ImportCommit::ImportCommit(CommitRequest request, QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
    d->request = std::move(request);
    connect(&d->batch, &QTimer::timeout, this, [this] { Q_EMIT progressed(progress()); });
}

ImportCommit::~ImportCommit() = default;

void ImportCommit::start() {
    if (d->writer) return;
    d->clock.start();
    d->batch.start(kProgressBatch_ms);
    d->writer =
        std::make_unique<ImportWriter>(d->request.projectPath, d->tasks(), ImportWriter::Options{true, true}, [this](ImportWriter::Report done) {
            auto shared = std::make_shared<ImportWriter::Report>(std::move(done));
            QMetaObject::invokeMethod(
                this,
                [this, shared] {
                    d->over = true;
                    d->batch.stop();
                    d->report = std::move(*shared);
                    Q_EMIT progressed(progress());
                    if (d->report.committed) return Q_EMIT finished(RunOutcome::done, {});
                    const bool cancelled = d->report.error.code == ErrorCode::cancelled;
                    Q_EMIT finished(cancelled ? RunOutcome::cancelled : RunOutcome::failed,
                                    cancelled ? QStringLiteral("cancelled; the project is as it was")
                                              : QString::fromStdString(d->report.error.toString()));
                },
                Qt::QueuedConnection);
        });
    std::size_t index = 0;
    for (CommitPart& part : d->request.parts) d->writer->deliver(index++, part.parsedPath, std::move(part.amended));
    if (d->request.repairs.empty()) return;
    d->writer->deliverRepairs(d->request.repairs);
    d->writer->deliver(index, {});
}

void ImportCommit::cancel() {
    if (d->writer && !d->over) d->writer->abort({ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
}

RunProgress ImportCommit::progress() const {
    RunProgress p;
    p.stage = QStringLiteral("store");
    p.total = static_cast<qint64>(d->tasks());
    p.done = d->writer ? static_cast<qint64>(d->writer->written()) : 0;
    p.tasksTotal = static_cast<int>(p.total);
    p.tasksDone = static_cast<int>(p.done);
    p.elapsed_s = d->clock.isValid() ? static_cast<double>(d->clock.elapsed()) / 1000 : 0;
    if (p.done > 0 && p.elapsed_s > 1) p.remaining_s = p.elapsed_s * static_cast<double>(p.total - p.done) / static_cast<double>(p.done);
    return p;
}

const std::vector<FileOutcome>& ImportCommit::outcomes() const { return d->report.outcomes; }
const Diagnostics& ImportCommit::diagnostics() const { return d->report.diagnostics; }
std::int64_t ImportCommit::step() const { return d->report.step; }

} // namespace ms::jobs
