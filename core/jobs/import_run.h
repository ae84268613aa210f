#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/ingest/ingest.h"
#include "core/jobs/analysis_run.h"
#include "core/jobs/run_progress.h"
#include "core/project/project_file.h"

#include <QMap>
#include <QObject>
#include <QString>
#include <QStringList>

#include <map>
#include <memory>
#include <optional>
#include <vector>

namespace ms::jobs {

/// What the user said about the files to import; empty fields are sniffed.
struct ImportRequest {
    QString projectPath;
    QStringList paths;            ///< files and folders
    QString timezone;             ///< of the sources; empty = each file's own or the project's
    QMap<QString, QString> units; ///< quantity -> unit: {"pressure", "m"}
    QString sensorMapPath;        ///< sensors.csv
    QString repairsPath;
    QMap<QString, QString> names;             ///< what reports and the log call a file of which the path says nothing
    std::map<std::string, std::string> marks; ///< goes in with the readings: how far which source was read (ProjectFile::sourceMarks)
    bool unknownLeftOut = false;              ///< channels without a unit are left out; else they stop the import
    bool check = true;                        ///< look for faults in the readings once they are in; what fails there leaves the import as it is
};

/// What became of one file.
struct FileOutcome {
    QString path, format;
    qint64 values = 0, unchanged = 0, replaced = 0, quarantined = 0;
    int channels = 0;
    QString error;                                     ///< empty when the file went in
    std::vector<project::ProjectFile::Change> changes; ///< of sensors; parts of a file one after the other
    ingest::FileReport report;                         ///< all of it; of a file in parts with the counts added up
};

/// Imports files in worker processes, one file a task; one writer puts them into the project in one transaction, so that a cancelled or failed
/// import leaves the project as it was.
class ImportRun final : public QObject {
    Q_OBJECT
public:
    ImportRun(ImportRequest request, RunOptions run, QObject* parent = nullptr);
    ~ImportRun() override;

    void start();
    void cancel();
    [[nodiscard]] RunProgress progress() const;
    [[nodiscard]] std::vector<FileOutcome> outcomes() const;
    [[nodiscard]] Diagnostics diagnostics() const;
    /// Why the run failed, once finished() has said so.
    [[nodiscard]] std::optional<Error> error() const;

Q_SIGNALS:
    void progressed(const ms::jobs::RunProgress& progress);
    void diagnosed(const ms::Diagnostic& diagnostic);
    void finished(ms::jobs::RunOutcome outcome, const QString& message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
