#include "core/jobs/import_writer.h"

#include "core/project/project_file.h"

#include <QFile>

#include <algorithm>
#include <unordered_map>

namespace ms::jobs {
namespace {

constexpr const char* kUnitMissing = "ingest.unit-missing";

/// Parts of one file are reported as one. `places`: where the outcome of a path stands.
void addOutcome(std::vector<FileOutcome>& outcomes, std::unordered_map<std::string, std::size_t>& places, const project::ProjectFile::PutFile& put) {
    const auto [place, fresh] = places.try_emplace(put.report.path, outcomes.size());
    const QString path = QString::fromStdString(put.report.path);
    FileOutcome& outcome = fresh ? outcomes.emplace_back() : outcomes[place->second];
    outcome.path = path;
    if (!put.report.format.empty()) outcome.format = QString::fromStdString(put.report.format);
    outcome.values += put.report.values;
    outcome.unchanged += put.outcome.unchanged;
    outcome.changes.insert(outcome.changes.end(), put.changes.begin(), put.changes.end());
    outcome.replaced += put.outcome.replaced;
    outcome.quarantined += put.report.quarantined;
    outcome.channels = std::max(outcome.channels, put.report.channels);
    if (outcome.error.isEmpty()) outcome.error = QString::fromStdString(put.report.error);
    if (fresh)
        outcome.report = put.report;
    else
        outcome.report.add(put.report);
}

} // namespace

ImportWriter::ImportWriter(QString projectPath, std::size_t tasks, Options options, WhenOver whenOver)
    : m_projectPath(std::move(projectPath)), m_tasks(tasks), m_options(std::move(options)), m_whenOver(std::move(whenOver)),
      m_thread([this] { work(); }) {}

ImportWriter::~ImportWriter() {
    abort({ErrorCode::cancelled, "cancelled", {}, {}, {}, {}});
    m_thread.join();
}

void ImportWriter::take(std::size_t task, Delivered delivered) {
    {
        const std::lock_guard lock(m_mutex);
        m_ready.emplace(task, std::move(delivered));
    }
    m_changed.notify_one();
}

void ImportWriter::deliver(std::size_t task, std::string parsedPath, Amended amended) {
    take(task, Delivered{std::move(parsedPath), {}, {}, std::move(amended)});
}

void ImportWriter::deliverLost(std::size_t task, std::vector<std::string> files, std::string why) {
    take(task, Delivered{{}, std::move(files), std::move(why), {}});
}

void ImportWriter::deliverRepairs(std::vector<series::Repair> repairs) {
    const std::lock_guard lock(m_mutex);
    m_repairs = std::move(repairs);
}

void ImportWriter::abort(Error why) {
    {
        const std::lock_guard lock(m_mutex);
        if (!m_abort) m_abort = std::move(why);
    }
    m_changed.notify_one();
}

std::size_t ImportWriter::written() const {
    const std::lock_guard lock(m_mutex);
    return m_written;
}

void ImportWriter::work() {
    Report report;
    if (auto written = writeAll(report); !written)
        report.error = written.error();
    else
        report.committed = true;
    m_whenOver(std::move(report));
}

Result<void> ImportWriter::writeAll(Report& report) {
    using project::ProjectFile;
    std::unique_ptr<ProjectFile> file;
    std::optional<ProjectFile::Transaction> transaction; // destroyed before the file
    std::unordered_map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < m_tasks; ++i) {
        Delivered delivered;
        {
            std::unique_lock lock(m_mutex);
            m_changed.wait(lock, [&] { return m_abort || m_ready.count(i) > 0; });
            if (m_abort) return *m_abort;
            delivered = std::move(m_ready[i]);
        }
        if (!file) { // as late as can be: the project stays free for others while the first file is parsed
            auto opened = ProjectFile::open(m_projectPath, ProjectFile::Mode::readWrite);
            if (!opened) return opened.error();
            file = std::move(*opened);
            transaction.emplace(*file);
            if (auto begun = transaction->begin(); !begun) return begun;
            if (auto begun = file->beginStep(m_options.keepUndo); !begun) return begun;
        }
        if (!delivered.lost.empty()) {
            for (const std::string& lost : delivered.lost) {
                project::ProjectFile::PutFile put;
                put.report.path = lost;
                put.report.error = delivered.why;
                addOutcome(report.outcomes, places, put);
            }
        } else if (const std::string& path = delivered.parsedPath; !path.empty()) {
            auto put = file->putParsedFile(QString::fromStdString(path), delivered.amended);
            if (!put) return put.error();
            for (auto& one : *put) {
                addOutcome(report.outcomes, places, one);
                for (auto& diagnostic : one.report.diagnostics) report.diagnostics.push_back(std::move(diagnostic));
            }
            if (!m_options.keepParsed) QFile::remove(QString::fromStdString(path));
        } else if (auto put = file->putRepairs(m_repairs); !put) {
            return put;
        }
        const std::lock_guard lock(m_mutex);
        ++m_written;
    }
    if (!transaction) return {}; // nothing to do
    if (const auto missing =
            std::find_if(report.diagnostics.begin(), report.diagnostics.end(), [](const Diagnostic& d) { return d.code == kUnitMissing; });
        missing != report.diagnostics.end())
        return Error{ErrorCode::invalidInput, missing->message, missing->subject, missing->element, missing->position, missing->advice};
    for (const auto& [source, mark] : m_options.marks)
        if (auto put = file->putSourceMark(source, mark); !put) return put;
    auto step = file->endStep();
    if (!step) return step.error();
    {
        const std::lock_guard lock(m_mutex);
        if (m_abort) return *m_abort; // asked while the last file went in: nothing is in yet
    }
    report.step = *step;
    return transaction->commit();
}

} // namespace ms::jobs
