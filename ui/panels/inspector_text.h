#pragma once

#include "core/detection/event.h"
#include "ui/session/display_units.h"
#include "ui/session/snapshot.h"
#include "ui/session/theme.h"

#include <QString>

#include <utility>
#include <vector>

/// The wording of the inspector: pure functions from an event to text, tested without a window. Html is what QLabel understands; everything that
/// comes from files is escaped.
namespace ms::panels {

[[nodiscard]] QString titleOf(const detection::Event& event, const session::Snapshot& snapshot); ///< "Burst in DMA02 near Garth Rise"
/// Status with glyph, number, and whether the run is still under way.
[[nodiscard]] QString badgeHtml(const detection::Event& event, const session::Snapshot& snapshot, const session::Theme& theme);
/// Name and value (html) of each fact: size with interval, lost so far, start with interval, called, end, confidence, rivals.
[[nodiscard]] std::vector<std::pair<QString, QString>> factsOf(const detection::Event& event, const LocalZone& zone,
                                                               const session::DisplayUnits& units);
/// Strongest first, at most `most`; each sensor a link "sensor:NAME", then "evidence:all" or "evidence:few".
[[nodiscard]] QString evidenceHtml(const detection::Event& event, const session::Snapshot& snapshot, const session::DisplayUnits& units,
                                   const session::Theme& theme, std::size_t most);
/// "1.9 km of pipes hold it with 90 %: 7 % of the zone", or that nothing can be told.
[[nodiscard]] QString areaHtml(const detection::Event& event, std::size_t hidden, const session::Theme& theme);
[[nodiscard]] QString historyHtml(const detection::Event& event, const LocalZone& zone, const session::DisplayUnits& units,
                                  const session::Theme& theme);
[[nodiscard]] QString notesHtml(std::int64_t event, const session::Snapshot& snapshot,
                                const session::Theme& theme); ///< with links "note:ID" that delete
[[nodiscard]] QString plainText(const QString& html);

} // namespace ms::panels
