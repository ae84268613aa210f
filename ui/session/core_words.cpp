#include "ui/session/core_words.h"

#include "ui/session/core_sentences.h"
#include "ui/session/words.h"

#include <QDateTime>
#include <QHash>
#include <QLocale>
#include <QRegularExpression>

#include <optional>

namespace ms::session {
namespace {

struct Pattern {
    const CoreSentence* sentence;
    QString begin;  ///< what stands before its first place
    QString surest; ///< the longest text between places: most sentences that are not meant do without it
    QRegularExpression whole;
    std::vector<int> order; ///< number of the place that a group fills
};

QString groupOf(char kind) {
    switch (kind) {
    case 'v': return QStringLiteral("([+-]?\\d+(?:\\.\\d+)? (?:l/s|m))");
    case 'n': return QStringLiteral("(-?\\d+(?:\\.\\d+)?)");
    case 't': return QStringLiteral("(\\d{4}-\\d\\d-\\d\\d[ T]\\d\\d:\\d\\d)");
    case 'z': return QStringLiteral("(\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z)");
    case 'k': return QStringLiteral("(\\d+(?:\\.\\d+)? km)");
    case 'q': return QStringLiteral("(\\d+(?:\\.\\d+)? %)");
    default: return QStringLiteral("(.+)");
    }
}

Pattern patternOf(const CoreSentence& sentence) {
    const QString text = QString::fromUtf8(sentence.text);
    Pattern p{&sentence, {}, {}, {}, {}};
    QString whole;
    qsizetype from = 0;
    const auto piece = [&](const QString& fixed) {
        if (fixed.size() > p.surest.size()) p.surest = fixed;
        return QRegularExpression::escape(fixed);
    };
    for (qsizetype at = text.indexOf(QLatin1Char('%')); at >= 0; at = text.indexOf(QLatin1Char('%'), at + 2)) {
        if (at + 1 >= text.size() || !text[at + 1].isDigit()) continue;
        if (p.order.empty()) p.begin = text.left(at);
        whole += piece(text.mid(from, at - from));
        p.order.push_back(text[at + 1].digitValue() - 1);
        whole += groupOf(sentence.kinds[p.order.back()]);
        from = at + 2;
    }
    p.whole.setPattern(QRegularExpression::anchoredPattern(whole + piece(text.mid(from))));
    p.whole.setPatternOptions(QRegularExpression::DotMatchesEverythingOption);
    return p;
}

/// The table, made ready once: sentences without places by their text, the others in order.
struct Book {
    QHash<QString, const CoreSentence*> plain;
    std::vector<Pattern> patterns;

    Book() {
        for (const CoreSentence& s : coreSentences())
            if (*s.kinds == '\0')
                plain.insert(QString::fromUtf8(s.text), &s);
            else
                patterns.push_back(patternOf(s));
    }
};

const Book& book() {
    static const Book made;
    return made;
}

QString time(const QString& text) {
    const auto when = QDateTime::fromString(text.left(16).replace(QLatin1Char('T'), QLatin1Char(' ')), QStringLiteral("yyyy-MM-dd HH:mm"));
    return QLocale().toString(when, QStringLiteral("d MMM yyyy HH:mm"));
}

QString number(const QString& text) {
    const auto dot = text.indexOf(QLatin1Char('.'));
    return QLocale().toString(text.toDouble(), 'f', dot < 0 ? 0 : static_cast<int>(text.size() - dot - 1));
}

QString value(const QString& text, const DisplayUnits& units) {
    const auto blank = text.indexOf(QLatin1Char(' '));
    const bool flow = text.endsWith(QLatin1String("l/s"));
    const QString figure = text.left(blank);
    const double si = figure.toDouble() / (flow ? 1000 : 1);
    const auto quantity = flow ? Quantity::flow : Quantity::pressure;
    // Scatter and small leaks have more digits than the unit's usual ones.
    const bool fine = units.unit(quantity) == text.mid(blank + 1) && std::abs(figure.toDouble()) < 1;
    const QString shown = fine ? number(figure.startsWith(QLatin1Char('+')) ? figure.mid(1) : figure) + text.mid(blank) : units.value(quantity, si);
    return figure.startsWith(QLatin1Char('+')) ? QLatin1Char('+') + shown : shown;
}

std::optional<QString> worded(const QString& english, const DisplayUnits& units);

std::optional<QString> shown(char kind, const QString& text, const DisplayUnits& units) {
    switch (kind) {
    case 'v': return value(text, units);
    case 'n': return number(text);
    case 't': return time(text);
    case 'z': return tr("%1 UTC").arg(time(text));
    case 'k': return lengthText(text.chopped(3).toDouble() * 1000);
    case 'q': return QStringLiteral("%1 %").arg(number(text.chopped(2)));
    case 'c': return worded(text, units);
    default: return text;
    }
}

std::optional<QString> worded(const QString& english, const DisplayUnits& units) {
    const bool stop = english.endsWith(QLatin1Char('.')) && !english.endsWith(QLatin1String(".."));
    const QString text = stop ? english.chopped(1) : english;
    const QString end = stop ? QStringLiteral(".") : QString();
    if (const auto it = book().plain.constFind(text); it != book().plain.cend()) return tr((*it)->text) + end;
    for (const Pattern& p : book().patterns) {
        if (!text.startsWith(p.begin) || !text.contains(p.surest)) continue;
        const auto match = p.whole.match(text);
        if (!match.hasMatch()) continue;
        std::vector<QString> places(p.order.size());
        bool known = true;
        for (std::size_t i = 0; i < p.order.size() && known; ++i) {
            const auto place = static_cast<std::size_t>(p.order[i]);
            const auto part = shown(p.sentence->kinds[place], match.captured(static_cast<int>(i) + 1), units);
            known = part.has_value();
            if (known) places[place] = *part;
        }
        if (!known) continue;
        // All places at once: what fills one may hold a per cent sign and a digit.
        QString out;
        const QString model = tr(p.sentence->text);
        for (qsizetype i = 0; i < model.size(); ++i)
            if (model[i] == QLatin1Char('%') && i + 1 < model.size() && model[i + 1].isDigit())
                out += places.at(static_cast<std::size_t>(model[++i].digitValue() - 1));
            else
                out += model[i];
        return out + end;
    }
    return std::nullopt;
}

} // namespace

QString inWords(const std::string& english, const DisplayUnits& units) {
    const QString text = QString::fromStdString(english);
    return worded(text, units).value_or(text);
}

QString inWords(const Error& error, const DisplayUnits& units) {
    Error said = error;
    said.message = inWords(error.message, units).toStdString();
    if (!error.advice.empty()) said.advice = inWords(error.advice, units).toStdString();
    return QString::fromStdString(said.toString());
}

QString inWords(const Diagnostic& diagnostic, const DisplayUnits& units) {
    const Diagnostic& d = diagnostic;
    QString line = inWords(Error{ErrorCode::invalidInput, d.message, d.subject, d.element, d.position, {}}, units);
    if (!d.text.empty()) line += QStringLiteral(" '%1'").arg(QString::fromStdString(d.text));
    if (!d.kept.empty()) line += tr("; kept: %1").arg(inWords(d.kept, units));
    if (!d.advice.empty()) line += QStringLiteral("; ") + inWords(d.advice, units);
    return line;
}

bool isKnownSentence(const std::string& english) { return worded(QString::fromStdString(english), {}).has_value(); }

} // namespace ms::session
