#pragma once

#include "core/jobs/watch_source.h"
#include "core/project/postgres.h"

#include <QString>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ms::jobs {

/// Readings in a PostgreSQL database: a table, a view or a query with a row a reading.
struct PostgresReadings {
    std::string connection;             ///< see project::connectPostgres
    std::string table, query;           ///< one of them
    std::array<std::string, 3> columns; ///< of time, sensor and value; empty = by their names
    bool operator==(const PostgresReadings&) const = default;
};

/// What somebody who names such readings wants to see before they are watched.
struct PostgresPreview {
    std::string address;                          ///< of the server, without a user; empty when it could not be reached
    std::vector<std::string> columns;             ///< that there are
    std::array<std::string, 3> chosen;            ///< of them: time, sensor and value
    std::vector<std::array<std::string, 3>> rows; ///< some of them, in no order
    std::optional<Error> problem;                 ///< why nothing, or no more, can be shown
};

/// What is new in them at each look. Of a table (partitioned ones too) it asks for the rows that came in or were changed by transactions that were
/// not over at the look before: exact, however late rows are and however long their transactions took. A look goes through the rows of the last week,
/// the first and one each day through all. Of a view or a query it asks for the rows of the last two hours before the newest, the first look and one
/// each hour for those of the last week; a reading that comes later than that is not seen. Rows that are
/// deleted stay in the project.
///
/// Times: timestamp with time zone, timestamp or date (in the zone that the import is told), or seconds or milliseconds since 1970.
class PostgresSource final : public WatchSource {
public:
    /// `mark`: of the watch before, empty = read all. `folder`: for what is fetched, one file a look.
    PostgresSource(PostgresReadings readings, QString folder, std::string mark);
    ~PostgresSource() override;

    [[nodiscard]] std::string name() const override;
    [[nodiscard]] Result<std::vector<Found>> look(bool settled, std::stop_token stop) override;
    void taken(const Found& found) override;

    /// Connects, finds the columns and reads the first rows; changes nothing.
    [[nodiscard]] PostgresPreview preview(std::stop_token stop);

    /// What the project calls these readings, once for all: by it the mark is found again. Says nothing of users.
    [[nodiscard]] static std::string nameOf(const PostgresReadings& readings);

private:
    struct Shape;
    struct Progress {
        std::string place;               ///< a table: which database and which table this is; restored from a dump it is another
        std::uint64_t deep = 0;          ///< a table: oldest transaction that was not over at the last look through all
        std::uint64_t recent = 0;        ///< the same of the last look at all
        std::string newest;              ///< time of the newest row
        std::int64_t deepAt_ms = -1;     ///< steady clock
        std::vector<std::uint64_t> rows; ///< hashes of the rows of the last look, in order: those that are still there need not be read in
    };

    Result<void> connect(const std::stop_token& stop);
    Result<void> ready(const std::stop_token& stop);
    Result<Shape> shapeOf();
    Result<std::vector<Found>> lookAt(const std::stop_token& stop); ///< within a transaction
    Result<bool> begin(const std::stop_token& stop);                ///< where the source stands; true = this look goes through all, or a week
    [[nodiscard]] std::string conditionOf(bool deep) const;         ///< of the rows that are asked for
    Result<std::size_t> fetch(const QString& path, const std::string& condition, const std::stop_token& stop); ///< how many were new

    PostgresReadings m_readings;
    QString m_folder;
    std::unique_ptr<project::Postgres> m_connection;
    std::unique_ptr<Shape> m_shape;
    std::vector<project::Postgres::Column> m_columns; ///< that there are
    std::optional<Progress> m_known;                  ///< what is in the project; nothing = read all
    Progress m_found;                                 ///< what the last look found
    QString m_piece;                                  ///< file of the last look
    int m_number = 0;
};

} // namespace ms::jobs
