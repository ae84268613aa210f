#include "app/cli/console.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <cstdio>

#ifdef _WIN32
#include <io.h>
#else
#include <unistd.h>
#endif

namespace ms::cli {
namespace {

bool stderrIsTerminal() {
#ifdef _WIN32
    return _isatty(_fileno(stderr)) != 0;
#else
    return isatty(STDERR_FILENO) != 0;
#endif
}

QString text(std::string_view s) { return QString::fromUtf8(s.data(), static_cast<qsizetype>(s.size())); }

void put(QJsonObject& object, const char* key, const std::string& value) {
    if (!value.empty()) object.insert(QLatin1String(key), text(value));
}

void put(QJsonObject& object, const Position& position) {
    if (position.line > 0) object.insert(QLatin1String("line"), static_cast<qint64>(position.line));
    if (position.column > 0) object.insert(QLatin1String("column"), static_cast<qint64>(position.column));
}

std::string compact(const QJsonObject& object) { return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString(); }

const char* nameOf(Severity severity) {
    switch (severity) {
    case Severity::info: return "note";
    case Severity::warning: return "warning";
    case Severity::error: return "error";
    }
    return "error";
}

const char* nameOf(ErrorCode code) {
    switch (code) {
    case ErrorCode::invalidInput: return "invalid-input";
    case ErrorCode::notFound: return "not-found";
    case ErrorCode::unreadable: return "unreadable";
    case ErrorCode::damaged: return "damaged";
    case ErrorCode::unwritable: return "unwritable";
    case ErrorCode::unsupported: return "unsupported";
    case ErrorCode::notConverged: return "not-converged";
    case ErrorCode::cancelled: return "cancelled";
    case ErrorCode::limitExceeded: return "limit-exceeded";
    case ErrorCode::workerFailed: return "worker-failed";
    case ErrorCode::busy: return "busy";
    case ErrorCode::newerVersion: return "newer-version";
    case ErrorCode::internal: return "internal";
    }
    return "internal";
}

} // namespace

Console::Console(bool json, bool quiet) : m_json(json), m_quiet(quiet), m_terminal(stderrIsTerminal()) {}

Console::~Console() { endProgress(); }

void Console::line(const std::string& text) {
    endProgress();
    std::fwrite(text.data(), 1, text.size(), stderr);
    std::fputc('\n', stderr);
    std::fflush(stderr);
}

void Console::result(std::string_view text) {
    endProgress();
    std::fwrite(text.data(), 1, text.size(), stdout);
}

void Console::note(const std::string& text) {
    if (m_quiet) return;
    if (!m_json) return line(text);
    QJsonObject object{{QStringLiteral("type"), QStringLiteral("note")}};
    put(object, "message", text);
    line(compact(object));
}

void Console::diagnostic(const Diagnostic& diagnostic) {
    if (m_quiet && diagnostic.severity != Severity::error) return;
    if (!m_json) return line(std::string(nameOf(diagnostic.severity)) + ": " + diagnostic.toString());
    QJsonObject object{{QStringLiteral("type"), QStringLiteral("diagnostic")},
                       {QStringLiteral("severity"), QLatin1String(nameOf(diagnostic.severity))}};
    put(object, "code", diagnostic.code);
    put(object, "message", diagnostic.message);
    put(object, "file", diagnostic.subject);
    put(object, "element", diagnostic.element);
    put(object, diagnostic.position);
    put(object, "text", diagnostic.text);
    put(object, "kept", diagnostic.kept);
    put(object, "advice", diagnostic.advice);
    line(compact(object));
}

void Console::error(const Error& error) {
    if (!m_json) return line("error: " + error.toString());
    QJsonObject object{{QStringLiteral("type"), QStringLiteral("error")}, {QStringLiteral("code"), QLatin1String(nameOf(error.code))}};
    put(object, "message", error.message);
    put(object, "file", error.subject);
    put(object, "element", error.element);
    put(object, error.position);
    put(object, "advice", error.advice);
    line(compact(object));
}

void Console::progress(std::string_view stage, std::int64_t done, std::int64_t total, double remaining_s) {
    if (m_quiet || (!m_terminal && !m_json)) return;
    const auto now = std::chrono::steady_clock::now();
    if (now - m_lastProgress < std::chrono::milliseconds(100) && done != total) return;
    m_lastProgress = now;
    if (m_json) {
        QJsonObject object{{QStringLiteral("type"), QStringLiteral("progress")},
                           {QStringLiteral("stage"), text(stage)},
                           {QStringLiteral("done"), static_cast<qint64>(done)},
                           {QStringLiteral("total"), static_cast<qint64>(total)}};
        if (remaining_s >= 0) object.insert(QStringLiteral("remaining_s"), remaining_s);
        return line(compact(object));
    }
    std::string shown(stage);
    if (total > 0) shown += "  " + std::to_string(done * 100 / total) + " %";
    if (remaining_s >= 1) shown += ", about " + std::to_string(static_cast<std::int64_t>(remaining_s + 0.5)) + " s left";
    const std::size_t width = shown.size();
    if (width < m_progressWidth) shown.append(m_progressWidth - width, ' ');
    m_progressWidth = width;
    std::fprintf(stderr, "\r%s", shown.c_str());
    std::fflush(stderr);
}

void Console::endProgress() {
    if (m_progressWidth == 0) return;
    std::fprintf(stderr, "\r%*s\r", static_cast<int>(m_progressWidth), "");
    std::fflush(stderr);
    m_progressWidth = 0;
}

bool Console::flush() { return std::fflush(stdout) == 0 && std::ferror(stdout) == 0; }

} // namespace ms::cli
