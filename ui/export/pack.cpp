#include "ui/export/pack.h"

#include "core/export/workshop.h"
#include "core/export/zip_file.h"
#include "ui/export/file_errors.h"
#include "ui/export/say.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLocale>
#include <QMutex>
#include <QTemporaryDir>
#include <QThreadPool>

#include <algorithm>
#include <atomic>

namespace ms::exporting {
namespace {

/// One thing to do: a piece, or the pictures of one event.
struct PackTask {
    Piece piece = Piece::pdf;
    const Material* material = nullptr;
    QString path;
    bool preview = false; ///< pictures of the PDF's pages, for the dialog: no file
};

/// A project may lack what a piece needs; the other pieces do not suffer from it.
bool isLack(const Error& error) { return error.code == ErrorCode::unsupported || error.code == ErrorCode::notFound; }

/// Material of each event alone, for pictures: they are many, and each is work of its own.
std::vector<Material> eventByEvent(const Material& all) {
    std::vector<Material> alone;
    Material empty = all;
    empty.report.events.clear();
    empty.tables = {};
    for (const ReportEvent& report : all.report.events) {
        alone.push_back(empty);
        alone.back().report.events = {report};
    }
    return alone;
}

/// Runs the tasks on all cores; collects files and diagnostics in the order of the tasks, whatever the order in which they end.
class PackRun {
public:
    PackRun(const PackRequest& request, const PackProgress& progress, std::stop_token stop)
        : m_request(request), m_progress(progress), m_stop(std::move(stop)) {}

    Result<PackContents> run(const std::vector<PackTask>& tasks) {
        m_outcomes.resize(tasks.size());
        m_total = static_cast<int>(tasks.size());
        QThreadPool pool;
        for (std::size_t i = 0; i < tasks.size(); ++i) pool.start([this, &tasks, i] { work(tasks[i], i); });
        pool.waitForDone();
        if (m_stop.stop_requested()) return Error{ErrorCode::cancelled, "cancelled", {}, {}, {}, {}};
        PackContents contents;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const auto& outcome = *m_outcomes[i];
            if (!outcome && !isLack(outcome.error())) return outcome.error();
            if (!outcome) {
                contents.diagnostics.push_back({Severity::warning,
                                                "export.piece-left-out",
                                                "no " + nameOf(tasks[i].piece).toStdString() + ": " + outcome.error().message,
                                                {},
                                                {},
                                                {},
                                                {},
                                                {},
                                                outcome.error().advice});
                continue;
            }
            if (tasks[i].preview) contents.preview = std::move(m_pages);
            contents.pages = std::max(contents.pages, outcome->pages);
            for (const QString& file : outcome->files) contents.files.push_back({tasks[i].piece, QFileInfo(file).fileName(), QFileInfo(file).size()});
            for (Diagnostic d : outcome->diagnostics) {
                d.subject = QFileInfo(QString::fromStdString(d.subject)).fileName().toStdString(); // where it was made is nobody's business
                contents.diagnostics.push_back(std::move(d));
            }
        }
        std::stable_sort(contents.files.begin(), contents.files.end(), [](const PackFile& a, const PackFile& b) { return a.piece < b.piece; });
        return contents;
    }

private:
    void work(const PackTask& task, std::size_t i) {
        if (m_failed || m_stop.stop_requested()) {
            m_outcomes[i] = cancelledBefore(task.path);
        } else if (task.preview) {
            m_pages = pagePictures(task.material->report, m_request.options.pdf, m_request.previewWidth, m_request.previewPages, m_stop);
            m_outcomes[i] = WrittenPiece{};
        } else {
            m_outcomes[i] = writePiece(*task.material, task.piece, m_request.options, task.path, m_stop);
        }
        if (!*m_outcomes[i] && !isLack(m_outcomes[i]->error())) m_failed = true;
        const QMutexLocker lock(&m_mutex);
        ++m_done;
        if (m_progress) m_progress(m_done, m_total);
    }

    const PackRequest& m_request;
    const PackProgress& m_progress;
    std::stop_token m_stop;
    std::vector<std::optional<Result<WrittenPiece>>> m_outcomes;
    std::vector<QImage> m_pages; ///< of the one preview task
    std::atomic<bool> m_failed = false;
    QMutex m_mutex;
    int m_done = 0, m_total = 0;
};

bool isPicture(Piece piece) { return piece == Piece::png || piece == Piece::svg; }

} // namespace

QString nameOf(Recipient recipient) {
    switch (recipient) {
    case Recipient::fieldTeam: return say("Field team");
    case Recipient::manager: return say("Manager");
    case Recipient::gisTeam: return say("GIS team");
    case Recipient::planner: return say("Planner");
    case Recipient::modeller: return say("Modeller");
    }
    return {};
}

QString keyOf(Recipient recipient) {
    switch (recipient) {
    case Recipient::fieldTeam: return QStringLiteral("field");
    case Recipient::manager: return QStringLiteral("manager");
    case Recipient::gisTeam: return QStringLiteral("gis");
    case Recipient::planner: return QStringLiteral("planner");
    case Recipient::modeller: return QStringLiteral("modeller");
    }
    return {};
}

std::optional<Recipient> recipientFromString(const QString& key) {
    for (const Recipient recipient : kRecipients)
        if (keyOf(recipient) == key) return recipient;
    return std::nullopt;
}

