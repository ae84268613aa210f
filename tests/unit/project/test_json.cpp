#include "core/project/json_value.h"

#include <QTest>

#include <cmath>

using namespace ms;
using namespace ms::project;

/// The texts of stored events and records: what is one, what is not and where it ceases to be one.
class TestJson : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void everyKindIsRead();
    void escapesAreCharacters();
    void numbersKeepTheirDigits();
    void whatIsNoneSaysWhere_data();
    void whatIsNoneSaysWhere();
    void depthIsLimited();
    void writtenTextsReadBack();
};

void TestJson::everyKindIsRead() {
    const auto v = parseJson(R"( { "a" : [ 1 , true, false, null, "x" ], "b" : {} , "c":[] } )");
    QVERIFY2(v.ok(), v.ok() ? "" : v.error().toString().c_str());
    const JsonValue* a = v->find("a");
    QVERIFY(a != nullptr);
    QCOMPARE(a->items.size(), std::size_t{5});
    QCOMPARE(a->items[0].integer(), std::int64_t{1});
    QVERIFY(a->items[1].boolean);
    QVERIFY(!a->items[2].boolean);
    QCOMPARE(a->items[3].kind, JsonValue::Kind::null);
    QCOMPARE(a->items[4].text, std::string("x"));
    QCOMPARE(a->items[4].integer(7), std::int64_t{7});
    QCOMPARE(a->items[4].number(0, 2.5), 2.5);
    QVERIFY(v->find("b")->members.empty());
    QVERIFY(v->find("d") == nullptr);
}

void TestJson::escapesAreCharacters() {
    const auto v = parseJson(R"(["\"\\\/\b\f\n\r\t", "\u0041\u00e9\u20ac\ud83d\ude00"])");
    QVERIFY(v.ok());
    QCOMPARE(v->items[0].text, std::string("\"\\/\b\f\n\r\t"));
    QCOMPARE(v->items[1].text, std::string("A\xC3\xA9\xE2\x82\xAC\xF0\x9F\x98\x80"));
}

void TestJson::numbersKeepTheirDigits() {
    const auto v = parseJson("[-0.0041, 4.1, 12e3, 1E-2, 1e+2, 1e400, -1e400, 9007199254740993]");
    QVERIFY(v.ok());
    QCOMPARE(v->items[0].number(), -0.0041);
    QCOMPARE(v->items[1].number(-3), 0.0041); // not 4.1 * 0.001, which rounds twice
    QCOMPARE(v->items[2].number(), 12000.0);
    QCOMPARE(v->items[3].number(3), 10.0);
    QCOMPARE(v->items[4].number(), 100.0);
    QVERIFY(!std::isfinite(v->items[5].number()) || v->items[5].number() == 0);
    QCOMPARE(v->items[7].integer(), std::int64_t{9007199254740993});
}

void TestJson::whatIsNoneSaysWhere_data() {
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("why");
    const auto row = [](const char* text, const char* why) { QTest::newRow(text) << QByteArray(text) << QByteArray(why); };
    row("", "a value is missing");
    row("[1", "a comma is missing");
    row("[1 2]", "a comma is missing");
    row("{\"a\" 1}", "a colon is missing");
    row("{\"a\":1 \"b\":2}", "a comma is missing");
    row("{a:1}", "a name is missing");
    row("{", "a name is missing");
    row("{\"a\":}", "a value is missing");
    row("tru", "unknown word");
    row("fals", "unknown word");
    row("-", "a value is missing");
    row("1.", "digits are missing");
    row("1e", "digits are missing");
    row("\"a", "a string does not end");
    row("\"a\\", "a string does not end");
    row("\"\\x\"", "an unknown escape");
    row("\"\\u12\"", "a broken escape");
    row("\"\\u12g4\"", "a broken escape");
    row("\"\\ud83d\"", "half a character");
    row("\"\\ud83d\\u0041\"", "half a character");
    row("\"\\ude00\"", "half a character");
    row("\"a\x01\"", "a control character in a string");
    row("1 2", "");
    row("[1]]", "");
}

void TestJson::whatIsNoneSaysWhere() {
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, why);
    const auto v = parseJson(text.toStdString());
    QVERIFY(!v.ok());
    QCOMPARE(v.error().code, ErrorCode::invalidInput);
    QVERIFY2(v.error().toString().find(why.toStdString()) != std::string::npos, v.error().toString().c_str());
}

void TestJson::depthIsLimited() {
    QVERIFY(parseJson(std::string(60, '[') + std::string(60, ']')).ok());
    const auto deep = parseJson(std::string(100'000, '['));
    QVERIFY(!deep.ok());
    QCOMPARE(deep.error().code, ErrorCode::limitExceeded);
}

void TestJson::writtenTextsReadBack() {
    const std::string text = "a\"b\\c\n\t\r\b\f\x01 \xC3\xA9";
    const auto v = parseJson(jsonString(text));
    QVERIFY(v.ok());
    QCOMPARE(v->text, text);
    for (const double x : {0.0, -1.0, 0.0041, 4.1e-7, 1.0 / 3, 1e21, 123456789.0, -2.5e-300, 1e300}) {
        const auto back = parseJson(jsonNumber(x));
        QVERIFY(back.ok());
        QCOMPARE(back->number(), x);
        for (const int exponent : {-6, 3, 6}) {
            const auto shifted = parseJson(jsonNumber(x, exponent));
            QVERIFY(shifted.ok());
            QCOMPARE(shifted->number(-exponent), x);
        }
    }
    QCOMPARE(jsonNumber(0.0041, 3), std::string("4.1"));
    QCOMPARE(jsonNumber(std::nan("")), std::string("null"));
    QCOMPARE(jsonNumber(INFINITY), std::string("null"));
}

QTEST_GUILESS_MAIN(TestJson)
#include "test_json.moc"
