#pragma once

#include "core/jobs/import_review.h"
#include "core/jobs/review_sources.h"
#include "core/jobs/run_support.h"
#include "core/jobs/scratch_file.h"

#include <QElapsedTimer>
#include <QTimer>

#include <mutex>
#include <set>

namespace ms::jobs {

/// What other threads use to reach an object that may be gone meanwhile.
struct Mailbox {
    std::mutex mutex;
    QObject* owner = nullptr;

    void post(std::function<void()> what) {
        const std::lock_guard lock(mutex);
        if (owner != nullptr) QMetaObject::invokeMethod(owner, std::move(what), Qt::QueuedConnection);
    }
};

struct ImportReview::Private {
    struct Entry {
        std::uint64_t key = 0;
        SourceFile source;
        int round = 0; ///< of reading; answers of earlier ones are dropped
        std::size_t partsLeft = 0;
        std::vector<ingest::FileSummary> parts; ///< as they arrive
        std::vector<std::string> paths;
    };
    struct Running {
        std::uint64_t key = 0;
        std::size_t part = 0;
        int round = 0;
        qint64 bytes = 0, done = 0;
        std::string output;
    };
    using ColumnKey = std::pair<std::uint64_t, std::string>;

    ImportReview* q;
    ImportRequest wishes; ///< project, clock, sensors.csv
    RunOptions run;
    std::shared_ptr<Mailbox> mailbox = std::make_shared<Mailbox>();
    std::shared_ptr<QTemporaryDir> scratch;
    std::unique_ptr<WorkerPool> pool, previewPool;
    std::vector<ReviewedFile> files;
    std::vector<Entry> entries; ///< beside `files`
    std::map<ColumnKey, std::vector<ingest::SensorMapRow>> corrections;
    std::map<std::uint64_t, ingest::FileCorrection> fileCorrections;
    Diagnostics diagnostics;

    QStringList toWalk;
    std::set<std::uint64_t> toRead;
    bool hintsStale = true, correctionsStale = true, background = false, stopped = false;
    std::shared_ptr<const ingest::Hints> baseHints; ///< without corrections
    FileRef hintsFile;
    int hintsWritten = 0;
    std::map<std::uint64_t, Running> running; ///< by task
    std::uint64_t nextKey = 1, nextTask = 1;
    std::uint64_t previewTask = 0;
    int previewFile = -1;
    std::optional<std::pair<int, std::string>> previewWanted;
    qint64 bytesTotal = 0, bytesDone = 0;
    int filesTotal = 0, filesDone = 0;
    QElapsedTimer clock;
    QTimer batch;
    bool changed = false;

    int indexOf(std::uint64_t key) const {
        const auto found = std::lower_bound(entries.begin(), entries.end(), key, [](const Entry& e, std::uint64_t k) { return e.key < k; });
        return found == entries.end() || found->key != key ? -1 : static_cast<int>(found - entries.begin());
    }
    ReviewedFile& file(int i) { return files[static_cast<std::size_t>(i)]; }
    Entry& entry(int i) { return entries[static_cast<std::size_t>(i)]; }
    std::string path(const std::string& name) const { return scratch->filePath(QString::fromStdString(name)).toStdString(); }
    bool active() const { return background || !toRead.empty() || !running.empty() || !toWalk.isEmpty(); }

    void say(const Error& error) { Q_EMIT q->failed(error); }

    void markForReading(int i);
    /// Does the next thing that is due: what blocks on another thread, then the reading.
    void pump();

    struct Prepared {
        FoundSources found;
        std::shared_ptr<const ingest::Hints> base;
        FileRef hintsFile;
        std::shared_ptr<QTemporaryDir> scratch;
        std::vector<Error> errors;
        QString mapPath;
        bool badMap = false;
    };

    void prepare();
    void adopt(Prepared& p);
    void take(std::vector<SourceFile> found);
    void fail(int i, const QString& why);
    void submit();
    void connectPool(WorkerPool& workers);
    void onEnded(std::uint64_t id, const TaskEnding& ending);
    void takePart(int i, const Running& task, const std::string& bytes);
    void stopReading();
    void readAll(); ///< what is known beforehand has changed
    void beginAnew();
    void sendPreview();
};

} // namespace ms::jobs
