#include "ui/dialogs/new_project_dialog.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/session/core_words.h"
#include "ui/session/usual_folder.h"

#include <QComboBox>
#include <QCompleter>
#include <QDialogButtonBox>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPushButton>
#include <QTimeZone>
#include <QVBoxLayout>
#include <QtConcurrent>

namespace ms::dialogs {

QStringList timeZoneNames() {
    QStringList names{QString::fromLatin1(QTimeZone::systemTimeZoneId()), QStringLiteral("UTC")};
    for (const auto& id : QTimeZone::availableTimeZoneIds()) {
        const QString name = QString::fromLatin1(id);
        if (name.contains(QLatin1Char('/')) && !name.startsWith(QLatin1String("Etc/"))) names << name;
    }
    names.removeDuplicates();
    names.removeAll(QString());
    return names;
}

namespace {

QWidget* withButton(QLineEdit* field, QPushButton* button) {
    auto* row = new QWidget(field->parentWidget());
    auto* layout = new QHBoxLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(field, 1);
    layout->addWidget(button);
    return row;
}

} // namespace

NewProjectDialog::NewProjectDialog(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("New project"));
    setAccessibleName(tr("New project"));
    setMinimumWidth(620);
    auto* layout = new QVBoxLayout(this);
    auto* form = new QFormLayout;
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    m_path = new QLineEdit(this);
    m_path->setObjectName(QStringLiteral("path"));
    m_path->setAccessibleName(tr("File of the project"));
    m_path->setText(QDir(session::usualFolder()).filePath(tr("Network") + QStringLiteral(".mainsight")));
    auto* browsePathButton = new QPushButton(tr("Browse …"), this);
    browsePathButton->setAccessibleName(tr("Choose the file of the project"));
    form->addRow(tr("&Project file"), withButton(m_path, browsePathButton));
    m_network = new QLineEdit(this);
    m_network->setObjectName(QStringLiteral("network"));
    m_network->setAccessibleName(tr("Network file"));
    m_network->setPlaceholderText(tr("EPANET .inp; may be left empty"));
    auto* browseNetworkButton = new QPushButton(tr("Browse …"), this);
    browseNetworkButton->setAccessibleName(tr("Choose the network file"));
    form->addRow(tr("&Network"), withButton(m_network, browseNetworkButton));
    m_preview = wrappedText(QString(), this);
    m_preview->setProperty("muted", true);
    m_preview->setText(tr("Without a network, bursts are found but not placed on pipes."));
    form->addRow(QString(), m_preview);
    m_timezone = new QComboBox(this);
    m_timezone->setEditable(true);
    m_timezone->setInsertPolicy(QComboBox::NoInsert);
    m_timezone->addItems(timeZoneNames());
    m_timezone->completer()->setFilterMode(Qt::MatchContains);
    m_timezone->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_timezone->setAccessibleName(tr("Time zone"));
    m_timezone->setToolTip(tr("In which times without an offset are read, and all times are shown"));
    form->addRow(tr("&Time zone"), m_timezone);
    m_crs = new QComboBox(this);
    m_crs->setEditable(true);
    m_crs->setAccessibleName(tr("Coordinate system"));
    m_crs->addItem(tr("not known"), QString());
    for (const auto& [code, name] :
         {std::pair("EPSG:27700", "British National Grid"), std::pair("EPSG:29902", "Irish Grid"),
          std::pair("EPSG:2157", "Irish Transverse Mercator"), std::pair("EPSG:25832", "UTM 32N, Europe"), std::pair("EPSG:25833", "UTM 33N, Europe"),
          std::pair("EPSG:28992", "Amersfoort"), std::pair("EPSG:2154", "Lambert 93"), std::pair("EPSG:4326", "longitude, latitude")})
        m_crs->addItem(QStringLiteral("%1  %2").arg(QLatin1String(code), tr(name)), QString::fromLatin1(code));
    m_crs->setToolTip(tr("Needed only for exports to maps; any EPSG code can be typed"));
    form->addRow(tr("&Coordinates"), m_crs);
    layout->addLayout(form);
    m_problem = wrappedText(QString(), this);
    m_problem->setAccessibleName(tr("What is wrong"));
    layout->addWidget(m_problem);
    layout->addStretch();
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_create = buttons->addButton(tr("Create"), QDialogButtonBox::AcceptRole);
    m_create->setDefault(true);
    layout->addWidget(buttons);

    connect(browsePathButton, &QPushButton::clicked, this, &NewProjectDialog::browsePath);
    connect(browseNetworkButton, &QPushButton::clicked, this, &NewProjectDialog::browseNetwork);
    connect(m_network, &QLineEdit::editingFinished, this, &NewProjectDialog::readNetwork);
    connect(m_path, &QLineEdit::textChanged, this, &NewProjectDialog::validate);
    connect(m_network, &QLineEdit::textChanged, this, &NewProjectDialog::validate);
    connect(m_timezone, &QComboBox::editTextChanged, this, &NewProjectDialog::validate);
    connect(m_crs, &QComboBox::editTextChanged, this, &NewProjectDialog::validate);
    connect(buttons, &QDialogButtonBox::accepted, this, [this] {
        validate();
        if (m_create->isEnabled()) accept();
    });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    validate();
}

