#include "core/project/json_value.h"
#include "core/project/project_file_private.h"

#include <algorithm>

namespace ms::project {
namespace {

constexpr int kMostProfiles = 500;

std::string diagnosticsToJson(const Diagnostics& diagnostics) {
    std::string out = "[";
    for (const Diagnostic& d : diagnostics) {
        if (out.size() > 1) out += ",\n";
        out += "{\"severity\": " + std::to_string(static_cast<int>(d.severity)) + ", \"line\": " + std::to_string(d.position.line) +
               ", \"column\": " + std::to_string(d.position.column);
        const std::pair<const char*, const std::string*> texts[] = {{"code", &d.code},       {"message", &d.message}, {"subject", &d.subject},
                                                                    {"element", &d.element}, {"text", &d.text},       {"kept", &d.kept},
                                                                    {"advice", &d.advice}};
        for (const auto& [key, text] : texts) out += std::string(", \"") + key + "\": " + jsonString(*text);
        out += "}";
    }
    return out + "]";
}

Diagnostics diagnosticsFromJson(const std::string& json) {
    Diagnostics diagnostics;
    const auto tree = parseJson(json);
    if (!tree.ok()) return {{Severity::warning, "project.log-damaged", "this entry of the import log cannot be read", {}, {}, {}, {}, {}, {}}};
    for (const JsonValue& item : tree->items) {
        Diagnostic d;
        const auto text = [&item](const char* key) {
            const JsonValue* v = item.find(key);
            return v ? v->text : std::string{};
        };
        const auto number = [&item](const char* key) {
            const JsonValue* v = item.find(key);
            return v ? v->integer() : 0;
        };
        d.severity = static_cast<Severity>(std::clamp<std::int64_t>(number("severity"), 0, 2));
        d.position = {number("line"), number("column")};
        d.code = text("code");
        d.message = text("message");
        d.subject = text("subject");
        d.element = text("element");
        d.text = text("text");
        d.kept = text("kept");
        d.advice = text("advice");
        diagnostics.push_back(std::move(d));
    }
    return diagnostics;
}

} // namespace

Result<std::map<std::string, std::string>> ProjectFile::sourceMarks() const {
    auto query = d->run("SELECT source, mark FROM source_mark");
    if (!query.ok()) return query.error();
    std::map<std::string, std::string> marks;
    while (query->next()) marks[textOf(query->value(0))] = textOf(query->value(1));
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return marks;
}

Result<void> ProjectFile::putSourceMark(const std::string& source, const std::string& mark) {
    auto done = d->runKept("INSERT INTO source_mark VALUES (?, ?) ON CONFLICT (source) DO UPDATE SET mark = excluded.mark",
                           {toVariant(source), toVariant(mark)});
    if (!done.ok()) return done.error();
    return {};
}

Result<std::vector<ImportRecord>> ProjectFile::imports() const {
    auto query = d->run("SELECT path, checksum, format, at_ms, vals, quarantined, replaced, diagnostics, report FROM import ORDER BY id");
    if (!query.ok()) return query.error();
    std::vector<ImportRecord> records;
    while (query->next()) {
        ImportRecord r;
        r.path = textOf(query->value(0));
        r.checksum = textOf(query->value(1));
        r.format = textOf(query->value(2));
        r.at = {query->value(3).toLongLong()};
        r.values = query->value(4).toLongLong();
        r.quarantined = query->value(5).toLongLong();
        r.replaced = query->value(6).toLongLong();
        r.diagnostics = diagnosticsFromJson(textOf(query->value(7)));
        r.report = textOf(query->value(8));
        records.push_back(std::move(r));
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return records;
}

Result<void> ProjectFile::addImport(const ImportRecord& r) {
    auto done = d->runKept(
        "INSERT INTO import (path, checksum, format, at_ms, vals, quarantined, replaced, diagnostics, report) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        {toVariant(r.path), toVariant(r.checksum), toVariant(r.format), toVariant(r.at.ms), toVariant(r.values), toVariant(r.quarantined),
         toVariant(r.replaced), toVariant(diagnosticsToJson(r.diagnostics)), toVariant(r.report)});
    if (!done.ok()) return done.error();
    return d->noteNew("import", (*done)->lastInsertId());
}

Result<void> ProjectFile::Private::putQuarantine(const ingest::FileReport& report, Instant at) {
    if (quarantineBegun.insert(report.path).second) {
        for (const char* table : {"quarantine", "quarantine_count"})
            if (auto noted = noteBeforeWhere(table, "path", toVariant(report.path)); !noted.ok()) return noted;
        for (const char* statement : {"DELETE FROM quarantine WHERE path = ?", "DELETE FROM quarantine_count WHERE path = ?"})
            if (auto done = runKept(statement, {toVariant(report.path)}); !done.ok()) return done.error();
    }
    if (report.quarantined == 0) return {};
    if (auto done =
            runKept("INSERT INTO quarantine_count VALUES (?, ?, ?) ON CONFLICT (path) DO UPDATE SET total = quarantine_count.total + excluded.total",
                    {toVariant(report.path), toVariant(report.quarantined), toVariant(at.ms)});
        !done.ok())
        return done.error();
    if (auto noted = noteNew("quarantine_count", toVariant(report.path)); !noted.ok()) return noted;
    for (const ingest::Quarantined& q : report.quarantine) {
        auto done = runKept("INSERT INTO quarantine (path, file, line, text, reason) VALUES (?, ?, ?, ?, ?)",
                            {toVariant(report.path), toVariant(q.file), toVariant(q.line), toVariant(q.text), toVariant(q.reason)});
        if (!done.ok()) return done.error();
        if (auto noted = noteNew("quarantine", (*done)->lastInsertId()); !noted.ok()) return noted;
    }
    return {};
}

Result<std::vector<QuarantinedFile>> ProjectFile::quarantine() const {
    auto counts = d->run("SELECT path, total, at_ms FROM quarantine_count ORDER BY path");
    if (!counts.ok()) return counts.error();
    std::vector<QuarantinedFile> files;
    while (counts->next()) files.push_back({textOf(counts->value(0)), {counts->value(2).toLongLong()}, counts->value(1).toLongLong(), {}});
    if (auto rest = readToEnd(*counts, d->path); !rest.ok()) return rest.error();
    auto rows = d->run("SELECT path, file, line, text, reason FROM quarantine ORDER BY path, line, id");
    if (!rows.ok()) return rows.error();
    auto file = files.begin();
    while (rows->next()) {
        const std::string path = textOf(rows->value(0));
        while (file != files.end() && file->path < path) ++file;
        if (file == files.end() || file->path != path) continue;
        file->listed.push_back({rows->value(2).toLongLong(), textOf(rows->value(3)), textOf(rows->value(4)), textOf(rows->value(1))});
    }
    if (auto rest = readToEnd(*rows, d->path); !rest.ok()) return rest.error();
    return files;
}

Result<std::vector<LearnedProfile>> ProjectFile::profiles() const {
    auto query = d->run("SELECT packed, learned_ms FROM profile ORDER BY name, signature");
    if (!query.ok()) return query.error();
    std::vector<LearnedProfile> all;
    while (query->next()) {
        const auto bytes = unpack(bytesOf(query->value(0)));
        if (!bytes.ok()) return bytes.error();
        ByteReader in(*bytes);
        LearnedProfile& learned = all.emplace_back(LearnedProfile{ingest::getProfile(in), {query->value(1).toLongLong()}});
        if (auto done = in.finish("a learned profile"); !done.ok()) {
            Error error = done.error();
            error.subject = d->path.toStdString();
            error.element = learned.profile.name;
            return error;
        }
    }
    if (auto rest = readToEnd(*query, d->path); !rest.ok()) return rest.error();
    return all;
}

Result<int> ProjectFile::forgetProfiles(const std::string& name) {
    auto done = name.empty() ? d->run("DELETE FROM profile") : d->run("DELETE FROM profile WHERE name = ?", {toVariant(name)});
    if (!done.ok()) return done.error();
    return done->numRowsAffected();
}

Result<void> ProjectFile::Private::learn(const ingest::SourceProfile& profile, Instant at) {
    auto held = runKept("SELECT packed FROM profile WHERE signature = ?", {toVariant(profile.signature)});
    if (!held.ok()) return held.error();
    ingest::SourceProfile joined = profile, before;
    const bool known = (*held)->next();
    if (known) {
        const auto bytes = unpack(bytesOf((*held)->value(0)));
        (*held)->finish();
        if (!bytes.ok()) return bytes.error();
        ByteReader in(*bytes);
        before = ingest::getProfile(in);
        // Its name stays that of the first file; what this one leaves open, the others answer.
        joined.name = before.name;
        if (!joined.order) joined.order = before.order;
        if (!joined.decimalMark) joined.decimalMark = before.decimalMark;
        for (const auto& column : before.columns)
            if (!joined.column(column.header)) joined.columns.push_back(column);
        if (joined == before) return {};
    } else {
        (*held)->finish();
    }
    if (auto noted = noteBeforeWhere("profile", "signature", toVariant(joined.signature)); !noted.ok()) return noted;
    ByteWriter out;
    ingest::put(out, joined);
    if (auto done = runKept("INSERT INTO profile VALUES (?, ?, ?, ?) ON CONFLICT (signature) DO UPDATE SET name = excluded.name, learned_ms = "
                            "excluded.learned_ms, packed = excluded.packed",
                            {toVariant(joined.signature), toVariant(joined.name), toVariant(at.ms), toBlob(pack(out.view()))});
        !done.ok())
        return done.error();
    if (known) return {};
    if (auto noted = noteNew("profile", toVariant(joined.signature)); !noted.ok()) return noted;
    auto done = runKept("DELETE FROM profile WHERE signature NOT IN (SELECT signature FROM profile ORDER BY learned_ms DESC LIMIT ?)",
                        {toVariant(std::int64_t{kMostProfiles})});
    if (!done.ok()) return done.error();
    return {};
}

} // namespace ms::project
