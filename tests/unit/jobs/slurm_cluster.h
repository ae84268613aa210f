#pragma once

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <memory>
#include <string>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace ms::tests {

/// A Slurm cluster of one machine for one test program: munged, slurmctld and slurmd on loopback, as whoever runs the test, gone with the object.
class SlurmCluster {
public:
    SlurmCluster() {
        // munged demands a folder that nobody else can write to, all the way up: the temporary one is.
        QFile key(file("munge.key"));
        if (!key.open(QIODevice::WriteOnly) || key.write(QByteArray(1024, 'k')) != 1024) qFatal("munge key");
        key.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
        key.close();
        const int port = 20000 + static_cast<int>(::getpid() % 20000) * 2;
        const QString host = output(QStringLiteral("hostname"), {QStringLiteral("-s")}).trimmed();
        const QString user = QString::fromLocal8Bit(::getpwuid(::geteuid())->pw_name);
        QDir(m_dir.path()).mkpath(QStringLiteral("state"));
        QDir(m_dir.path()).mkpath(QStringLiteral("spool"));
        QFile conf(file("slurm.conf"));
        if (!conf.open(QIODevice::WriteOnly)) qFatal("slurm.conf");
        conf.write(
            QStringLiteral(
                "ClusterName=test\nSlurmctldHost=%1(127.0.0.1)\nSlurmUser=%2\nSlurmdUser=%2\nAuthType=auth/munge\n"
                "AuthInfo=socket=%3/munge.socket\nCredType=cred/munge\nSlurmctldPort=%4\nSlurmdPort=%5\nStateSaveLocation=%3/state\n"
                "SlurmdSpoolDir=%3/spool\nSlurmctldPidFile=%3/slurmctld.pid\nSlurmdPidFile=%3/slurmd.pid\n"
                "SlurmctldLogFile=%3/slurmctld.log\nSlurmdLogFile=%3/slurmd.log\nProctrackType=proctrack/linuxproc\n"
                "TaskPlugin=task/none\nJobAcctGatherType=jobacct_gather/none\nSelectType=select/cons_tres\n"
                "SelectTypeParameters=CR_Core\nReturnToService=2\nSlurmdParameters=config_overrides\nMpiDefault=none\nKillWait=2\nSlurmdTimeout=30\n"
                "NodeName=%1 NodeAddr=127.0.0.1 CPUs=4 RealMemory=2000\n"
                "PartitionName=main Nodes=%1 Default=YES MaxTime=INFINITE State=UP\n")
                .arg(host, user, m_dir.path())
                .arg(port)
                .arg(port + 1)
                .toLocal8Bit());
        conf.close();
        m_host = host;
        qputenv("SLURM_CONF", file("slurm.conf").toLocal8Bit());
        start(QStringLiteral("/usr/sbin/munged"),
              {QStringLiteral("--foreground"), QStringLiteral("--force"), QStringLiteral("--key-file=") + file("munge.key"),
               QStringLiteral("--socket=") + file("munge.socket"), QStringLiteral("--pid-file=") + file("munged.pid"),
               QStringLiteral("--log-file=") + file("munged.log"), QStringLiteral("--seed-file=") + file("munged.seed")});
        start(QStringLiteral("/usr/sbin/slurmctld"), {QStringLiteral("-D"), QStringLiteral("-i")});
        start(QStringLiteral("/usr/sbin/slurmd"), {QStringLiteral("-D")});
        waitIdle();
    }

    ~SlurmCluster() {
        for (auto process = m_processes.rbegin(); process != m_processes.rend(); ++process) {
            (*process)->terminate();
            if (!(*process)->waitForFinished(5000)) (*process)->kill();
            (*process)->waitForFinished(2000);
        }
    }

    void waitIdle() const {
        QString state;
        for (int wait = 0; wait < 300; ++wait) {
            state = output(QStringLiteral("sinfo"), {QStringLiteral("-h"), QStringLiteral("-o"), QStringLiteral("%T")}).trimmed();
            if (state == QLatin1String("idle") || state == QLatin1String("mixed")) return;
            QTest::qWait(100);
        }
        QFile log(file("slurmctld.log"));
        (void)log.open(QIODevice::ReadOnly);
        qFatal("the cluster does not come up (%s): %s", qPrintable(state), log.readAll().constData());
    }

    /// As when the machine's power is cut for a moment: what runs there is lost, srun is told so.
    void nodeGoesAway() const {
        output(QStringLiteral("scontrol"),
               {QStringLiteral("update"), QStringLiteral("NodeName=") + m_host, QStringLiteral("State=DOWN"), QStringLiteral("Reason=test")});
    }

    /// Steps and jobs that run, by their numbers.
    [[nodiscard]] QStringList jobs() const {
        return output(QStringLiteral("squeue"),
                      {QStringLiteral("-h"), QStringLiteral("-t"), QStringLiteral("R"), QStringLiteral("-o"), QStringLiteral("%i")})
            .split(QLatin1Char('\n'), Qt::SkipEmptyParts);
    }

    static QString output(const QString& program, const QStringList& arguments) {
        QProcess process;
        process.start(program, arguments);
        process.waitForFinished(20'000);
        return QString::fromLocal8Bit(process.readAllStandardOutput());
    }

private:
    [[nodiscard]] QString file(const char* name) const { return m_dir.filePath(QString::fromLatin1(name)); }

    void start(const QString& program, const QStringList& arguments) {
        auto process = std::make_unique<QProcess>();
        process->setStandardOutputFile(QProcess::nullDevice());
        process->setStandardErrorFile(file("daemons.log"), QIODevice::Append);
        process->start(program, arguments);
        if (!process->waitForStarted()) qFatal("%s does not start", qPrintable(program));
        m_processes.push_back(std::move(process));
    }

    QTemporaryDir m_dir;
    QString m_host;
    std::vector<std::unique_ptr<QProcess>> m_processes;
};

} // namespace ms::tests
