#include "ui/session/event_filter.h"
#include "ui/session/core_words.h"
#include "ui/session/words.h"

#include "ui/session/display_units.h"

#include <QCoreApplication>
#include <QDate>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <vector>

namespace ms::session {

namespace {

std::string lower(const QString& text) { return text.toLower().toStdString(); }
std::string lower(const std::string& text) { return QString::fromStdString(text).toLower().toStdString(); }
bool contains(const std::string& text, const std::string& word) { return lower(text).find(word) != std::string::npos; }

struct Token {
    QString text;
    int position = 0;
    bool quoted = false;
};

/// Splits at blanks; "..." holds blanks, also after "key:".
std::vector<Token> tokens(const QString& text) {
    std::vector<Token> all;
    int i = 0;
    while (i < text.size()) {
        if (text[i].isSpace()) {
            ++i;
            continue;
        }
        Token token;
        token.position = i;
        token.quoted = text[i] == QLatin1Char('"');
        bool inside = false;
        for (; i < text.size() && (inside || !text[i].isSpace()); ++i) {
            if (text[i] == QLatin1Char('"'))
                inside = !inside;
            else
                token.text += text[i];
        }
        all.push_back(token);
    }
    return all;
}

std::optional<Instant> dayOf(const QString& text, const LocalZone& zone) {
    if (const auto t = instantFromIso(text.toStdString(), zone)) return t;
    for (const auto* format : {"yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy", "dd.MM.yyyy", "d.M.yyyy"}) {
        const QDate date = QDate::fromString(text, QLatin1String(format));
        if (!date.isValid()) continue;
        const auto found = zone.fromLocal(instantFromUtc({date.year(), date.month(), date.day(), 0, 0, 0, 0}));
        if (!found.empty()) return found.front();
        // Midnight falls into the spring gap in some zones: the day then begins an hour later.
        const auto later = zone.fromLocal(instantFromUtc({date.year(), date.month(), date.day(), 1, 0, 0, 0}));
        if (!later.empty()) return later.front();
    }
    return std::nullopt;
}

/// With the point of files or the user's own decimal mark; marks of thousands only where it is no number otherwise ("0,125" is an eighth in German).
std::optional<double> numberOf(const QString& text) {
    QLocale file = QLocale::c(), user;
    for (auto* locale : {&file, &user}) locale->setNumberOptions(QLocale::RejectGroupSeparator);
    std::vector<QLocale> locales{file, user};
    if (!text.startsWith(QLatin1Char('0'))) locales.emplace_back(); // no number of thousands begins so
    for (const auto& locale : locales) {
        bool ok = false;
        const double value = locale.toDouble(text, &ok);
        if (ok && std::isfinite(value)) return value;
    }
    return std::nullopt;
}

class Parser {
public:
    Parser(const LocalZone& zone, double flowToSi) : m_zone(zone), m_flowToSi(flowToSi) {}

    FilterParse parse(const QString& text) {
        FilterParse all;
        for (const auto& token : tokens(text)) {
            const auto before = m_parse.filter;
            take(token);
            if (m_parse.problem.isEmpty()) continue;
            m_parse.filter = before; // a part that is wrong is left out, the others hold
            if (all.problem.isEmpty()) all = {{}, m_parse.problem, token.position, std::max<int>(1, static_cast<int>(token.text.size()))};
            m_parse.problem.clear();
        }
        all.filter = m_parse.filter;
        return all;
    }

private:
    void take(const Token& token) {
        const int at = firstOf(token.text, QStringLiteral(":<>="));
        if (token.quoted || at <= 0) {
            if (!token.text.isEmpty()) m_parse.filter.words.push_back(lower(token.text));
            return;
        }
        const QString key = token.text.left(at).toLower();
        const QChar relation = token.text[at];
        QString value = token.text.mid(at + 1);
        if (value.startsWith(QLatin1Char('='))) value.remove(0, 1);
        if (value.isEmpty()) {
            m_parse.problem = tr("“%1” needs a value after “%2”").arg(key, QString(relation));
            return;
        }
        if (key == QLatin1String("zone") || key == QLatin1String("dma")) {
            for (const auto& z : value.split(QLatin1Char(','), Qt::SkipEmptyParts)) m_parse.filter.zones.insert(lower(z));
        } else if (key == QLatin1String("kind")) {
            kinds(value);
        } else if (key == QLatin1String("status")) {
            statuses(value);
        } else if (key == QLatin1String("since") || key == QLatin1String("until")) {
            date(key, value);
        } else if (key == QLatin1String("size") || key == QLatin1String("conf") || key == QLatin1String("confidence")) {
            size(key, relation, value);
        } else {
            m_parse.problem = tr("No filter is called “%1”. There are zone, kind, status, since, until, size and conf").arg(key);
        }
    }

