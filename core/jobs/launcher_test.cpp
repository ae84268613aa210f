#include "core/jobs/launcher_test.h"

#include "core/jobs/run_support.h"

namespace ms::jobs {

LauncherTest::LauncherTest(const RunOptions& run, QObject* parent) : QObject(parent) {
    WorkerCommand command = poolOptions(run).command;
    command.greeting_ms = run.launcher.isEmpty() ? 30'000 : 1'500; // twenty times that, with a launcher
    m_worker = std::make_unique<WorkerProcess>(command);
    connect(m_worker.get(), &WorkerProcess::greeted, this, [this](const wire::Hello& hello) {
        const double seconds = static_cast<double>(m_clock.elapsed()) / 1000;
        m_worker->disconnect(this); // that it goes home is no failure
        m_worker->dismiss();
        Q_EMIT answered(QString::fromStdString(hello.host), seconds);
    });
    connect(m_worker.get(), &WorkerProcess::ended, this, [this](const Ending& ending) { Q_EMIT failed(QString::fromStdString(ending.sentence)); });
}

LauncherTest::~LauncherTest() = default;

void LauncherTest::start() {
    m_clock.start();
    m_worker->start();
}

} // namespace ms::jobs
