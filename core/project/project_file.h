#pragma once

#include "core/analysis/analysis.h"
#include "core/base/result.h"
#include "core/calibration/calibration.h"
#include "core/detection/event.h"
#include "core/ingest/ingest.h"
#include "core/quality/fault.h"
#include "core/series/readings.h"
#include "core/series/sensor.h"

#include <QString>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ms::project {

/// Facts about a project that stand in one row.
struct Settings {
    std::string title;
    std::string timezone = "UTC";     ///< IANA name: how times without an offset are read and shown
    std::string crs;                  ///< "EPSG:27700", or empty
    detection::DaysOff daysOff{};     ///< days that live as Sundays
    detection::AreaTrust areaTrust{}; ///< how much of the posterior areas take
    bool operator==(const Settings&) const = default;
};

/// A note of a user, on an event or on an instant.
struct Note {
    std::int64_t id = 0;
    std::int64_t event = 0; ///< 0 = none
    Instant at;             ///< what it is about
    std::string author, text;
    Instant written;
    bool operator==(const Note&) const = default;
};

/// Work that is planned in a zone or at a sensor, or a wish not to be told of it for a while: events are found and kept as ever, nobody is told.
struct Quiet {
    std::int64_t id = 0;
    std::string zone, sensor; ///< one of them
    TimeSpan span;            ///< of the readings, without its end
    std::string reason;
    bool operator==(const Quiet&) const = default;
};
/// Whether nobody is to be told of the latest revision of an event. Of a quiet sensor only its faults are kept quiet.
[[nodiscard]] bool isQuiet(const detection::Event& event, const std::vector<Quiet>& quiets);

/// One import of one file, for the log.
struct ImportRecord {
    std::string path;
    std::string checksum; ///< of the bytes
    std::string format;
    Instant at;
    std::int64_t values = 0, quarantined = 0, replaced = 0;
    Diagnostics diagnostics;
    std::string report; ///< JSON (reportToJson): how it was recognised and every count; empty in the log of an older version
    bool operator==(const ImportRecord&) const = default;
};

/// What stayed out of the latest import of a file. Lists are bounded (ingest::kQuarantineListed a file), totals are exact.
struct QuarantinedFile {
    std::string path;
    Instant at;             ///< of the import
    std::int64_t total = 0; ///< rows and cells that stayed out
    std::vector<ingest::Quarantined> listed;
    bool operator==(const QuarantinedFile&) const = default;
};

/// What the project learned from a file about its like.
struct LearnedProfile {
    ingest::SourceProfile profile;
    Instant learned;
    bool operator==(const LearnedProfile&) const = default;
};

/// What an analysis was run on and with.
struct RunRecord {
    std::int64_t id = 0;
    Instant started, finished;
    std::string version;
    std::string optionsJson;
    std::string inputsJson; ///< checksums
    int workers = 0;
    bool complete = false; ///< false = cancelled, partial
    bool operator==(const RunRecord&) const = default;
};

struct SensorSummary {
    series::Sensor sensor;
    std::int64_t count = 0; ///< readings
    TimeSpan span;          ///< from first to last reading
};

/// A stretch of a sensor's readings that is not to be believed: found by the checks, or excluded by the user.
struct QualitySpan {
    std::int64_t id = 0;
    std::string sensor;
    quality::Fault fault;
    bool byUser = false;
    bool active = true; ///< false = undone: it stays in the list and marks nothing
    bool operator==(const QualitySpan&) const = default;
};

/// Which flags readings come with, beside those of their source.
enum class Flags {
    all,     ///< of all active spans
    knownNow ///< of exclusions alone: what the checks found rests on later readings too, and must not reach a live analysis
};

/// A column of the zoomed-out picture of a series: least and greatest value of the readings in [start + i*step, ...). NaN where none.
struct Envelope {
    Instant start;
    Duration step;
    std::vector<double> low, high;
};

/// An analysis::ExpectedBand as the project holds it. To compress them is the larger part of storing them, and can be done elsewhere.
struct PackedBand {
    std::string sensor;
    Instant start;
    Duration step;
    std::int64_t count = 0;
    std::string packed;
    bool operator==(const PackedBand&) const = default;
};
/// invalidInput when its arrays are not of one length.
[[nodiscard]] Result<PackedBand> packBand(const analysis::ExpectedBand& band);
struct Repaired;

