#pragma once

#include <QCoreApplication>

namespace ms::session {

/// Translates a word of this folder outside a QObject.
inline QString tr(const char* text) { return QCoreApplication::translate("ms::session", text); }

inline QString tr(const char* text, const char*, int n) { return QCoreApplication::translate("ms::session", text, nullptr, n); }

} // namespace ms::session
