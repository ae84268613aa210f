#include "core/jobs/sniff_run.h"

#include "core/jobs/import_service.h"
#include "core/jobs/run_support.h"
#include "core/project/import_hints.h"
#include "core/wire/values.h"

#include <QElapsedTimer>

namespace ms::jobs {

namespace {

project::ImportWishes wishesOf(const ImportRequest& request) {
    project::ImportWishes wishes;
    wishes.timezone = request.timezone.toStdString();
    wishes.sensorMapPath = request.sensorMapPath.toStdString();
    for (auto unit = request.units.begin(); unit != request.units.end(); ++unit) wishes.units[unit.key().toStdString()] = unit.value().toStdString();
    return wishes;
}

} // namespace

struct SniffRun::Private {
    SniffRun* q;
    ImportRequest request;
    RunOptions run;
    std::unique_ptr<QTemporaryDir> scratch;
    std::unique_ptr<WorkerPool> pool;
    std::unique_ptr<Background> background;
    std::optional<Error> failure;
    ingest::SniffedFiles sniffed;
    RunProgress now;
    QElapsedTimer clock;
    bool over = false, cancelling = false;

    void finish(RunOutcome outcome, const QString& message) {
        if (over) return;
        over = true;
        Q_EMIT q->finished(outcome, message);
    }

    void fail(const Error& error) {
        failure = error;
        const bool cancelled = error.code == ErrorCode::cancelled;
        finish(cancelled ? RunOutcome::cancelled : RunOutcome::failed, QString::fromStdString(error.toString()));
    }

    void begin() {
        clock.start();
        background->run([this, asked = request]() -> std::function<void()> {
            auto file = project::ProjectFile::open(asked.projectPath, project::ProjectFile::Mode::readOnly);
            if (!file) return [this, error = file.error()] { fail(error); };
            auto hints = project::importHints(**file, wishesOf(asked));
            if (!hints) return [this, error = hints.error()] { fail(error); };
            return [this, found = hints->diagnostics, bytes = ingest::encodeHints(*hints)] {
                for (const Diagnostic& diagnostic : found) Q_EMIT q->diagnosed(diagnostic);
                submit(bytes);
            };
        });
    }

    void submit(const std::string& hintBytes) {
        if (cancelling) return fail({ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
        auto folder = scratchFolder(request.projectPath, run);
        if (!folder) return fail(folder.error());
        scratch = std::move(*folder);
        auto hints = writeScratch(scratch->filePath(QStringLiteral("hints")).toStdString(), hintBytes);
        if (!hints) return fail(hints.error());
        ImportWork work{ImportWork::Verb::sniff, *hints, {}, {}, {}, {}};
        for (const QString& path : request.paths) work.paths.push_back(path.toStdString());
        PoolOptions options = confinedTo(scratch->path(), poolOptions(run));
        options.workers = 1;
        pool = std::make_unique<WorkerPool>(options);
        QObject::connect(pool.get(), &WorkerPool::diagnosed, q, [this](const Diagnostic& diagnostic) { Q_EMIT q->diagnosed(diagnostic); });
        QObject::connect(pool.get(), &WorkerPool::taskProgressed, q, [this](std::uint64_t, const QString& stage, qint64 done, qint64 total) {
            now.stage = stage;
            now.done = done;
            now.total = total;
            now.elapsed_s = static_cast<double>(clock.elapsed()) / 1000;
            Q_EMIT q->progressed(now);
        });
        QObject::connect(pool.get(), &WorkerPool::taskEnded, q, [this](std::uint64_t, const TaskEnding& ending) { onEnded(ending); });
        pool->submit({{1, "sniff", "files", kImportService, wire::toBytes(work), {}, 1}});
    }

    void onEnded(const TaskEnding& ending) {
        if (ending.how == TaskEnding::How::cancelled) return fail({ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
        if (ending.how == TaskEnding::How::failed) return fail(ending.error);
        auto decoded = ingest::decodeSniffed(ending.result.inlineBytes);
        if (!decoded) return fail(decoded.error());
        sniffed = std::move(*decoded);
        for (const Diagnostic& diagnostic : sniffed.diagnostics) Q_EMIT q->diagnosed(diagnostic);
        finish(RunOutcome::done, QStringLiteral("%1 files looked at").arg(sniffed.files.size()));
    }
};

SniffRun::SniffRun(ImportRequest request, RunOptions run, QObject* parent) : QObject(parent), d(std::make_unique<Private>()) {
    d->q = this;
    d->request = std::move(request);
    d->run = std::move(run);
    d->background = std::make_unique<Background>(this);
}

SniffRun::~SniffRun() = default;

void SniffRun::start() { d->begin(); }

void SniffRun::cancel() {
    d->cancelling = true;
    if (d->pool) d->pool->cancel();
}

RunProgress SniffRun::progress() const { return d->now; }
const ingest::SniffedFiles& SniffRun::result() const { return d->sniffed; }
std::optional<Error> SniffRun::error() const { return d->failure; }

} // namespace ms::jobs
