#include "ui/session/usual_folder.h"

#include <QDir>
#include <QStandardPaths>

namespace ms::session {

QString usualFolder() {
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QDir(documents).exists() ? documents : QDir::homePath();
}

} // namespace ms::session
