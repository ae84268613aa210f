#pragma once

#include <QCoreApplication>
#include <QString>

#include <string>

namespace ms::exporting {

/// A word of the reports, translated. Strings are marked by their being handed to say().
[[nodiscard]] inline QString say(const char* text) { return QCoreApplication::translate("ms::exporting", text); }
[[nodiscard]] inline QString fromUtf8(const std::string& text) { return QString::fromStdString(text); }

} // namespace ms::exporting