void NewProjectDialog::setPath(const QString& path) { m_path->setText(path); }

void NewProjectDialog::setNetwork(const QString& path) {
    m_network->setText(path);
    readNetwork();
}

session::NewProject NewProjectDialog::project() const {
    session::NewProject p;
    p.path = m_path->text().trimmed();
    if (!p.path.endsWith(QLatin1String(".mainsight"), Qt::CaseInsensitive)) p.path += QStringLiteral(".mainsight");
    p.networkPath = m_network->text().trimmed();
    p.timezone = m_timezone->currentText().trimmed();
    const int known = m_crs->findText(m_crs->currentText());
    p.crs = known >= 0 ? m_crs->itemData(known).toString() : m_crs->currentText().trimmed().toUpper();
    return p;
}

void NewProjectDialog::browsePath() {
    const QString path = QFileDialog::getSaveFileName(this, tr("New project"), m_path->text(), tr("Mainsight projects (*.mainsight)"), nullptr,
                                                      QFileDialog::DontConfirmOverwrite);
    if (!path.isEmpty()) m_path->setText(path);
}

void NewProjectDialog::browseNetwork() {
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Network"), QFileInfo(m_network->text()).path(), tr("EPANET networks (*.inp *.INP);;All files (*)"));
    if (!path.isEmpty()) setNetwork(path);
}

void NewProjectDialog::readNetwork() {
    const QString path = m_network->text().trimmed();
    if (path == m_read) return;
    m_read = path;
    m_networkProblem.clear();
    if (path.isEmpty()) {
        m_preview->setText(tr("Without a network, bursts are found but not placed on pipes."));
        validate();
        return;
    }
    m_reading = true;
    m_preview->setText(tr("Reading …"));
    auto* watcher = new QFutureWatcher<std::shared_ptr<Result<session::NetworkPreview>>>(this);
    connect(watcher, &QFutureWatcherBase::finished, this, [this, watcher, path] {
        watcher->deleteLater();
        if (path == m_read) showPreview(path, *watcher->result()); // else another file was chosen meanwhile
    });
    watcher->setFuture(QtConcurrent::run([path] { return std::make_shared<Result<session::NetworkPreview>>(session::previewNetwork(path)); }));
    validate();
}

void NewProjectDialog::showPreview(const QString& path, const Result<session::NetworkPreview>& preview) {
    m_reading = false;
    if (!preview) {
        m_networkProblem = session::inWords(preview.error());
        m_preview->setText(QString());
        validate();
        return;
    }
    const QLocale locale;
    QString text = tr("%1 junctions, %2 links, %3 of pipes")
                       .arg(locale.toString(preview->junctions), locale.toString(preview->links), session::lengthText(preview->length_m));
    if (preview->withoutPosition > 0) text += tr("; %1 nodes without coordinates").arg(locale.toString(preview->withoutPosition));
    if (!preview->diagnostics.empty()) {
        text += QStringLiteral("; ") + tr("%n remark(s)", nullptr, static_cast<int>(preview->diagnostics.size()));
        QStringList lines;
        for (const auto& d : preview->diagnostics) {
            if (lines.size() == 15) break;
            lines << session::inWords(d);
        }
        m_preview->setToolTip(lines.join(QLatin1Char('\n')));
    }
    m_preview->setText(text);
    const bool untouched = m_crs->currentIndex() == 0 || (!m_suggested.isEmpty() && m_crs->currentData().toString() == m_suggested);
    if (untouched) m_crs->setCurrentIndex(qMax(0, m_crs->findData(preview->crs)));
    m_suggested = preview->crs;
    const QString usual = QDir(session::usualFolder()).filePath(tr("Network") + QStringLiteral(".mainsight"));
    if (m_path->text() == usual) m_path->setText(QFileInfo(usual).dir().filePath(QFileInfo(path).completeBaseName() + QStringLiteral(".mainsight")));
    validate();
}

QString NewProjectDialog::problem() const {
    const auto p = project();
    if (m_path->text().trimmed().isEmpty()) return tr("Say where the project is to lie.");
    const QFileInfo file(p.path);
    if (file.exists()) return tr("%1 is there already: choose another name.").arg(file.fileName());
    if (!file.dir().exists()) return tr("There is no folder %1.").arg(file.path());
    if (!m_networkProblem.isEmpty()) return m_networkProblem;
    if (!p.networkPath.isEmpty() && !QFileInfo::exists(p.networkPath)) return tr("There is no file %1.").arg(p.networkPath);
    if (!QTimeZone(p.timezone.toLatin1()).isValid()) return tr("No time zone is called %1.").arg(p.timezone);
    static const QRegularExpression epsg(QStringLiteral("^EPSG:[0-9]{4,6}$"));
    if (!p.crs.isEmpty() && !epsg.match(p.crs).hasMatch()) return tr("Write the coordinate system as EPSG and its number, such as EPSG:27700.");
    return {};
}

void NewProjectDialog::validate() {
    const QString text = problem();
    m_problem->setText(text);
    m_problem->setVisible(!text.isEmpty());
    m_create->setEnabled(text.isEmpty() && !m_reading);
}

} // namespace ms::dialogs
