#include "ui/export/export_map.h"

#include <QFileInfo>

namespace ms::exporting {

QStringList formats() { return {QStringLiteral("pdf"), QStringLiteral("png"), QStringLiteral("svg"), QStringLiteral("html")}; }

Result<WrittenMap> writeMap(const project::ProjectFile& file, const std::vector<std::int64_t>& events, const QString& format, const QString& path) {
    if (!formats().contains(format))
        return Error{ErrorCode::unsupported,
                     "This format is not known",
                     path.toStdString(),
                     format.toStdString(),
                     {},
                     "Known are " + formats().join(QStringLiteral(", ")).toStdString() + "."};
    auto gathered = gatherReport(file, events);
    if (!gathered) return gathered.error();
    const ReportContent& content = *gathered;
    WrittenMap written;
    const auto warn = [&](const std::string& code, const std::string& message, const std::string& element) {
        Diagnostic d;
        d.code = code;
        d.message = message;
        d.subject = path.toStdString();
        d.element = element;
        written.diagnostics.push_back(d);
    };
    if (content.events.empty()) warn("export.no-events", "There is no burst or leak to show: the map is that of the network alone", {});
    if (content.map->empty()) warn("export.no-places", "The network has no coordinates, so there is no map", {});
    for (const ReportEvent& report : content.events)
        for (const detection::PipeProbability& pipe : report.event.area.pipes)
            if (!content.map->findPipe(pipe.id)) warn("export.pipe-without-place", "A pipe of the area is not on the map", pipe.id);

    const auto take = [&](const Result<void>& done, const QString& name) -> Result<void> {
        if (done.ok()) written.files += name;
        return done;
    };
    if (format == QStringLiteral("pdf") || format == QStringLiteral("html")) {
        const auto done = take(format == QStringLiteral("pdf") ? exportPdf(content, {}, path) : exportHtml(content, path), path);
        if (!done.ok()) return done.error();
        return written;
    }
    const QFileInfo info(path);
    for (std::size_t i = 0; i < std::max<std::size_t>(1, content.events.size()); ++i) {
        ReportContent one = content;
        if (!content.events.empty()) one.events = {content.events[i]};
        QString name = path;
        if (content.events.size() > 1)
            name = info.path() + QLatin1Char('/') + info.completeBaseName() + QStringLiteral("-%1.").arg(content.events[i].event.id) + info.suffix();
        const auto done = take(format == QStringLiteral("png") ? exportPng(one, {}, name) : exportSvg(one, {}, name), name);
        if (!done.ok()) return done.error();
    }
    return written;
}

} // namespace ms::exporting
