#pragma once

#include "core/ingest/file_sniff.h"
#include "core/jobs/import_run.h"

#include <QObject>

#include <memory>

namespace ms::jobs {

/// Looks at the files of an import in a worker, without importing: the project is only read. Asynchronous; everything comes from the event loop of
/// the thread that made it.
class SniffRun final : public QObject {
    Q_OBJECT
public:
    SniffRun(ImportRequest request, RunOptions run, QObject* parent = nullptr);
    ~SniffRun() override;

    void start();
    void cancel();
    [[nodiscard]] RunProgress progress() const;
    [[nodiscard]] const ingest::SniffedFiles& result() const; ///< once finished() has said done
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