/// The project: one SQLite file (write-ahead logging, one writer at a time, every change a transaction). Not thread-safe: one object a thread;
/// a file may be open in several processes at once, one of them writing. A change of a file that was removed or replaced meanwhile is unwritable.
class ProjectFile {
public:
    enum class Mode {
        readOnly,
        readWrite, ///< to change it: busy while a window of another process edits it
        edit       ///< to keep it open and change it: busy while anybody of another process writes it (see project_claim.h)
    };

    [[nodiscard]] static Result<std::unique_ptr<ProjectFile>> create(const QString& path, const Settings& settings, Mode mode = Mode::readWrite);
    /// Migrates older schemas (after a backup beside the file); newerVersion for newer ones, damaged when a table is missing or the file was cut.
    [[nodiscard]] static Result<std::unique_ptr<ProjectFile>> open(const QString& path, Mode mode);
    ~ProjectFile();
    ProjectFile(const ProjectFile&) = delete;
    ProjectFile& operator=(const ProjectFile&) = delete;

    [[nodiscard]] QString path() const;
    [[nodiscard]] bool readOnly() const;
    /// Looks at every page: damaged, with what SQLite says first. Takes about a second for 1,000 million readings.
    [[nodiscard]] Result<void> checkWhole() const;
    /// Writes a consistent copy of the project (VACUUM INTO); unwritable when `path` is there already or cannot be made.
    [[nodiscard]] Result<void> copyTo(const QString& path) const;
    [[nodiscard]] Result<Settings> settings() const;
    [[nodiscard]] Result<void> setSettings(const Settings& settings);
    /// Free key-value pairs of the window: layout, filters. Not part of any result.
    [[nodiscard]] Result<std::string> uiState(const std::string& key) const; ///< empty when there is none
    [[nodiscard]] Result<void> setUiState(const std::string& key, const std::string& value);

    [[nodiscard]] Result<std::string> networkText() const; ///< the .inp as it was read; empty without a model
    [[nodiscard]] Result<void> setNetworkText(const std::string& text, const std::string& sourceName);
    [[nodiscard]] Result<std::vector<analysis::GisPipe>> gisPipes() const;
    [[nodiscard]] Result<void> setGisPipes(const std::vector<analysis::GisPipe>& pipes);

    [[nodiscard]] Result<std::vector<SensorSummary>> sensors() const;   ///< by name
    [[nodiscard]] Result<void> putSensor(const series::Sensor& sensor); ///< adds, or replaces the one of that name
    [[nodiscard]] Result<series::Readings> readings(const std::string& sensor, TimeSpan span, Flags flags = Flags::all) const;
    /// At most `columns` columns over `span`, from the pyramid: cost does not grow with the readings.
    [[nodiscard]] Result<Envelope> envelope(const std::string& sensor, TimeSpan span, int columns) const;

    struct PutOutcome {
        std::int64_t added = 0, unchanged = 0, replaced = 0;
        bool operator==(const PutOutcome&) const = default;
    };
    /// Merges readings into a sensor's chunks: the same value again is unchanged, another value at a known time replaces it.
    [[nodiscard]] Result<PutOutcome> putReadings(const std::string& sensor, const series::Readings& readings);

    /// Spans of one sensor, or of all (empty name), by sensor and start; inactive ones too.
    [[nodiscard]] Result<std::vector<QualitySpan>> qualitySpans(const std::string& sensor = {}) const;
    /// What the checks found in one sensor replaces what they found before. A new span that mostly covers one undone by the user, of the same kind,
    /// is undone as well.
    [[nodiscard]] Result<void> replaceFaults(const std::string& sensor, const std::vector<quality::Fault>& faults);
    /// Sensors whose readings changed since the checks last saw them, or that never were checked.
    [[nodiscard]] Result<std::vector<std::string>> uncheckedSensors() const;
    /// Undoes a span, or makes it count again; notFound without such a span.
    [[nodiscard]] Result<void> setSpanActive(std::int64_t id, bool active);
    /// Leaves the readings in [span.from, span.to] of a sensor out, by the user's wish; gives the span's id.
    [[nodiscard]] Result<std::int64_t> addExclusion(const std::string& sensor, TimeSpan span, const std::string& reason);

