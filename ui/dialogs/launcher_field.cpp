#include "ui/dialogs/launcher_field.h"

#include "core/jobs/launcher_test.h"
#include "ui/session/core_words.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QSettings>
#include <QVBoxLayout>

namespace ms::dialogs {
namespace {

constexpr const char* kKey = "run/launcher";

} // namespace

LauncherField::LauncherField(QWidget* parent) : QWidget(parent) {
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    auto* row = new QHBoxLayout;
    m_launcher = new QLineEdit(kept(), this);
    m_launcher->setObjectName(QStringLiteral("launcher"));
    m_launcher->setAccessibleName(tr("Launcher of the workers"));
    m_launcher->setPlaceholderText(tr("on this computer; for Slurm: srun -n1 --unbuffered"));
    m_launcher->setClearButtonEnabled(true);
    row->addWidget(m_launcher, 1);
    m_test = new QPushButton(tr("Test"), this);
    m_test->setObjectName(QStringLiteral("testLauncher"));
    m_test->setAccessibleName(tr("Test the launcher"));
    m_test->setAutoDefault(false);
    row->addWidget(m_test);
    layout->addLayout(row);
    m_answer = new QLabel(this);
    m_answer->setObjectName(QStringLiteral("launcherAnswer"));
    m_answer->setWordWrap(true);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_answer->hide();
    layout->addWidget(m_answer);
    connect(m_test, &QPushButton::clicked, this, &LauncherField::test);
    connect(m_launcher, &QLineEdit::textChanged, this, [this] {
        m_running.reset();
        m_test->setEnabled(true);
        m_answer->hide();
        Q_EMIT changed();
    });
}

LauncherField::~LauncherField() = default;

QString LauncherField::launcher() const { return m_launcher->text().trimmed(); }
void LauncherField::keep() const { QSettings().setValue(QLatin1String(kKey), launcher()); }
QString LauncherField::kept() { return QSettings().value(QLatin1String(kKey)).toString(); }

void LauncherField::test() {
    jobs::RunOptions run;
    run.launcher = launcher();
    m_running = std::make_unique<jobs::LauncherTest>(run);
    m_test->setEnabled(false);
    answer(tr("Starting a worker …"));
    connect(m_running.get(), &jobs::LauncherTest::answered, this, [this](const QString& machine, double seconds) {
        answer(tr("A worker on %1 answered after %2 s.").arg(machine, QLocale().toString(seconds, 'f', 1)));
        m_test->setEnabled(true);
    });
    connect(m_running.get(), &jobs::LauncherTest::failed, this, [this](const QString& why) {
        answer(tr("No worker answered: %1").arg(session::inWords(why.toStdString())));
        m_test->setEnabled(true);
    });
    m_running->start();
}

void LauncherField::answer(const QString& text) {
    m_answer->setText(text);
    m_answer->show();
}

} // namespace ms::dialogs
