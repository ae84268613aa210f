#pragma once

#include "core/jobs/run_progress.h"

#include <QObject>

#include <cstdint>
#include <memory>

namespace ms::jobs {

/// Takes an import back, or does it again (ProjectFile::swapStep), on a thread of its own: undo of a large import must not hold up the window.
/// Cancelled or failed it leaves the project as it was.
class ImportUndo final : public QObject {
    Q_OBJECT
public:
    ImportUndo(QString projectPath, std::int64_t step, bool undo, QObject* parent = nullptr);
    ~ImportUndo() override; ///< stops and waits

    void start();
    void cancel();
    [[nodiscard]] RunProgress progress() const;

Q_SIGNALS:
    void progressed(const ms::jobs::RunProgress& progress);
    void finished(ms::jobs::RunOutcome outcome, const QString& message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