    /// A sensor of which readings are new or others from an instant on.
    struct Change {
        std::string sensor;
        Instant from;
        bool operator==(const Change&) const = default;
    };
    /// What became of one file of an import.
    struct PutFile {
        ingest::FileReport report;
        PutOutcome outcome;
        std::vector<std::string> sensors; ///< names that its readings went to
        std::vector<Change> changes;      ///< of those, where anything changed
    };
    /// Takes in what ingest::importFiles() wrote, adds or updates its sensors, and writes the import log: bulk, so chunks go in as they are where the
    /// sensor's month is new. Call it within a Transaction, in the order of the tasks. Files that failed (report.error) change nothing.
    /// `amended`: by the sensor's name in that file, what it is to be instead (its name included); then it also changes a sensor that is there.
    [[nodiscard]] Result<std::vector<PutFile>> putParsedFile(const QString& parsedPath, const std::map<std::string, series::Sensor>& amended = {});

    /// An import as one step of undo. Within a transaction: beginStep(), putParsedFile() and putRepairs() as often as need be, endStep(), which
    /// answers the step's number, or 0 when nothing was changed or nothing is kept. `keep`: the state before is kept in the project; else only the
    /// fact that something came in, which makes older steps stand fast.
    [[nodiscard]] Result<void> beginStep(bool keep);
    [[nodiscard]] Result<std::int64_t> endStep();
    /// Done and total chunks; false stops the work, and the project is as it was.
    using StepProgress = std::function<bool(std::int64_t done, std::int64_t total)>;
    /// Undoes a step or does it again, in one transaction: every row it changed is exchanged with its other state. notFound when the step was
    /// forgotten, busy when a newer import stands above it, cancelled when `progress` said so.
    [[nodiscard]] Result<void> swapStep(std::int64_t step, bool undo, const StepProgress& progress = {});
    /// Gives up the undo of all imports and the room it takes. For the opening of a project: an undo stack lives as long as its window.
    [[nodiscard]] Result<void> forgetSteps();

    [[nodiscard]] Result<std::vector<analysis::Repair>> repairs() const;
    [[nodiscard]] Result<void> putRepairs(const std::vector<analysis::Repair>& repairs); ///< adds those not there yet

    [[nodiscard]] Result<std::vector<detection::Event>> events() const; ///< oldest first
    /// Replaces the events of earlier runs; status and notes of events that come again (same zone, overlapping start interval, kind) are kept.
    [[nodiscard]] Result<void> replaceEvents(const std::vector<detection::Event>& events, std::int64_t run);
    /// The same for the events of some zones; those of others stay. Gives them as they are stored, in the order of `events`.
    [[nodiscard]] Result<std::vector<detection::Event>> replaceZoneEvents(const std::vector<std::string>& zones,
                                                                          const std::vector<detection::Event>& events);
    [[nodiscard]] Result<void> updateEvent(const detection::Event& event);
    /// By the user's hand, as one change: events of a known id are replaced, others added; then the ids of `gone` are deleted (those not there are
    /// passed over). The run that they belong to is the last one's.
    [[nodiscard]] Result<void> changeEvents(const std::vector<detection::Event>& put, const std::vector<std::int64_t>& gone);
    [[nodiscard]] Result<std::vector<analysis::ExpectedBand>> bands() const;
    /// `onlyTheirs`: bands of other sensors stay.
    [[nodiscard]] Result<void> replaceBands(const std::vector<PackedBand>& bands, bool onlyTheirs = false);

    [[nodiscard]] Result<std::vector<Note>> notes() const;
    [[nodiscard]] Result<std::int64_t> putNote(const Note& note); ///< id 0 adds
    [[nodiscard]] Result<void> removeNote(std::int64_t id);

