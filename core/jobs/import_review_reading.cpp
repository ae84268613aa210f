#include "core/jobs/import_prepare.h"
#include "core/jobs/import_review_private.h"
#include "core/jobs/import_service.h"
#include "core/wire/values.h"

#include <QThreadPool>

#include <algorithm>
#include <cstdio>

/// How a review reads: what blocks on a thread of its own, then the files in workers.
namespace ms::jobs {

void ImportReview::Private::markForReading(int i) {
    Entry& e = entry(i);
    if (toRead.insert(e.key).second) {
        bytesTotal += e.source.bytes;
        if (file(i).state != ReviewedFile::State::reading) ++filesTotal;
    }
    ++e.round;
    file(i).state = ReviewedFile::State::waiting;
    Q_EMIT q->fileChanged(i);
}

void ImportReview::Private::pump() {
    if (background) return;
    if (!stopped && (!toWalk.isEmpty() || ((hintsStale || correctionsStale) && !toRead.empty()))) return prepare();
    if (!stopped) submit();
    if (!active()) batch.stop();
    Q_EMIT q->progressed();
}

void ImportReview::Private::prepare() {
    background = true;
    if (!batch.isActive()) batch.start(kProgressBatch_ms);
    if (!clock.isValid()) clock.start();
    struct Job {
        ImportRequest wishes;
        RunOptions run;
        QStringList walk;
        std::shared_ptr<const ingest::Hints> base;
        std::map<ColumnKey, std::vector<ingest::SensorMapRow>> corrections;
        std::map<std::uint64_t, ingest::FileCorrection> fileCorrections;
        std::shared_ptr<QTemporaryDir> scratch;
        int number;
    };
    auto job = std::make_shared<Job>(
        Job{wishes, run, std::exchange(toWalk, {}), hintsStale ? nullptr : baseHints, corrections, fileCorrections, scratch, ++hintsWritten});
    hintsStale = correctionsStale = false;
    QThreadPool::globalInstance()->start([job, box = mailbox, this] {
        auto prepared = std::make_shared<Prepared>();
        Prepared& p = *prepared;
        p.scratch = job->scratch;
        if (!p.scratch) {
            auto folder = scratchFolder(job->wishes.projectPath, job->run);
            if (folder)
                p.scratch = std::move(*folder);
            else
                p.errors.push_back(folder.error());
        }
        if (!job->walk.isEmpty()) p.found = findSources(job->walk, poolOptions(job->run).workers);
        p.mapPath = job->wishes.sensorMapPath;
        const bool newMap = p.mapPath.isEmpty() && !p.found.sensorMapPath.isEmpty();
        if (newMap) p.mapPath = job->wishes.sensorMapPath = p.found.sensorMapPath;
        p.base = newMap ? nullptr : job->base;
        if (!p.base) {
            auto hints = hintsOf(job->wishes);
            if (!hints) p.errors.push_back(hints.error());
            if (!hints && !job->wishes.sensorMapPath.isEmpty()) { // where the list is to blame the review goes on without it, and says so
                job->wishes.sensorMapPath.clear();
                hints = hintsOf(job->wishes);
                p.badMap = hints.ok();
            }
            if (hints) p.base = std::make_shared<const ingest::Hints>(std::move(*hints));
        }
        if (p.base && p.scratch) {
            ingest::Hints hints = *p.base;
            for (const auto& [key, rows] : job->corrections) hints.sensorMap.insert(hints.sensorMap.end(), rows.begin(), rows.end());
            for (const auto& [key, correction] : job->fileCorrections) hints.corrections.push_back(correction);
            if (auto zones = addZones(hints); !zones) p.errors.push_back(zones.error());
            auto written = writeScratch(p.scratch->filePath(QStringLiteral("hints-%1").arg(job->number)).toStdString(), ingest::encodeHints(hints));
            if (written)
                p.hintsFile = *written;
            else
                p.errors.push_back(written.error());
        }
        box->post([this, prepared] { adopt(*prepared); });
    });
    Q_EMIT q->progressed();
}

void ImportReview::Private::adopt(Prepared& p) {
    background = false;
    scratch = p.scratch;
    const bool mapChanged = p.mapPath != wishes.sensorMapPath && !p.badMap;
    if (p.badMap)
        wishes.sensorMapPath.clear();
    else if (!p.mapPath.isEmpty())
        wishes.sensorMapPath = p.mapPath;
    if (p.base) baseHints = p.base;
    hintsFile = p.hintsFile;
    for (const Error& error : p.errors) say(error);
    for (Diagnostic& d : p.found.diagnostics) diagnostics.push_back(std::move(d));
    // What was there before the sensors.csv came was read without it.
    if (mapChanged)
        for (int i = 0; i < static_cast<int>(files.size()); ++i)
            if (!file(i).isRepairs) markForReading(i);
    take(std::move(p.found.files));
    if (!scratch || !baseHints || hintsFile.path.empty()) { // nothing can be read; said above
        for (int i = 0; i < static_cast<int>(files.size()); ++i)
            if (file(i).state == ReviewedFile::State::waiting) fail(i, QString());
        toRead.clear();
    }
    sendPreview(); // one that was asked for before anything was known
    pump();
}

void ImportReview::Private::take(std::vector<SourceFile> found) {
    std::set<QString> known;
    for (const ReviewedFile& f : files) known.insert(f.path);
    const std::size_t before = files.size();
    for (SourceFile& source : found) {
        if (!known.insert(source.path).second) continue;
        ReviewedFile f;
        f.path = source.path;
        f.isRepairs = source.isRepairs;
        files.push_back(std::move(f));
        Entry e;
        e.key = nextKey++;
        e.source = std::move(source);
        entries.push_back(std::move(e));
    }
    if (files.size() == before) return;
    Q_EMIT q->listChanged();
    for (std::size_t i = before; i < files.size(); ++i) {
        if (stopped)
            file(static_cast<int>(i)).state = ReviewedFile::State::notRead;
        else
            markForReading(static_cast<int>(i));
    }
}

void ImportReview::Private::fail(int i, const QString& why) {
    file(i).state = ReviewedFile::State::failed;
    file(i).error = why;
    Q_EMIT q->fileChanged(i);
}

void ImportReview::Private::submit() {
    if (toRead.empty()) return;
    if (!pool) {
        pool = std::make_unique<WorkerPool>(confinedTo(scratch->path(), poolOptions(run)));
        connectPool(*pool);
    }
    if (!batch.isActive()) batch.start(kProgressBatch_ms);
    std::vector<PoolTask> tasks;
    for (const std::uint64_t key : std::exchange(toRead, {})) {
        const int i = indexOf(key);
        if (i < 0) continue;
        Entry& e = entry(i);
        e.partsLeft = e.source.parts.size();
        e.parts.assign(e.partsLeft, {});
        e.paths.assign(e.partsLeft, {});
        file(i).state = ReviewedFile::State::reading;
        Q_EMIT q->fileChanged(i);
        for (std::size_t part = 0; part < e.source.parts.size(); ++part) {
            const std::uint64_t id = nextTask++;
            const std::string output = path("parsed-" + std::to_string(id));
            const ingest::ImportTask& one = e.source.parts[part];
            running[id] = {key, part, e.round, one.bytes, 0, output};
            ImportWork work;
            work.hints = hintsFile;
            if (e.source.isRepairs) {
                work.verb = ImportWork::Verb::repairs;
                work.repairsPath = e.source.path.toStdString();
            } else {
                work.verb = ImportWork::Verb::review;
                work.task = ingest::encodeTask(one);
            }
            // In the order of the table, so that it fills from the top.
            tasks.push_back({id, "review", e.source.path.toStdString(), kImportService, wire::toBytes(work), output, 0});
        }
    }
    pool->submit(std::move(tasks));
}

void ImportReview::Private::connectPool(WorkerPool& workers) {
    QObject::connect(&workers, &WorkerPool::taskEnded, q, [this](std::uint64_t id, const TaskEnding& ending) { onEnded(id, ending); });
    QObject::connect(&workers, &WorkerPool::taskProgressed, q, [this](std::uint64_t id, const QString&, qint64 done, qint64 total) {
        const auto found = running.find(id);
        if (found == running.end() || total <= 0) return;
        found->second.done = found->second.bytes * done / total;
        changed = true;
    });
}

void ImportReview::Private::onEnded(std::uint64_t id, const TaskEnding& ending) {
    const auto found = running.find(id);
    if (found == running.end()) return;
    const Running task = found->second;
    running.erase(found);
    bytesDone += task.bytes;
    changed = true;
    const int i = indexOf(task.key);
    if (i < 0 || entry(i).round != task.round) { // removed, or asked again with other corrections meanwhile
        std::remove(task.output.c_str());
    } else if (ending.how == TaskEnding::How::failed) {
        ++entry(i).round; // other parts no longer matter
        ++filesDone;
        fail(i, QString::fromStdString(ending.error.message + (ending.error.advice.empty() ? "" : ". " + ending.error.advice)));
    } else if (ending.how == TaskEnding::How::done) {
        takePart(i, task, ending.result.inlineBytes);
    }
    if (running.empty()) pump();
}

void ImportReview::Private::takePart(int i, const Running& task, const std::string& bytes) {
    Entry& e = entry(i);
    ReviewedFile& f = file(i);
    if (f.isRepairs) {
        auto list = wire::fromBytes<RepairsRead>(bytes, "repairs");
        ++filesDone;
        if (!list) return fail(i, QString::fromStdString(list.error().toString()));
        f.repairs = std::move(list->repairs);
        f.state = ReviewedFile::State::read;
        return Q_EMIT q->fileChanged(i);
    }
    auto summaries = ingest::decodeSummaries(bytes);
    if (!summaries || summaries->empty()) {
        ++filesDone;
        ++e.round;
        return fail(i, QStringLiteral("what the worker answered cannot be read"));
    }
    for (const ingest::FileSummary& one : *summaries) ingest::joinSummary(e.parts[task.part], one); // an archive has several
    e.paths[task.part] = task.output;
    if (--e.partsLeft > 0) return;
    for (const std::string& old : f.parsedPaths) std::remove(old.c_str());
    f.parsedPaths = std::exchange(e.paths, {});
    f.summary = {};
    for (const ingest::FileSummary& part : e.parts) ingest::joinSummary(f.summary, part);
    e.parts.clear();
    f.state = ReviewedFile::State::read;
    ++filesDone;
    Q_EMIT q->fileChanged(i);
}

void ImportReview::Private::stopReading() {
    stopped = true;
    pool.reset();
    running.clear();
    toRead.clear();
    for (int i = 0; i < static_cast<int>(files.size()); ++i) {
        if (file(i).state != ReviewedFile::State::waiting && file(i).state != ReviewedFile::State::reading) continue;
        ++entry(i).round;
        file(i).state = ReviewedFile::State::notRead;
        Q_EMIT q->fileChanged(i);
    }
}

void ImportReview::Private::beginAnew() {
    stopped = false;
    if (active()) return;
    bytesTotal = bytesDone = 0;
    filesTotal = filesDone = 0;
    clock.start();
}

void ImportReview::Private::sendPreview() {
    if (!previewWanted || previewTask != 0 || hintsFile.path.empty()) return;
    const auto [i, sensor] = *std::exchange(previewWanted, {});
    if (i < 0 || i >= static_cast<int>(files.size()) || file(i).isRepairs) return;
    if (!previewPool) {
        PoolOptions one = confinedTo(scratch->path(), poolOptions(run));
        one.workers = 1;
        previewPool = std::make_unique<WorkerPool>(one);
        QObject::connect(previewPool.get(), &WorkerPool::taskEnded, q, [this](std::uint64_t id, const TaskEnding& ending) {
            if (id != previewTask) return;
            previewTask = 0;
            if (ending.how == TaskEnding::How::done && !previewWanted) {
                auto preview = ingest::decodePreview(ending.result.inlineBytes);
                if (preview) Q_EMIT q->previewReady(previewFile, *preview);
            } else if (ending.how == TaskEnding::How::failed) {
                ingest::FilePreview nothing;
                nothing.error = ending.error.message;
                Q_EMIT q->previewReady(previewFile, nothing);
            }
            sendPreview();
        });
    }
    ImportWork work;
    work.verb = ImportWork::Verb::preview;
    work.hints = hintsFile;
    work.preview.path = file(i).path.toStdString();
    if (const auto& read = file(i).summary.report.path; read.size() > work.preview.path.size() + 1) // the first member of an archive
        work.preview.member = read.substr(work.preview.path.size() + 1);
    work.preview.parsedPaths = file(i).parsedPaths;
    work.preview.sensor = sensor;
    previewFile = i;
    previewTask = nextTask++;
    previewPool->submit({{previewTask, "preview", work.preview.path, kImportService, wire::toBytes(work), path("preview"), 1}});
}

} // namespace ms::jobs