const std::vector<Piece>& piecesFor(Recipient recipient) {
    static const std::vector<Piece> field{Piece::pdf, Piece::html, Piece::kmz}, manager{Piece::pdf, Piece::png, Piece::svg},
        gis{Piece::geopackage, Piece::shapefile, Piece::geojson, Piece::record}, planner{Piece::pdf, Piece::xlsx, Piece::csv},
        modeller{Piece::inp, Piece::csv, Piece::record};
    switch (recipient) {
    case Recipient::fieldTeam: return field;
    case Recipient::manager: return manager;
    case Recipient::gisTeam: return gis;
    case Recipient::planner: return planner;
    case Recipient::modeller: break;
    }
    return modeller;
}

std::vector<Piece> piecesFor(const std::vector<Recipient>& recipients) {
    std::vector<Piece> pieces;
    for (const Piece piece : kPieces)
        if (std::any_of(recipients.begin(), recipients.end(), [piece](Recipient r) {
                const auto& own = piecesFor(r);
                return std::find(own.begin(), own.end(), piece) != own.end();
            }))
            pieces.push_back(piece);
    return pieces;
}

QString useOf(Piece piece) {
    switch (piece) {
    case Piece::pdf: return say("Map, charts, why and ranked pipes, to print and to send");
    case Piece::html: return say("Map to pan and pick in any browser, also on a phone and without a network");
    case Piece::png: return say("Map and charts as pictures, for a slide or a message");
    case Piece::svg: return say("Map and charts as drawings that can be enlarged and edited");
    case Piece::kmz: return say("For Google Earth and map programs on a phone");
    case Piece::geopackage: return say("Layers with a style that QGIS applies by itself");
    case Piece::shapefile: return say("Layers for older GIS, with a dictionary of the short field names");
    case Piece::geojson: return say("Everything as one file for web maps and scripts");
    case Piece::xlsx: return say("Workbook: pipes, events, sensors, evidence, readings, and what each column means");
    case Piece::csv: return say("The same as plain tables");
    case Piece::inp: return say("EPANET model with the burst in place");
    case Piece::record: return say("Inputs, checksums, options and version: what repeats the result");
    }
    return {};
}

qint64 PackContents::bytes() const {
    qint64 sum = 0;
    for (const PackFile& file : files) sum += file.bytes;
    return sum;
}

Result<PackContents> makePack(const PackRequest& request, const QString& folder, const PackProgress& progress, std::stop_token stop) {
    auto file = project::ProjectFile::open(request.project, project::ProjectFile::Mode::readOnly);
    if (!file) return file.error();
    auto material = readMaterial(**file, request.events, needsOf(request.pieces), request.options, stop);
    if (!material) return material.error();
    const bool pictures = std::any_of(request.pieces.begin(), request.pieces.end(), isPicture) && material->report.events.size() > 1;
    const std::vector<Material> alone = pictures ? eventByEvent(*material) : std::vector<Material>{};
    std::vector<PackTask> tasks;
    for (const Piece piece : request.pieces) { // kPieces begins with the PDF, which takes longest
        const QString name = QDir(folder).filePath(request.stem + (piece == Piece::record ? QStringLiteral("-run") : QString()));
        if (!isPicture(piece) || !pictures) {
            tasks.push_back({piece, &*material, name + QLatin1Char('.') + suffixOf(piece)});
            if (piece == Piece::pdf && request.previewPages > 0) tasks.push_back({piece, &*material, {}, true});
            continue;
        }
        for (const Material& one : alone)
            tasks.push_back({piece, &one, QStringLiteral("%1-%2.%3").arg(name).arg(one.report.events.front().event.id).arg(suffixOf(piece))});
    }
    auto contents = PackRun(request, progress, stop).run(tasks);
    if (contents) contents->diagnostics.insert(contents->diagnostics.begin(), material->diagnostics.begin(), material->diagnostics.end());
    return contents;
}

Result<void> placePack(const QString& folder, const PackContents& contents, const QString& target, std::stop_token stop) {
    const QFileInfo place(target);
    if (target.endsWith(QLatin1String(".zip"), Qt::CaseInsensitive)) {
        std::vector<std::string> names;
        for (const PackFile& file : contents.files) names.push_back(file.name.toStdString());
        return output::zipFiles(folder.toStdString(), names, place.completeBaseName().toStdString(), target.toStdString(), stop);
    }
    const output::Workshop workshop(place.absoluteFilePath().toStdString());
    if (!workshop.ok()) return output::cannotWriteHere(target.toStdString());
    for (const PackFile& file : contents.files) {
        if (stop.stop_requested()) return cancelledBefore(target);
        const QString from = QDir(folder).filePath(file.name), to = QString::fromStdString(workshop.file(file.name.toStdString()).string());
        QFile made(from);
        if (!made.copy(to)) return unwritable(target, made.errorString());
    }
    if (!QDir().mkpath(target)) return output::cannotWriteHere(target.toStdString());
    for (const PackFile& file : contents.files)
        if (auto done = output::publish(workshop.file(file.name.toStdString()), QDir(target).filePath(file.name).toStdString()); !done) return done;
    return {};
}

Result<PackContents> writePack(const PackRequest& request, const QString& target, const PackProgress& progress, std::stop_token stop) {
    const QTemporaryDir folder;
    if (!folder.isValid()) return unwritable(QDir::tempPath(), folder.errorString());
    auto contents = makePack(request, folder.path(), progress, stop);
    if (!contents) return contents;
    if (auto done = placePack(folder.path(), *contents, target, stop); !done) return done.error();
    return contents;
}

QString sizeText(qint64 bytes) { return QLocale().formattedDataSize(bytes, bytes < 1'000'000 ? 0 : 1, QLocale::DataSizeSIFormat); }

} // namespace ms::exporting