    [[nodiscard]] Result<std::vector<ImportRecord>> imports() const;
    [[nodiscard]] Result<std::vector<Quiet>> quiets() const;         ///< by start
    [[nodiscard]] Result<std::int64_t> putQuiet(const Quiet& quiet); ///< adds; id 0 gets one. invalidInput without an end behind its start
    [[nodiscard]] Result<void> removeQuiet(std::int64_t id);         ///< notFound when there is none
    /// The layer over the model that counts; none when there is none.
    [[nodiscard]] Result<std::optional<calibration::Calibration>> calibration() const;
    [[nodiscard]] Result<std::vector<calibration::Calibration>> calibrations() const; ///< it and those below it, the oldest first
    /// As they stand in the window: instead of all that are there.
    [[nodiscard]] Result<void> setCalibrations(const std::vector<calibration::Calibration>& layers);
    [[nodiscard]] Result<void> putCalibration(const calibration::Calibration& calibration); ///< counts from now on, over those before
    /// Takes away the one that counts, so that the one before it does again, or all. Says how many went.
    [[nodiscard]] Result<int> removeCalibrations(bool all);
    /// How far each source that is watched was read, by its name, in words of its own; put in the transaction that takes in what was read.
    [[nodiscard]] Result<std::map<std::string, std::string>> sourceMarks() const;
    [[nodiscard]] Result<void> putSourceMark(const std::string& source, const std::string& mark);
    [[nodiscard]] Result<void> addImport(const ImportRecord& record);
    [[nodiscard]] Result<std::vector<QuarantinedFile>> quarantine() const; ///< by path; files of which all went in are not listed
    [[nodiscard]] Result<std::vector<LearnedProfile>> profiles() const;    ///< by name
    /// Forgets the profiles learned from files of that name; empty = all. Says how many.
    [[nodiscard]] Result<int> forgetProfiles(const std::string& name = {});
    [[nodiscard]] Result<std::vector<RunRecord>> runs() const;
    [[nodiscard]] Result<std::int64_t> addRun(const RunRecord& record);
    [[nodiscard]] Result<void> finishRun(const RunRecord& record);

    /// Several changes as one: rolled back unless commit() was called.
    class Transaction {
    public:
        explicit Transaction(ProjectFile& file);
        ~Transaction();
        Transaction(const Transaction&) = delete;
        Transaction& operator=(const Transaction&) = delete;
        [[nodiscard]] Result<void> begin();
        [[nodiscard]] Result<void> commit();

    private:
        ProjectFile& m_file;
        bool m_open = false;
    };

    /// While it lives all that is read is of one instant, whatever others write meanwhile. Within a Transaction it does nothing.
    class Snapshot {
    public:
        explicit Snapshot(const ProjectFile& file) : m_file(file) {}
        ~Snapshot();
        Snapshot(const Snapshot&) = delete;
        Snapshot& operator=(const Snapshot&) = delete;
        [[nodiscard]] Result<void> begin();

    private:
        const ProjectFile& m_file;
        bool m_open = false;
    };

    /// Network parsed, sensors with readings, repairs and zone: what an analysis works on. A live one takes Flags::knownNow.
    [[nodiscard]] Result<analysis::Data> analysisData(Flags flags) const;
    /// The same without readings.
    [[nodiscard]] Result<analysis::Data> analysisSetup() const;
    /// Those of all its sensors, into what analysisSetup() gave.
    [[nodiscard]] Result<void> addReadings(analysis::Data& data, Flags flags) const;

private:
    ProjectFile();
    struct Private;
    std::unique_ptr<Private> d;
    friend class ParsedIntake;
    friend Result<Repaired> repairProject(const QString& path);
};

/// CONTRACT.md's JSON of events, both ways; times in `zone`. The round trip keeps every field.
/// A calibration as one JSON object, and back (invalidInput).
[[nodiscard]] std::string calibrationToJson(const calibration::Calibration& calibration);
[[nodiscard]] Result<calibration::Calibration> calibrationFromJson(std::string_view text);

[[nodiscard]] std::string eventsToJson(const std::vector<detection::Event>& events, const LocalZone& zone);
[[nodiscard]] Result<std::vector<detection::Event>> eventsFromJson(const std::string& json);

/// A zone as a table of transitions from 1970 to 2100, by QTimeZone. Error when the name is unknown.
[[nodiscard]] Result<LocalZone> localZone(const std::string& ianaName);

} // namespace ms::project
