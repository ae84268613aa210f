// That nothing of what core says stays English in a window of another language.
#include "core/analysis/event_assembly.h"
#include "core/detection/event_book.h"
#include "core/detection/track_parts.h"
#include "core/project/project_file.h"
#include "core/quality/cross.h"
#include "tests/unit/quality/made_loggers.h"
#include "ui/session/core_sentences.h"
#include "ui/session/core_words.h"
#include "ui/session/event_filter.h"

#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>
#include <QTranslator>

#include <set>

using namespace ms;
using detection::EventKind;
using session::inWords;

namespace {

/// Puts "«" and "»" round every text it is asked for: what is without them has not been translated.
class Marking final : public QTranslator {
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char* context, const char* text, const char*, int) const override {
        return qstrcmp(context, "ms::session") == 0 ? QStringLiteral("«") + QString::fromUtf8(text) + QStringLiteral("»") : QString();
    }
};

std::string whyOf(EventKind kind, bool inStep, double flow_m3s, bool frozenMeter = false) {
    detection::BookedEvent booked;
    booked.kind = kind;
    booked.frozenMeter = frozenMeter;
    booked.fit.shape.proportional = inStep;
    detection::TrackState state;
    state.startedAt = Instant{1'704'067'200'000};
    state.flow_m3s = {flow_m3s, 0.8 * flow_m3s, 1.2 * flow_m3s};
    booked.out.states.push_back(state);
    const auto track = detection::trackOf("Z1", {}, {}, {}, {booked}, {});
    return track.events.front().why;
}

std::vector<quality::Fault> faultsOfAllKinds() {
    using namespace quality::test;
    const Water water(200, 11);
    std::vector<series::Readings> readings;
    for (unsigned k = 0; k < 12; ++k) readings.push_back(logger(water, 40 + k, 0.8 + 0.25 * k, 20 + k));
    const auto at = [](std::size_t day) { return day * 96; };
    const auto whole = readings[3];
    for (std::size_t i = at(60); i < at(120); ++i) readings[3].values[i] = whole.values[i - 4];
    for (std::size_t i = at(140); i < at(180); ++i) readings[3].values[i] = whole.values[i + 4];
    for (std::size_t i = at(90); i < readings[5].size(); ++i) readings[5].values[i] += 0.35;
    for (std::size_t i = at(20); i < at(140); ++i) readings[1].values[i] += 1.5 * static_cast<double>(i - at(20)) / static_cast<double>(120 * 96);
    std::mt19937 random(5);
    for (std::size_t i = at(80); i < at(100); ++i) readings[4].values[i] += 0.25 * Water::unit(random);
    for (std::size_t i = at(50); i < at(51); ++i) readings[7].values[i] = readings[7].values[at(50)];
    readings[8].values[1000] += 12;
    readings[8].values[3000] = 0;
    std::vector<quality::Digest> digests;
    for (const auto& r : readings) digests.push_back(quality::examineSeries(Quantity::pressure, r));
    std::vector<const quality::Digest*> group;
    std::vector<quality::Fault> faults;
    for (const auto& d : digests) {
        group.push_back(&d);
        faults.insert(faults.end(), d.faults.begin(), d.faults.end());
    }
    for (const auto& found : quality::crossCheck(group)) faults.insert(faults.end(), found.begin(), found.end());
    return faults;
}

/// Texts in core that never reach a window as a sentence: names in files and of what is decoded, and what only a wrong call of core would say.
const QStringList kInner{QStringLiteral("customer meters"),
                         QStringLiteral("signature ensemble"),
                         QStringLiteral("no verdict"),
                         QStringLiteral("over its limit"),
                         QStringLiteral("failed to start"),
                         QStringLiteral("unit missing"),
                         QStringLiteral("not in sensors.csv"),
                         QStringLiteral("implausible unit"),
                         QStringLiteral("a learned profile"),
                         QStringLiteral("there is something behind the value"),
                         QStringLiteral("events must be an array"),
                         QStringLiteral("readings must be arrays of one length with ascending times"),
                         QStringLiteral("the arrays of a band must be of one length"),
                         QStringLiteral("an envelope needs a span and columns")};

