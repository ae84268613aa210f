#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace ms::project {

/// A connection to a PostgreSQL server, through libpq. Not thread-safe. Calls block, but end within a moment when `stop` asks for it (cancelled).
/// Where the server is away or the connection broke, calls give `unreadable` and usable() is false: connect anew.
///
/// libpq and what it brings are loaded with the first connection (core/base/part.h).
class Postgres {
public:
    using Row = std::vector<std::optional<std::string>>; ///< text as the server writes it; nothing = NULL
    struct Column {
        std::string name;
        std::uint32_t type = 0; ///< pg_type.oid
    };

    Postgres() = default;
    virtual ~Postgres() = default;
    Postgres(const Postgres&) = delete;
    Postgres& operator=(const Postgres&) = delete;

    /// Runs one statement; `values` stand for $1, $2 ...
    [[nodiscard]] virtual Result<std::vector<Row>> ask(const std::string& sql, const std::vector<std::string>& values = {},
                                                       std::stop_token stop = {}) = 0;
    /// The columns that a statement would give; it is not run.
    [[nodiscard]] virtual Result<std::vector<Column>> columnsOf(const std::string& sql) = 0;
    /// COPY ... TO STDOUT: hands the bytes on as they come, row by row; an error of `take` ends it.
    [[nodiscard]] virtual Result<void> copyOut(const std::string& sql, const std::function<Result<void>(std::string_view row)>& take,
                                               std::stop_token stop = {}) = 0;
    /// COPY ... FROM STDIN: takes pieces of bytes until one is empty; an error of `next` undoes it.
    [[nodiscard]] virtual Result<void> copyIn(const std::string& sql, const std::function<Result<std::string>()>& next) = 0;
    [[nodiscard]] virtual bool usable() const = 0;
    /// "postgresql://host:5432/database", for messages: no user, never a password.
    [[nodiscard]] virtual std::string address() const = 0;
};

/// `connection` as libpq takes it: "service=historian", "host=... dbname=...", or a URI. What it leaves open comes from PG* variables, the service
/// file and ~/.pgpass. One that holds a password is refused (invalidInput): command lines and settings are read by others.
[[nodiscard]] Result<std::unique_ptr<Postgres>> connectPostgres(const std::string& connection, std::stop_token stop = {});

} // namespace ms::project