    // Kinds and statuses may be written in the user's language or as in files, with a blank, a hyphen or an underscore.
    static QString plain(QString text) {
        return text.toLower().replace(QLatin1Char('_'), QLatin1Char(' ')).replace(QLatin1Char('-'), QLatin1Char(' ')).trimmed();
    }
    void kinds(const QString& value) {
        using detection::EventKind;
        static constexpr EventKind all[] = {EventKind::burst,      EventKind::leak,      EventKind::sensorFault,
                                            EventKind::meterFault, EventKind::operation, EventKind::demand};
        for (const auto& word : value.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            bool found = false;
            for (const auto kind : all) {
                const auto name = detection::nameOf(kind);
                const QString file = plain(QString::fromUtf8(name.data(), static_cast<qsizetype>(name.size())));
                const QString shown = plain(kindWord(kind));
                if (plain(word) == file || plain(word) == shown || (plain(word) == QLatin1String("fault") && file.endsWith(QLatin1String("fault")))) {
                    m_parse.filter.kinds.insert(kind);
                    found = true;
                }
            }
            if (!found) {
                m_parse.problem =
                    tr("No kind of event is called “%1”. There are burst, leak, sensor-fault, meter-fault, operation and demand").arg(word);
                return;
            }
        }
    }
    void statuses(const QString& value) {
        using detection::EventStatus;
        static constexpr EventStatus all[] = {EventStatus::open, EventStatus::confirmed, EventStatus::dismissed, EventStatus::repaired,
                                              EventStatus::withdrawn};
        for (const auto& word : value.split(QLatin1Char(','), Qt::SkipEmptyParts)) {
            const auto known = detection::eventStatusFromString(lower(word));
            const auto* shown = std::find_if(std::begin(all), std::end(all), [&](auto s) { return plain(statusWord(s)) == plain(word); });
            if (known)
                m_parse.filter.statuses.insert(*known);
            else if (shown != std::end(all))
                m_parse.filter.statuses.insert(*shown);
            else {
                m_parse.problem = tr("No status is called “%1”. There are new, confirmed, dismissed, repaired and withdrawn").arg(word);
                return;
            }
        }
    }
    void date(const QString& key, const QString& value) {
        const auto t = dayOf(value, m_zone);
        if (!t) {
            m_parse.problem = tr("“%1” is no date. Write it as 2024-08-01").arg(value);
            return;
        }
        (key == QLatin1String("since") ? m_parse.filter.since : m_parse.filter.until) = *t;
    }
    void size(const QString& key, QChar relation, const QString& value) {
        const auto number = numberOf(QString(value).remove(QLatin1Char('%')));
        if (!number) {
            m_parse.problem = tr("“%1” is no number").arg(value);
            return;
        }
        const bool less = relation == QLatin1Char('<');
        if (key == QLatin1String("size")) {
            (less ? m_parse.filter.maxFlow_m3s : m_parse.filter.minFlow_m3s) = *number * m_flowToSi;
        } else if (less) {
            m_parse.problem = tr("Confidence can only be filtered from below: conf>80");
        } else {
            m_parse.filter.minConfidence = *number / 100;
        }
    }
    static int firstOf(const QString& text, const QString& signs) {
        for (int i = 0; i < text.size(); ++i)
            if (signs.contains(text[i])) return i;
        return -1;
    }

    const LocalZone& m_zone;
    double m_flowToSi;
    FilterParse m_parse;
};

} // namespace

FilterParse parseFilter(const QString& text, const LocalZone& zone, double flowUnitToSi) { return Parser(zone, flowUnitToSi).parse(text); }

bool EventFilter::accepts(const detection::Event& e) const {
    if (!acceptsZone(e.zone)) return false;
    if (!kinds.empty() && !kinds.contains(e.kind)) return false;
    if (!statuses.empty() && !statuses.contains(e.status)) return false;
    if (since && e.startedAt < *since) return false;
    if (until && e.startedAt >= *until) return false;
    if (minFlow_m3s && e.flow_m3s.value < *minFlow_m3s) return false;
    if (maxFlow_m3s && e.flow_m3s.value > *maxFlow_m3s) return false;
    if (minConfidence && e.confidence < *minConfidence) return false;
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
        return contains(e.zone, word) || contains(e.why, word) || contains(kindWord(e.kind).toStdString(), word) ||
               contains(statusWord(e.status).toStdString(), word) ||
               std::any_of(e.evidence.begin(), e.evidence.end(), [&](const auto& v) { return contains(v.sensor, word); }) ||
               std::any_of(e.area.pipes.begin(), e.area.pipes.end(), [&](const auto& p) { return contains(p.id, word); }) ||
               contains(inWords(e.why).toStdString(), word); // last: it takes longest
    });
}

bool EventFilter::acceptsZone(const std::string& zone) const { return zones.empty() || zones.contains(lower(zone)); }

bool EventFilter::acceptsSensor(const std::string& name, const std::string& zone) const {
    if (!acceptsZone(zone)) return false;
    return std::all_of(words.begin(), words.end(), [&](const std::string& word) { return contains(name, word) || contains(zone, word); });
}

FilterState::FilterState(QObject* parent) : QObject(parent) {}

void FilterState::setText(const QString& text) {
    if (text == m_text) return;
    m_text = text;
    parse();
    Q_EMIT textChanged();
}

void FilterState::setContext(const LocalZone& zone, double flowUnitToSi) {
    m_zone = zone;
    m_flowToSi = flowUnitToSi;
    parse();
}

void FilterState::parse() {
    auto parsed = parseFilter(m_text, m_zone, m_flowToSi);
    m_problem = parsed.problem;
    const bool same = parsed.filter == m_parse.filter;
    m_parse = std::move(parsed);
    if (!same) Q_EMIT changed();
}

} // namespace ms::session
