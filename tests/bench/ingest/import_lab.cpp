// import_lab PROJECT ZONE UNITS|- MAP|- PATH...: the import in this one process, task by task, with seconds for each stage. UNITS:
// pressure=m,flow=m3/h
#include "core/ingest/ingest.h"
#include "core/project/import_hints.h"
#include "core/project/project_file.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>

#include <cstdio>

using namespace ms;

namespace {
template <typename T>
T must(Result<T> r) {
    if (!r.ok()) {
        std::fprintf(stderr, "%s\n", r.error().toString().c_str());
        std::exit(1);
    }
    return std::move(r).value();
}
} // namespace

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    if (argc < 6) return 2;
    const QString path = argv[1];
    QElapsedTimer clock;
    clock.start();
    auto file = QFileInfo::exists(path) ? must(project::ProjectFile::open(path, project::ProjectFile::Mode::readWrite))
                                        : must(project::ProjectFile::create(path, {"lab", argv[2], ""}));
    project::ImportWishes wishes;
    wishes.timezone = argv[2];
    if (QString(argv[3]) != "-")
        for (const QString& pair : QString(argv[3]).split(','))
            wishes.units[pair.section('=', 0, 0).toStdString()] = pair.section('=', 1).toStdString();
    if (QString(argv[4]) != "-") wishes.sensorMapPath = argv[4];
    const auto hints = must(project::importHints(*file, wishes));
    std::vector<std::string> paths(argv + 5, argv + argc);
    const auto plan = must(ingest::planImport(paths, 2));
    QTemporaryDir dir;
    NullSink sink;
    double parse = 0, put = 0;
    std::int64_t values = 0;
    std::printf("opened and planned %.3f s, %zu tasks\n", clock.nsecsElapsed() / 1e9, plan.tasks.size());
    project::ProjectFile::Transaction all(*file);
    if (!all.begin().ok()) return 1;
    for (std::size_t i = 0; i < plan.tasks.size(); ++i) {
        const QString out = dir.filePath(QString::number(i));
        clock.restart();
        must(ingest::importFiles(plan.tasks[i], hints, out.toStdString(), sink, {}));
        parse += clock.nsecsElapsed() / 1e9;
        clock.restart();
        const auto files = must(file->putParsedFile(out));
        put += clock.nsecsElapsed() / 1e9;
        for (const auto& f : files) {
            const auto& r = f.report;
            values += r.values;
            if (plan.tasks.size() * files.size() > 200 && r.error.empty()) continue;
            std::printf("%s: %s; %d channels, %lld rows, %lld values (%lld new, %lld same, %lld replaced), %lld quarantined, %lld empty, %lld text, "
                        "%lld dup, %lld conflict, %lld late, %lld missing%s%s\n",
                        QFileInfo(QString::fromStdString(r.path)).fileName().toUtf8().constData(), r.format.c_str(), r.channels,
                        static_cast<long long>(r.rows), static_cast<long long>(r.values), static_cast<long long>(f.outcome.added),
                        static_cast<long long>(f.outcome.unchanged), static_cast<long long>(f.outcome.replaced),
                        static_cast<long long>(r.quarantined), static_cast<long long>(r.emptyCells), static_cast<long long>(r.textCells),
                        static_cast<long long>(r.duplicateRows), static_cast<long long>(r.conflictingRows), static_cast<long long>(r.lateRows),
                        static_cast<long long>(r.missingRows), r.error.empty() ? "" : "; ERROR ", r.error.c_str());
            for (std::size_t q = 0; q < r.quarantine.size() && q < 8; ++q)
                std::printf("    line %lld: %s '%s'\n", static_cast<long long>(r.quarantine[q].line), r.quarantine[q].reason.c_str(),
                            r.quarantine[q].text.c_str());
            for (const auto& d : r.diagnostics) std::printf("    %s\n", d.toString().c_str());
        }
    }
    clock.restart();
    if (!all.commit().ok()) return 1;
    file.reset();
    std::printf("parse %.3f s, put %.3f s, commit and close %.3f s; %lld values, %.3f B/value\n", parse, put, clock.nsecsElapsed() / 1e9,
                static_cast<long long>(values), static_cast<double>(QFileInfo(path).size()) / static_cast<double>(values));
}
