#pragma once

#include <QString>

namespace ms::session {

/// Where a user's files go when nothing else is known: the documents, or home where there is no such folder.
[[nodiscard]] QString usualFolder();

} // namespace ms::session
