#pragma once

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <fcntl.h>
#include <functional>
#include <poll.h>
#include <unistd.h>

/// Chromium without a window, driven over its debugging pipe (JSON ended by a zero byte on descriptors 3 and 4): no port, no library.
class Browser {
public:
    [[nodiscard]] static QString program() {
        for (const char* name : {"chromium", "chromium-browser", "google-chrome"})
            if (const QString found = QStandardPaths::findExecutable(QLatin1String(name)); !found.isEmpty()) return found;
        return {};
    }

    Browser(int width, int height, bool phone) {
        int toChild[2], fromChild[2];
        if (::pipe2(toChild, O_CLOEXEC) != 0 || ::pipe2(fromChild, O_CLOEXEC) != 0) return;
        m_write = toChild[1];
        m_read = fromChild[0];
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.setStandardOutputFile(QProcess::nullDevice());
        m_process.setChildProcessModifier([toChild0 = toChild[0], fromChild1 = fromChild[1]] {
            // The pipes may already lie on 3 or 4: move them out of the way first.
            const int in = ::fcntl(toChild0, F_DUPFD, 10), out = ::fcntl(fromChild1, F_DUPFD, 10);
            ::dup2(in, 3);
            ::dup2(out, 4);
        });
        m_process.start(program(),
                        {QStringLiteral("--headless"), QStringLiteral("--no-sandbox"), QStringLiteral("--disable-gpu"),
                         QStringLiteral("--disable-quic"), QStringLiteral("--no-first-run"), QStringLiteral("--disable-background-networking"),
                         QStringLiteral("--disable-component-update"), QStringLiteral("--disable-sync"), QStringLiteral("--disable-extensions"),
                         QStringLiteral("--disable-dev-shm-usage"), QStringLiteral("--hide-scrollbars"),
                         QStringLiteral("--user-data-dir=") + m_profile.path(), QStringLiteral("--remote-debugging-pipe"),
                         QStringLiteral("about:blank")});
        m_process.waitForStarted(20000);
        ::close(toChild[0]);
        ::close(fromChild[1]);
        const QJsonObject target = call(QStringLiteral("Target.createTarget"), {{QStringLiteral("url"), QStringLiteral("about:blank")}});
        const QJsonObject session = call(QStringLiteral("Target.attachToTarget"),
                                         {{QStringLiteral("targetId"), target.value(QLatin1String("targetId"))}, {QStringLiteral("flatten"), true}});
        m_session = session.value(QLatin1String("sessionId")).toString();
        for (const char* domain : {"Page.enable", "Runtime.enable", "Network.enable", "Log.enable"}) call(QLatin1String(domain), {});
        call(QStringLiteral("Emulation.setDeviceMetricsOverride"), {{QStringLiteral("width"), width},
                                                                    {QStringLiteral("height"), height},
                                                                    {QStringLiteral("deviceScaleFactor"), phone ? 2 : 1},
                                                                    {QStringLiteral("mobile"), phone}});
        if (phone) call(QStringLiteral("Emulation.setTouchEmulationEnabled"), {{QStringLiteral("enabled"), true}});
    }
    ~Browser() {
        if (ok()) call(QStringLiteral("Browser.close"), {}, false);
        if (!m_process.waitForFinished(5000)) {
            m_process.kill();
            m_process.waitForFinished(5000);
        }
        ::close(m_write);
        ::close(m_read);
    }
    Browser(const Browser&) = delete;
    Browser& operator=(const Browser&) = delete;

    [[nodiscard]] bool ok() const { return !m_session.isEmpty(); }
    /// What went wrong on the page or was asked of a network, since open().
    [[nodiscard]] const QStringList& complaints() const { return m_complaints; }
    [[nodiscard]] const QStringList& requests() const { return m_requests; }

    void open(const QString& file) {
        m_loaded = false;
        call(QStringLiteral("Page.navigate"), {{QStringLiteral("url"), QStringLiteral("file://") + file}});
        for (QElapsedTimer t = started(); !m_loaded && t.elapsed() < 60000;) pump(100);
        evaluate(QStringLiteral("new Promise(r => requestAnimationFrame(() => setTimeout(r, 300)))"));
    }
    [[nodiscard]] bool loaded() const { return m_loaded; }

    /// The value of an expression (promises are waited for).
    QJsonValue evaluate(const QString& expression) {
        const QJsonObject answer =
            call(QStringLiteral("Runtime.evaluate"),
                 {{QStringLiteral("expression"), expression}, {QStringLiteral("awaitPromise"), true}, {QStringLiteral("returnByValue"), true}});
        if (answer.contains(QLatin1String("exceptionDetails")))
            m_complaints +=
                QString::fromUtf8(QJsonDocument(answer.value(QLatin1String("exceptionDetails")).toObject()).toJson(QJsonDocument::Compact));
        return answer.value(QLatin1String("result")).toObject().value(QLatin1String("value"));
    }

