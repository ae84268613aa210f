#pragma once

#include "core/ingest/parsed_summary.h"
#include "core/ingest/preview.h"
#include "core/jobs/import_commit.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace ms::jobs {

/// One file of a review, as far as it has been read.
struct ReviewedFile {
    enum class State {
        waiting,
        reading,
        read,   ///< what could be said about it stands in `summary`, a reason why nothing would go in included
        failed, ///< its worker was lost over it; `error` says how
        notRead ///< the reading was cancelled
    };
    QString path;
    State state = State::waiting;
    ingest::FileSummary summary;
    std::vector<std::string> parsedPaths; ///< once read: one a part
    bool isRepairs = false;
    std::vector<series::Repair> repairs;
    QString error;
    [[nodiscard]] bool usable() const { return state == State::read && summary.report.error.empty(); }
};

/// The first half of an import: workers read files into a scratch folder, one file a task, and say what they found; nothing reaches the project. What
/// the user corrects is kept as rows like those of sensors.csv; a correction that changes values has its file read again, others take effect when
/// the review is committed. Destroying it leaves nothing behind. Lives in the window's thread and never blocks it; its files are opened in workers
/// only.
class ImportReview final : public QObject {
    Q_OBJECT
public:
    ImportReview(QString projectPath, RunOptions run, QObject* parent = nullptr);
    ~ImportReview() override;

    /// Files and folders more; folders are walked on another thread. A sensors.csv or a list of repairs in a folder is taken as such unless one was
    /// given already.
    void add(const QStringList& paths);
    void remove(const std::vector<int>& files);
    /// For all files: their clock (empty = the project's), sensors.csv. Reads everything again.
    void setTimezone(const QString& timezone);
    void setSensorMap(const QString& path);
    [[nodiscard]] QString timezone() const;
    [[nodiscard]] QString sensorMapPath() const;

    [[nodiscard]] const std::vector<ReviewedFile>& files() const;
    [[nodiscard]] bool reading() const; ///< folders are walked or files read
    [[nodiscard]] RunProgress progress() const;
    [[nodiscard]] Diagnostics diagnostics() const; ///< about what was passed over
    void cancel();                                 ///< stops reading at once; what was read stays. readAgain() goes on
    void readAgain();

    /// The rows by which the sensors of one column are corrected: as said, else as they were read. One row a sensor; one without a quantity being
    /// known has `known` false.
    struct Channel {
        std::vector<ingest::SensorMapRow> rows;
        bool quantityKnown = true, corrected = false;
    };
    [[nodiscard]] Channel channel(int file, const std::string& key) const; ///< key: ingest::channelKey()
    struct Correction {
        int file = 0;
        std::string key;
        std::vector<ingest::SensorMapRow> rows; ///< empty = as the file says again
    };
    void correct(const std::vector<Correction>& corrections);
    [[nodiscard]] ingest::FileCorrection fileCorrection(int file) const;
    void correctFiles(const std::vector<std::pair<int, ingest::FileCorrection>>& corrections);
    /// Everything known about the channels, as rows of a sensors.csv.
    [[nodiscard]] std::vector<ingest::SensorMapRow> sensorMap() const;

    /// Ends with previewReady(); a later request takes the place of an earlier one.
    void requestPreview(int file, const std::string& sensor);

    /// What a commit puts in: the files that are usable. Their parsed files live as long as this object.
    [[nodiscard]] CommitRequest commitRequest() const;

Q_SIGNALS:
    void listChanged();         ///< files were added or removed
    void fileChanged(int file); ///< state or summary
    void progressed();          ///< at most 20 a second, and when reading() changes
    void previewReady(int file, const ms::ingest::FilePreview& preview);
    void failed(const ms::Error& error); ///< sensors.csv cannot be read, a path is not there, no worker starts: the review goes on without

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
