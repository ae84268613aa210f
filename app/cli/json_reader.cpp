#include "app/cli/json_reader.h"

#include <QJsonArray>

namespace ms::cli {

JsonReader::~JsonReader() {
    const QStringList keys = m_object.keys();
    for (const QString& key : keys)
        if (!m_read.contains(key)) wrong(key.toUtf8().constData(), "is not a key that is known here");
}

QString JsonReader::placeOf(const char* key) const {
    return m_place.isEmpty() ? QString::fromUtf8(key) : m_place + QLatin1Char('.') + QString::fromUtf8(key);
}

void JsonReader::wrong(const char* key, const std::string& message) {
    if (!m_error) m_error = Error{ErrorCode::invalidInput, message, {}, placeOf(key).toStdString(), {}, {}};
}

QJsonValue JsonReader::take(const char* key) {
    m_read.insert(QString::fromUtf8(key));
    return m_object.value(QLatin1String(key));
}

std::string JsonReader::text(const char* key, const std::string& otherwise) {
    const QJsonValue value = take(key);
    if (value.isUndefined()) return otherwise;
    if (!value.isString()) wrong(key, "must be a text");
    return value.toString().toStdString();
}

double JsonReader::number(const char* key, double otherwise) {
    const QJsonValue value = take(key);
    if (value.isUndefined()) return otherwise;
    if (!value.isDouble()) wrong(key, "must be a number");
    return value.toDouble();
}

std::int64_t JsonReader::whole(const char* key, std::int64_t otherwise, std::int64_t most, double times) {
    if (!has(key)) return otherwise;
    const double value = number(key) * times;
    if (value >= 0 && value <= static_cast<double>(most)) return static_cast<std::int64_t>(value);
    wrong(key, "is out of range");
    return otherwise;
}

bool JsonReader::flag(const char* key, bool otherwise) {
    const QJsonValue value = take(key);
    if (value.isUndefined()) return otherwise;
    if (!value.isBool()) wrong(key, "must be true or false");
    return value.toBool();
}

Instant JsonReader::time(const char* key) {
    if (!has(key)) return {};
    const std::string written = text(key);
    const std::optional<Instant> t = instantFromIso(written, m_zone);
    if (!t) wrong(key, "is no time as 2025-10-26T01:15 or 2025-10-26T01:15Z");
    return t.value_or(Instant{});
}

std::pair<double, double> JsonReader::range(const char* key, std::pair<double, double> otherwise) {
    const QJsonValue value = take(key);
    if (value.isUndefined()) return otherwise;
    const QJsonArray pair = value.toArray();
    if (pair.size() != 2 || !pair.at(0).isDouble() || !pair.at(1).isDouble()) {
        wrong(key, "must be two numbers in brackets");
        return otherwise;
    }
    return {pair.at(0).toDouble(), pair.at(1).toDouble()};
}

QJsonObject JsonReader::object(const char* key) {
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isObject()) wrong(key, "must be an object in braces");
    return value.toObject();
}

void JsonReader::list(const char* key, const std::function<void(JsonReader&)>& each) {
    const QJsonValue value = take(key);
    if (value.isUndefined()) return;
    if (!value.isArray()) wrong(key, "must be a list in brackets");
    const QJsonArray array = value.toArray();
    for (qsizetype i = 0; i < array.size(); ++i) {
        const QString place = placeOf(key) + QStringLiteral("[%1]").arg(i);
        if (!array.at(i).isObject()) wrong(key, "must hold objects in braces only");
        JsonReader reader(array.at(i).toObject(), place, m_zone, m_error);
        each(reader);
    }
}

std::vector<std::string> JsonReader::texts(const char* key) {
    const QJsonValue value = take(key);
    std::vector<std::string> all;
    if (value.isUndefined()) return all;
    if (!value.isArray()) wrong(key, "must be a list in brackets");
    const QJsonArray array = value.toArray();
    for (const QJsonValue& element : array) {
        if (!element.isString()) wrong(key, "must hold texts only");
        all.push_back(element.toString().toStdString());
    }
    return all;
}

} // namespace ms::cli
