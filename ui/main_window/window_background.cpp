#include "ui/dialogs/background_dialog.h"
#include "ui/main_window/main_window.h"
#include "ui/map/map_view.h"
#include "ui/panels/message_bar.h"

#include <QInputDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSettings>

/// The part of MainWindow that says where on the ground the map is, and puts a picture of it behind the map. A file stays with the project; an
/// address works only on a computer on which it was typed, so that opening a colleague's project asks nobody for anything.
namespace ms::window {

namespace {

constexpr const char* kBackgroundKey = "background";
constexpr const char* kTypedKey = "background/typed";

bool isAddress(const QString& source) {
    return source.startsWith(QLatin1String("http"), Qt::CaseInsensitive) && source.contains(QLatin1String("://"));
}

} // namespace

void MainWindow::chooseCrs() {
    auto* dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Coordinate system"));
    dialog->setLabelText(tr("What the coordinates of the network are. Maps for a phone or a GIS need it; any EPSG code can be typed."));
    dialog->setComboBoxItems({QStringLiteral("EPSG:27700"), QStringLiteral("EPSG:29902"), QStringLiteral("EPSG:2157"), QStringLiteral("EPSG:25832"),
                              QStringLiteral("EPSG:25833"), QStringLiteral("EPSG:28992"), QStringLiteral("EPSG:2154"), QStringLiteral("EPSG:4326")});
    dialog->setComboBoxEditable(true);
    const QString now = QString::fromStdString(m_session.snapshot().info.settings.crs);
    if (!now.isEmpty()) dialog->setTextValue(now);
    connect(dialog, &QInputDialog::textValueSelected, this, [this](const QString& typed) {
        static const QRegularExpression epsg(QStringLiteral("^EPSG:[0-9]{4,6}$"));
        const QString crs = typed.trimmed().toUpper();
        if (epsg.match(crs).hasMatch())
            m_session.setCrs(crs);
        else
            m_messages->show(panels::MessageBar::Kind::warning, tr("Write the coordinate system as EPSG and its number, such as EPSG:27700."));
    });
    dialog->open();
}

void MainWindow::chooseBackground() {
    const map::BackdropChoice before = m_map->backdrop();
    const QStringList typed = m_persistent ? QSettings().value(QLatin1String(kTypedKey)).toStringList() : QStringList();
    auto* dialog =
        new dialogs::BackgroundDialog(before.source, before.strength, QString::fromStdString(m_session.snapshot().info.settings.crs), typed, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &dialogs::BackgroundDialog::strengthChanged, this, [this](double strength) {
        m_map->setBackdrop({m_map->backdrop().source, strength});
    });
    connect(dialog, &QDialog::rejected, this, [this, before] { m_map->setBackdrop(before); });
    connect(dialog, &QDialog::accepted, this, [this, dialog, typed] {
        const map::BackdropChoice choice{dialog->source(), dialog->strength()};
        if (m_persistent && isAddress(choice.source) && !typed.contains(choice.source)) {
            QStringList more = typed;
            more.prepend(choice.source);
            while (more.size() > 10) more.removeLast();
            QSettings().setValue(QLatin1String(kTypedKey), more);
        }
        m_map->setBackdrop(choice);
        const QJsonObject kept{{QStringLiteral("source"), choice.source}, {QStringLiteral("strength"), choice.strength}};
        m_session.setUiState(QLatin1String(kBackgroundKey), QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact)));
    });
    dialog->open();
}

void MainWindow::restoreBackground() {
    const auto kept = QJsonDocument::fromJson(m_session.uiState(QLatin1String(kBackgroundKey)).toUtf8()).object();
    map::BackdropChoice choice{kept.value(QLatin1String("source")).toString(), kept.value(QLatin1String("strength")).toDouble(0.6)};
    if (isAddress(choice.source) && !(m_persistent && QSettings().value(QLatin1String(kTypedKey)).toStringList().contains(choice.source)))
        choice.source.clear();
    m_map->setBackdrop(choice);
}

} // namespace ms::window
