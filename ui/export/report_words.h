#pragma once

#include "ui/export/report_content.h"

#include <QString>
#include <QStringList>

#include <utility>
#include <vector>

/// Sentences of a report about an event, translated, in the report's units and zone. Shared by PDF and HTML.
namespace ms::exporting {

[[nodiscard]] QString headline(const ReportContent& content, const detection::Event& event); ///< "Burst in zone A near Garth Rise"
/// Label and text: size, start, called, lost so far, confidence, area.
[[nodiscard]] std::vector<std::pair<QString, QString>> facts(const ReportContent& content, const detection::Event& event);
[[nodiscard]] QString confidenceWords(double confidence); ///< "very likely"
[[nodiscard]] QString streetOf(const ReportContent& content, const std::string& pipe);
[[nodiscard]] QStringList runLines(const ReportContent& content); ///< the run record, a line an item

} // namespace ms::exporting