    void click(double x, double y) {
        for (const char* type : {"mouseMoved", "mousePressed", "mouseReleased"})
            call(QStringLiteral("Input.dispatchMouseEvent"),
                 {{QStringLiteral("type"), QLatin1String(type)},
                  {QStringLiteral("x"), x},
                  {QStringLiteral("y"), y},
                  {QStringLiteral("button"), QLatin1String(type) == QLatin1String("mouseMoved") ? QStringLiteral("none") : QStringLiteral("left")},
                  {QStringLiteral("clickCount"), 1}});
        evaluate(QStringLiteral("new Promise(r => setTimeout(r, 400))"));
    }
    /// Two fingers that part about a point.
    void pinch(double x, double y, double factor) {
        call(QStringLiteral("Input.synthesizePinchGesture"),
             {{QStringLiteral("x"), x}, {QStringLiteral("y"), y}, {QStringLiteral("scaleFactor"), factor}});
        evaluate(QStringLiteral("new Promise(r => setTimeout(r, 600))"));
    }

    QByteArray screenshot() {
        const QJsonObject answer = call(QStringLiteral("Page.captureScreenshot"), {});
        return QByteArray::fromBase64(answer.value(QLatin1String("data")).toString().toLatin1());
    }

private:
    static QElapsedTimer started() {
        QElapsedTimer t;
        t.start();
        return t;
    }

    QJsonObject call(const QString& method, const QJsonObject& parameters, bool wait = true) {
        const int id = ++m_id;
        QJsonObject message{{QStringLiteral("id"), id}, {QStringLiteral("method"), method}, {QStringLiteral("params"), parameters}};
        if (!m_session.isEmpty()) message.insert(QStringLiteral("sessionId"), m_session);
        if (method.startsWith(QLatin1String("Browser."))) message.remove(QStringLiteral("sessionId"));
        QByteArray bytes = QJsonDocument(message).toJson(QJsonDocument::Compact);
        bytes += '\0';
        if (::write(m_write, bytes.constData(), static_cast<std::size_t>(bytes.size())) != bytes.size()) return {};
        if (!wait) return {};
        for (QElapsedTimer t = started(); t.elapsed() < 60000;) {
            pump(200);
            if (m_answers.contains(id)) return m_answers.take(id).toObject();
        }
        m_complaints += QStringLiteral("no answer to ") + method;
        return {};
    }

    /// Reads what is there, waiting so long for more.
    void pump(int wait_ms) {
        pollfd descriptor{m_read, POLLIN, 0};
        if (::poll(&descriptor, 1, wait_ms) <= 0) return;
        char buffer[65536];
        const auto count = ::read(m_read, buffer, sizeof buffer);
        if (count <= 0) return;
        m_buffer.append(buffer, static_cast<qsizetype>(count));
        for (qsizetype end = m_buffer.indexOf('\0'); end >= 0; end = m_buffer.indexOf('\0')) {
            take(QJsonDocument::fromJson(m_buffer.left(end)).object());
            m_buffer.remove(0, end + 1);
        }
    }

    void take(const QJsonObject& message) {
        if (message.contains(QLatin1String("id"))) {
            m_answers.insert(message.value(QLatin1String("id")).toInt(), message.value(QLatin1String("result")));
            if (message.contains(QLatin1String("error")))
                m_complaints += QString::fromUtf8(QJsonDocument(message.value(QLatin1String("error")).toObject()).toJson(QJsonDocument::Compact));
            return;
        }
        const QString method = message.value(QLatin1String("method")).toString();
        const QJsonObject parameters = message.value(QLatin1String("params")).toObject();
        const auto text = [&parameters] { return QString::fromUtf8(QJsonDocument(parameters).toJson(QJsonDocument::Compact)); };
        if (method == QLatin1String("Page.loadEventFired")) m_loaded = true;
        if (method == QLatin1String("Runtime.exceptionThrown") || method == QLatin1String("Log.entryAdded") ||
            (method == QLatin1String("Runtime.consoleAPICalled") && parameters.value(QLatin1String("type")).toString() != QLatin1String("log")))
            m_complaints += text();
        if (method == QLatin1String("Network.requestWillBeSent"))
            m_requests += parameters.value(QLatin1String("request")).toObject().value(QLatin1String("url")).toString();
    }

    QTemporaryDir m_profile;
    QProcess m_process;
    int m_write = -1, m_read = -1, m_id = 0;
    QString m_session;
    QByteArray m_buffer;
    QHash<int, QJsonValue> m_answers;
    QStringList m_complaints, m_requests;
    bool m_loaded = false;
};
