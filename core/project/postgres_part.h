#pragma once

#include "core/project/postgres.h"

/// What core/project does with libpq: the files *_pq.cpp are a part of their own (core/base/part.h).
namespace ms::project::pq {

[[nodiscard]] Result<std::unique_ptr<Postgres>> connect(const std::string& connection, std::stop_token stop); ///< see postgres.h

} // namespace ms::project::pq
