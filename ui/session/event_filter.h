#pragma once

#include "core/base/time.h"
#include "core/detection/event.h"

#include <QObject>
#include <QString>
#include <QStringList>

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace ms::session {

/// What the filter field means. A value; everything empty = all pass.
///
///     zone:AB,C   kind:burst,leak   status:new   since:2024-08-01   until:2024-09-01   size>1.5   conf>80   words ...
///
/// Parts are joined by "and"; the values of one part by "or". Sizes are in the user's flow unit, confidence in per cent. A word must occur in the
/// zone, the reason (in the window's language or in English), a sensor of the evidence or a pipe of the area. "quoted words" hold blanks.
struct EventFilter {
    std::set<std::string> zones; ///< lower case
    std::set<detection::EventKind> kinds;
    std::set<detection::EventStatus> statuses;
    std::optional<Instant> since, until; ///< startedAt in [since, until)
    std::optional<double> minFlow_m3s, maxFlow_m3s;
    std::optional<double> minConfidence;
    std::vector<std::string> words; ///< lower case
    bool operator==(const EventFilter&) const = default;

    [[nodiscard]] bool empty() const { return *this == EventFilter{}; }
    [[nodiscard]] bool accepts(const detection::Event& event) const;
    [[nodiscard]] bool acceptsZone(const std::string& zone) const; ///< by the zones alone
    /// Words and zones alone; for the sensors of the tree.
    [[nodiscard]] bool acceptsSensor(const std::string& name, const std::string& zone) const;
};

/// What the right parts of the text mean, and what is wrong with the first wrong one and where (0-based, in characters).
struct FilterParse {
    EventFilter filter;
    QString problem; ///< empty = fine
    int position = 0, length = 0;
};
[[nodiscard]] FilterParse parseFilter(const QString& text, const LocalZone& zone, double flowUnitToSi);

/// The filter that all views share. Parts of the text that are wrong are left out, the others hold. GUI thread only.
class FilterState final : public QObject {
    Q_OBJECT
public:
    explicit FilterState(QObject* parent = nullptr);
    [[nodiscard]] const EventFilter& filter() const { return m_parse.filter; }
    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString problem() const { return m_problem; } ///< of the text as typed; empty = valid
    void setText(const QString& text);
    void setContext(const LocalZone& zone, double flowUnitToSi); ///< reads the text again

Q_SIGNALS:
    void changed();     ///< the filter in force
    void textChanged(); ///< text or problem

private:
    void parse();
    QString m_text, m_problem;
    FilterParse m_parse;
    LocalZone m_zone;
    double m_flowToSi = 1e-3;
};

} // namespace ms::session
