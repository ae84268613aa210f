#pragma once

#include "core/project/postgres.h"

#include <QDir>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <string>

#include <pwd.h>
#include <sys/types.h>
#include <unistd.h>

namespace ms::tests {

/// A PostgreSQL server of its own for one test program: in a temporary folder, on a socket there, gone with the object.
class PostgresServer {
public:
    PostgresServer() {
        const passwd* other = ::geteuid() == 0 ? ::getpwnam("nobody") : nullptr; // a server does not run as root
        if (other != nullptr) {
            m_user = other->pw_uid;
            m_group = other->pw_gid;
            if (::chown(qPrintable(m_dir.path()), m_user, m_group) != 0) qFatal("chown");
        }
        QProcess initdb;
        prepare(initdb);
        initdb.start(program(QStringLiteral("initdb")),
                     {QStringLiteral("-D"), m_dir.filePath(QStringLiteral("data")), QStringLiteral("-A"), QStringLiteral("trust"),
                      QStringLiteral("-U"), QStringLiteral("mainsight"), QStringLiteral("--no-sync"), QStringLiteral("-E"), QStringLiteral("UTF8"),
                      QStringLiteral("--locale=C")});
        if (!initdb.waitForFinished(60'000) || initdb.exitCode() != 0) qFatal("initdb: %s", initdb.readAll().constData());
        start();
    }
    ~PostgresServer() { stop(SIGQUIT); }

    /// Starts it, and waits until it answers.
    void start() {
        for (int attempt = 0; attempt < 50; ++attempt) { // those whom a kill orphaned may still be going
            m_server = std::make_unique<QProcess>();
            prepare(*m_server);
            m_server->start(program(QStringLiteral("postgres")),
                            {QStringLiteral("-D"), m_dir.filePath(QStringLiteral("data")), QStringLiteral("-k"), m_dir.path(), QStringLiteral("-c"),
                             QStringLiteral("listen_addresses="), QStringLiteral("-c"), QStringLiteral("fsync=off")});
            for (int wait = 0; wait < 200 && m_server->state() != QProcess::NotRunning; ++wait) {
                if (project::connectPostgres(connection().toStdString()).ok()) return;
                m_server->waitForFinished(50);
            }
            m_server->waitForFinished(200);
        }
        qFatal("the database server does not start: %s", m_server->readAll().constData());
    }

    void stop(int signal) {
        ::kill(static_cast<pid_t>(m_server->processId()), signal);
        m_server->waitForFinished(30'000);
    }

    [[nodiscard]] QString connection() const { return QStringLiteral("host=%1 user=mainsight dbname=postgres").arg(m_dir.path()); }

    /// Runs one statement; the first cell of what it gives.
    std::string ask(const std::string& sql) const {
        auto connected = project::connectPostgres(connection().toStdString());
        if (!connected.ok()) qFatal("%s", connected.error().toString().c_str());
        auto rows = (*connected)->ask(sql);
        if (!rows.ok()) qFatal("%s: %s", sql.substr(0, 200).c_str(), rows.error().toString().c_str());
        return rows->empty() || rows->front().empty() ? std::string() : rows->front().front().value_or("");
    }

private:
    static QString program(const QString& name) {
        const QDir versions(QStringLiteral("/usr/lib/postgresql"));
        const QStringList found = versions.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name | QDir::Reversed);
        return found.isEmpty() ? name : versions.filePath(found.first() + QStringLiteral("/bin/") + name);
    }

    void prepare(QProcess& process) const {
        process.setProcessChannelMode(QProcess::MergedChannels);
        process.setWorkingDirectory(m_dir.path());
        process.setChildProcessModifier([user = m_user, group = m_group] {
            if (user != 0 && (::setgid(group) != 0 || ::setuid(user) != 0)) ::_exit(1);
        });
    }

    QTemporaryDir m_dir;
    uid_t m_user = 0;
    gid_t m_group = 0;
    std::unique_ptr<QProcess> m_server;
};

} // namespace ms::tests