bool isInner(const QString& text, const QString& statement) {
    if (kInner.contains(text)) return true;
    static const QRegularExpression inner(QStringLiteral(
        "internal|fprintf|protocolError|breakOff|fail\\(|decode|fromBytes|loadAll|nameOf|SELECT|INSERT|UPDATE|DELETE|CREATE|PRAGMA|ALTER|"
        "WHERE|SET tcp_|SET default_|LOCK TABLE|double precision|FROM STDIN|ORDER BY|AS readings|extract\\(epoch|SET client|said\\.find|node "
        "lost|Node "
        "failure|SAVEPOINT| AND age|ROLLBACK|RELEASE|Prepared|jsonString|QStringLiteral\\(\"[a-z_-]+\"\\)$"));
    return inner.match(statement).hasMatch() || text.contains(QLatin1String("\\n"));
}

} // namespace

class CoreWordsTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() {
        QLocale::setDefault(QLocale(QLocale::German));
        QVERIFY(QCoreApplication::installTranslator(&m_marking));
    }

    void eventsOfAllKinds() {
        const std::tuple<EventKind, bool, double> all[] = {{EventKind::burst, false, 0.0041},      {EventKind::leak, false, 0.0123},
                                                           {EventKind::meterFault, false, -0.004}, {EventKind::demand, true, 0.004},
                                                           {EventKind::demand, false, 0.004},      {EventKind::demand, false, 0},
                                                           {EventKind::operation, false, -0.02}};
        std::vector<std::string> whys{whyOf(EventKind::meterFault, false, 0, true)};
        for (const auto& [kind, inStep, flow] : all) whys.push_back(whyOf(kind, inStep, flow));
        for (const std::string& why : whys) {
            const QString said = inWords(why);
            QVERIFY2(said.startsWith(QStringLiteral("«")) && said.endsWith(QStringLiteral("».")), qPrintable(said));
            QVERIFY2(said.contains(QStringLiteral("1 Jan. 2024 00:00")), qPrintable(said));
        }
        session::DisplayUnits units;
        units.flow = QStringLiteral("m3/h");
        QVERIFY(inWords(whyOf(EventKind::burst, false, 0.01), units).contains(QStringLiteral("36,0 m³/h")));
    }

    void theFilterFindsWhatTheTableShows() {
        detection::Event event;
        event.why = whyOf(EventKind::burst, false, 0.0041);
        session::EventFilter filter;
        filter.words = {QStringLiteral("«the zone").toStdString(), "inflow"};
        QVERIFY(filter.accepts(event));
        filter.words = {QStringLiteral("«the reservoir").toStdString()};
        QVERIFY(!filter.accepts(event));
    }

    void whereAnEventIs() {
        const std::string begin = "The zone's inflow rose by 4.10 l/s at 2024-01-01 00:00 and stays up, day and night alike";
        const QString area = inWords(begin + "; 90 % sure to be on 1.9 km of pipe (3.4 % of the zone), most probably on P17.");
        QVERIFY2(area.startsWith(QStringLiteral("««")), qPrintable(area));
        QVERIFY2(area.contains(QStringLiteral("90 % sure to be on «1,9 km» of pipe (3,4 % of the zone), most probably on P17")), qPrintable(area));
        QVERIFY(inWords(begin + "; the loggers do not tell where in zone A it is.").startsWith(QStringLiteral("««")));
        QVERIFY(inWords("Split by hand from event 12. " + begin + ".").count(QStringLiteral("«")) == 2);
    }

    void faultsOfLoggers() {
        std::set<quality::FaultKind> seen;
        for (const auto& fault : faultsOfAllKinds()) {
            seen.insert(fault.kind);
            QVERIFY2(session::isKnownSentence(fault.reason), fault.reason.c_str());
            const auto why = "Logger L1, since 2024-02-01 00:00: " + fault.reason + "; its readings are not believed.";
            QVERIFY2(session::isKnownSentence(why), why.c_str());
        }
        QCOMPARE(seen.size(), std::size_t{7}); // all but what the user excludes
    }

    void theSampleProject() {
        const QString sample = QStringLiteral(MAINSIGHT_BIN_DIR "/../share/mainsight/sample/westvale.mainsight");
        if (!QFileInfo::exists(sample)) QSKIP("sanitized builds have no sample; the release build's tests read it");
        auto file = project::ProjectFile::open(sample, project::ProjectFile::Mode::readOnly);
        QVERIFY(file.ok());
        const auto events = (*file)->events();
        QVERIFY(events.ok() && !events->empty());
        for (const auto& e : *events) QVERIFY2(session::isKnownSentence(e.why), e.why.c_str());
        const auto spans = (*file)->qualitySpans();
        QVERIFY(spans.ok() && !spans->empty());
        for (const auto& s : *spans) QVERIFY2(session::isKnownSentence(s.fault.reason), s.fault.reason.c_str());
    }

    void aDiagnosticIsWordedPartByPart() {
        const Diagnostic d{Severity::warning,
                           "analysis.zone-skipped",
                           "no flow meter of this zone has readings",
                           {},
                           "zone A",
                           {},
                           {},
                           "the other zones are analysed",
                           "check the path"};
        QCOMPARE(
            inWords(d),
            QStringLiteral("«no flow meter of this zone has readings» (zone A)«; kept: %1»").arg(QStringLiteral("«the other zones are analysed»")) +
                QStringLiteral("; «check the path»"));
        QCOMPARE(inWords(std::string("Nothing like it")), QStringLiteral("Nothing like it"));
        QCOMPARE(inWords(std::string("12 events")), QStringLiteral("«12 events»"));
    }

    /// Reads the sources: each text of several words must stand in the table.
    void everySentenceOfTheSources_data() {
        QTest::addColumn<QString>("folder");
        for (const char* f : {"analysis", "calibration", "detection", "jobs", "localisation", "quality", "project"})
            QTest::newRow(f) << QString::fromLatin1(f);
    }
    void everySentenceOfTheSources() {
        QFETCH(QString, folder);
        QString known;
        for (const auto& s : session::coreSentences()) known += QString::fromUtf8(s.text) + QLatin1Char('\n');
        static const QRegularExpression comment(QStringLiteral("(^|\\s)//[^\n]*|^\\s*#[^\n]*"), QRegularExpression::MultilineOption);
        static const QRegularExpression literal(QStringLiteral("\"((?:[^\"\\\\\n]|\\\\.)*)\""));
        static const QRegularExpression place(QStringLiteral("%[-+.*\\d]*(?:ll)?[dfsgu](?: (?:l/s|m|km|h|%%))?(?![a-z])|%%|%\\d"));
        static const QRegularExpression words(QStringLiteral("[A-Za-z']{2,} [a-z']{2,}"));
        QStringList unknown;
        int texts = 0;
        QDirIterator files(QStringLiteral(MAINSIGHT_SOURCE_DIR "/core/") + folder, {QStringLiteral("*.cpp")}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QString source = QString::fromUtf8(file.readAll()).remove(comment);
            for (const QString& statement : source.split(QRegularExpression(QStringLiteral(";\\s*\n|[{}]\n")))) {
                for (auto it = literal.globalMatch(statement); it.hasNext();) {
                    const QString text = it.next().captured(1);
                    if (!words.match(text).hasMatch() || isInner(text, statement)) continue;
                    ++texts;
                    for (QString piece : QString(text).replace(place, QStringLiteral("\n")).split(QLatin1Char('\n'))) {
                        piece.remove(QRegularExpression(QStringLiteral("^[ ;:,.()']+|[ ;:,.()']+$")));
                        if (words.match(piece).hasMatch() && !known.contains(piece))
                            unknown << QFileInfo(file).fileName() + QStringLiteral(": ") + text;
                    }
                }
            }
        }
        QVERIFY2(unknown.isEmpty(), qPrintable(QStringLiteral("not in ui/session/core_sentences*.cpp:\n") + unknown.join(QLatin1Char('\n'))));
        QVERIFY(texts > 0 || folder == QLatin1String("calibration"));
    }

private:
    Marking m_marking;
};

QTEST_GUILESS_MAIN(CoreWordsTest)
#include "test_core_words.moc"
