#pragma once

#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/jobs/import_run.h"
#include "core/series/repair.h"
#include "core/series/sensor.h"

#include <QObject>

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ms::jobs {

/// One file that a worker wrote in a review, and what its sensors are to be instead of what stands in it (by the names there).
struct CommitPart {
    std::string parsedPath;
    std::map<std::string, series::Sensor> amended;
};

struct CommitRequest {
    QString projectPath;
    std::vector<CommitPart> parts;
    std::vector<series::Repair> repairs;
};

/// The second half of a reviewed import: puts what was parsed into the project in one transaction, on a thread of its own, and keeps the state before
/// as a step of undo. Cancelled or failed it leaves the project as it was, and the parsed files where they are.
class ImportCommit final : public QObject {
    Q_OBJECT
public:
    explicit ImportCommit(CommitRequest request, QObject* parent = nullptr);
    ~ImportCommit() override; ///< aborts and waits for the writer

    void start();
    void cancel();
    [[nodiscard]] RunProgress progress() const;
    [[nodiscard]] const std::vector<FileOutcome>& outcomes() const;
    [[nodiscard]] const Diagnostics& diagnostics() const;
    [[nodiscard]] std::int64_t step() const; ///< ProjectFile::swapStep() takes it back; 0 when nothing was changed

Q_SIGNALS:
    void progressed(const ms::jobs::RunProgress& progress);
    void finished(ms::jobs::RunOutcome outcome, const QString& message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
