#pragma once

#include "core/analysis/drill.h"
#include "core/base/diagnostic.h"
#include "core/base/error.h"
#include "core/jobs/analysis_run.h"
#include "core/project/project_file.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ms::jobs {

/// What a drill needs of a project.
struct DrillGround {
    std::string networkText;
    network::Network network;
    std::vector<series::Sensor> sensors;
    project::Settings settings;
};
/// Errors: of opening; invalidInput when the project has no network.
[[nodiscard]] Result<DrillGround> drillGround(const QString& projectPath);

/// A drill that Mainsight takes itself.
struct DrillRequest {
    QString projectPath; ///< whose network and sensors; is read only
    QString folder;      ///< where the drill goes, with a project of its own: drill.mainsight
    analysis::DrillOptions options;
    /// Areas are worked out so wide that what they would have needed can be told of nearly every burst; they are scored as areas of 90 %.
    bool toLearn = false;
};

/// Makes a burst drill on a project's network, imports it as a project of its own, analyses that live in worker processes, and scores it. Everything
/// is asynchronous; signals come on the thread of the object.
class DrillRun final : public QObject {
    Q_OBJECT
public:
    DrillRun(DrillRequest request, RunOptions run, QObject* parent = nullptr);
    ~DrillRun() override;

    void start();
    /// Answers at once; finished() follows. What was written stays in the folder.
    void cancel();
    [[nodiscard]] RunProgress progress() const;
    /// Once finished() has said that it is done.
    [[nodiscard]] const std::optional<analysis::DrillScore>& score() const;
    /// Why it failed, once finished() has said so.
    [[nodiscard]] std::optional<Error> error() const;

Q_SIGNALS:
    void progressed(const ms::jobs::RunProgress& progress);
    void diagnosed(const ms::Diagnostic& diagnostic);
    void made(int bursts); ///< the drill lies in its folder
    void finished(ms::jobs::RunOutcome outcome, const QString& message);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace ms::jobs
