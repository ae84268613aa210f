#pragma once

#include "core/ingest/chunk_codec.h"
#include "core/project/project_claim.h"
#include "core/project/project_file.h"
#include "core/project/sql.h"

#include <QSqlDatabase>

#include <map>
#include <optional>
#include <set>

namespace ms::project {

/// What a ProjectFile keeps: its connection (of a name nobody else has) and the depth of its transactions.
struct ProjectFile::Private {
    QString path, connection;
    std::optional<ProjectClaim> claim;                   ///< none = opened to be read
    std::optional<std::pair<quint64, quint64>> identity; ///< device and number of the file that is written
    QSqlDatabase db;
    int depth = 0; ///< of open transactions
    ingest::ChunkEncoder encoder;
    /// Statements that bulk work runs over and over; prepared once.
    mutable std::map<QString, QSqlQuery> prepared;

    ~Private();
    [[nodiscard]] Result<void> claimAs(Mode mode);
    [[nodiscard]] static Private& of(ProjectFile& file) { return *file.d; } ///< for repair
    [[nodiscard]] static Result<std::unique_ptr<ProjectFile>> connect(const QString& path, const QString& options);
    /// The same of a shared project (shared_project.h); nothing is asked of the schema yet.
    [[nodiscard]] static Result<std::unique_ptr<ProjectFile>> connectShared(const QString& path, bool readOnly);
    /// Reads a project beside which no file can be made, as write-ahead logging wants to even to read; nobody else writes it there either. unreadable
    /// when changes stand in its log, which would be passed over.
    [[nodiscard]] static Result<std::unique_ptr<ProjectFile>> openFrozen(const QString& path);
    [[nodiscard]] bool shared() const { return isPostgres(db); }
    /// The hidden column by which rows come in the order in which they were put.
    [[nodiscard]] QString asInserted() const { return shared() ? QStringLiteral("ctid") : QStringLiteral("rowid"); }
    /// A key of ui_state: everybody has a window of his own.
    [[nodiscard]] QString ownKey(const std::string& key) const;
    [[nodiscard]] Result<QSqlQuery> run(const QString& sql, std::initializer_list<QVariant> values = {}) const;
    /// Systems let go on writing to a file that nobody can find any more: that would lose the change without a word.
    [[nodiscard]] Result<void> stillThere() const;

    /// Runs a statement that is kept prepared. The query stays here: read its rows before the same statement runs again, and finish() it, or what it
    /// read stays locked (Rows does).
    [[nodiscard]] Result<QSqlQuery*> runKept(const QString& sql, std::initializer_list<QVariant> values = {}) const;

    struct SensorRow {
        std::int64_t id = 0;
        series::Sensor sensor;
        std::int64_t count = 0;
        Instant first, last;
    };
    [[nodiscard]] Result<std::vector<SensorRow>> sensorRows(const std::string& name = {}) const;
    /// By name, all of them: held only within a transaction, when nobody else can change them.
    std::optional<std::map<std::string, SensorRow>> heldSensors;
    [[nodiscard]] Result<std::map<std::string, SensorRow>*> held();
    /// Files whose quarantine was begun anew within the transaction at hand: the parts of one file add to each other's.
    std::set<std::string> quarantineBegun;
    /// Of a shared project: the sensors whose readings the transaction at hand changed, from when on (sharedChanges).
    std::map<std::string, Instant> changedReadings;
    void noteChanged(const std::string& sensor, Instant from);
    [[nodiscard]] Result<void> putQuarantine(const ingest::FileReport& report, Instant at);
    /// Keeps what a file taught, joined with what its like taught before.
    [[nodiscard]] Result<void> learn(const ingest::SourceProfile& profile, Instant at);
    [[nodiscard]] Result<SensorRow> sensorRow(const std::string& name) const; ///< notFound when there is none
    [[nodiscard]] Result<std::int64_t> putSensor(const series::Sensor& sensor);

    /// The import that goes on as a step of undo (see ProjectFile::beginStep); 0 = none. Rows are noted before they change, or after they were added;
    /// the first note of a row counts.
    std::int64_t step = 0;
    bool keepStep = false, stepChanged = false;
    [[nodiscard]] Result<void> noteBefore(const char* table, const QVariant& key);
    [[nodiscard]] Result<void> noteBeforeWhere(const char* table, const char* column, const QVariant& value); ///< by-work: no change by itself
    [[nodiscard]] Result<void> noteNew(const char* table, const QVariant& key);
    [[nodiscard]] Result<void> removeOpenRepair(const std::string& job);
    [[nodiscard]] Result<void> swapRows(const char* table, std::int64_t ofStep, const std::function<bool()>& goOn);
    [[nodiscard]] Result<void> insertRow(const QString& table, const QMap<QString, QVariant>& row);

    [[nodiscard]] Result<void> insertEvent(const detection::Event& e, const QVariant& ofRun);
    /// The readings of one sensor within a month, merged with what is there.
    struct Merged {
        PutOutcome outcome;
        Instant changedFrom;                       ///< the first reading that is new or another; invalid: none
        std::optional<ingest::EncodedChunk> chunk; ///< nothing = nothing to write
    };
    [[nodiscard]] Result<Merged> mergeChunk(const std::string& stored, const series::Readings& fresh, double factor);
    [[nodiscard]] Result<Merged> mergeChunk(const std::string& stored, const std::string& encoded, double factor); ///< both as chunks
    [[nodiscard]] Merged mergeReadings(const ingest::DecodedChunk& old, const series::Readings& fresh, double factor);
    [[nodiscard]] Result<void> writeChunk(std::int64_t sensor, const ingest::EncodedChunk& chunk);
    /// Sets the bits of the active spans of a sensor in its readings.
    [[nodiscard]] Result<void> addFlags(std::int64_t sensor, Flags flags, series::Readings& readings) const;
    [[nodiscard]] Result<void> updateCounts(std::int64_t sensor, std::int64_t added);
};

/// The rows of a kept statement while they are read.
class Rows {
public:
    explicit Rows(QSqlQuery* query) : m_query(query) {}
    ~Rows() { m_query->finish(); }
    Rows(const Rows&) = delete;
    Rows& operator=(const Rows&) = delete;
    bool next() { return m_query->next(); }
    [[nodiscard]] QVariant value(int column) const { return m_query->value(column); }

private:
    QSqlQuery* m_query;
};

/// Of a connection that nobody else has.
[[nodiscard]] QString nextConnection();

[[nodiscard]] inline std::int64_t chunkId(std::int64_t sensor, std::int32_t month) { return sensor * 65536 + month; }

/// zstd, for what stands in one cell: network text, bands.
[[nodiscard]] std::string pack(std::string_view bytes);
[[nodiscard]] Result<std::string> unpack(std::string_view packed);

} // namespace ms::project
