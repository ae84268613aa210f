#include "tests/gui/fixtures/towns.h"
#include "ui/map/map_view.h"

#include <QBuffer>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QPainter>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStandardPaths>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <memory>
#include <numbers>

using namespace ms;

namespace {

QByteArray pngOf(const QImage& image) {
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return bytes;
}

QImage plain(const QColor& colour) {
    QImage image(256, 256, QImage::Format_RGB32);
    image.fill(colour);
    return image;
}

/// Serves a red tile where the row is even and a green one where it is odd; counts what it was asked for.
class TileServer final : public QTcpServer {
public:
    TileServer() {
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (auto* socket = nextPendingConnection()) connect(socket, &QTcpSocket::readyRead, this, [this, socket] { answer(*socket); });
        });
    }
    int asked = 0;
    bool silent = false;

private:
    void answer(QTcpSocket& socket) {
        const auto path = socket.readAll().split('\n').value(0).split(' ').value(1).split('/');
        ++asked;
        if (silent) return;
        const int y = path.value(path.size() - 1).split('.').value(0).toInt();
        const QByteArray body = pngOf(plain(y % 2 == 0 ? QColor(220, 30, 30) : QColor(30, 180, 30)));
        socket.write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nConnection: close\r\nContent-Length: " + QByteArray::number(body.size()) +
                     "\r\n\r\n" + body);
        socket.disconnectFromHost();
    }
};

} // namespace

/// The background of the map: in its place, never in the way.
class TestBackdrop final : public QObject {
    Q_OBJECT

    QTemporaryDir m_folder;
    std::unique_ptr<map::MapView> m_view;

    void show(const network::Network& net, const QString& crs) {
        m_view->setContent(std::make_shared<const drawing::MapContent>(drawing::buildMapContent(&net, {}, {})), crs);
        m_view->finishFlight();
    }
    QColor at(drawing::Point p) { return m_view->grab().toImage().pixelColor(m_view->frame().toPicture(p).toPoint()); }
    bool settle() {
        QElapsedTimer clock;
        clock.start();
        do {
            m_view->grab(); // asks for what is missing
            QTest::qWait(20);
        } while (m_view->backdropPending() > 0 && clock.elapsed() < 20000);
        return m_view->backdropPending() == 0;
    }
    static bool near(const QColor& a, const QColor& b) {
        return std::abs(a.red() - b.red()) < 12 && std::abs(a.green() - b.green()) < 12 && std::abs(a.blue() - b.blue()) < 12;
    }

private Q_SLOTS:
    void initTestCase() {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("MainsightBackdropTest"));
        QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).removeRecursively();
    }
    void init() {
        m_view = std::make_unique<map::MapView>(nullptr);
        m_view->resize(700, 600);
        m_view->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_view.get()));
    }
    void cleanup() { m_view.reset(); }

    // A picture with a world file: its halves lie where they say.
    void pictureLiesInItsPlace() {
        QImage halves(200, 100, QImage::Format_RGB32);
        halves.fill(QColor(40, 60, 200));
        QPainter(&halves).fillRect(100, 0, 100, 100, QColor(230, 200, 40));
        const QString path = m_folder.filePath(QStringLiteral("ground.png"));
        QVERIFY(halves.save(path));
        QFile world(m_folder.filePath(QStringLiteral("ground.pgw")));
        QVERIFY(world.open(QIODevice::WriteOnly));
        world.write("20\n0\n0\n-20\n363010\n176990\n"); // 363000..367000 x 175000..177000
        world.close();
        const auto net = fixtures::gridTown(10); // from 364000, 175000
        show(net, QStringLiteral("EPSG:27700"));
        const QColor bare = at({364450, 175450});
        m_view->setBackdrop({path, 1.0});
        QVERIFY(settle());
        QVERIFY2(near(at({364450, 175450}), QColor(40, 60, 200)), qPrintable(at({364450, 175450}).name()));
        // Past the middle of the picture, right of the town.
        m_view->flyTo({364000, 175000, 366500, 176900});
        m_view->finishFlight();
        QVERIFY(settle());
        QVERIFY2(near(at({365600, 175800}), QColor(230, 200, 40)), qPrintable(at({365600, 175800}).name()));
        QVERIFY(near(at({364990, 175950}), QColor(40, 60, 200)) || near(at({364950, 176100}), QColor(40, 60, 200)));
        m_view->setBackdrop({path, 0.5}); // half of it, half of the map's own ground
        const QColor faint = at({365600, 175800});
        QVERIFY(faint.blue() > 80 && faint.blue() < 200);
        QDir().mkpath(QStringLiteral("screenshots"));
        m_view->grab().save(QStringLiteral("screenshots/map-background.png"));
        m_view->setBackdrop({});
        m_view->fit();
        m_view->finishFlight();
        QVERIFY(near(at({364450, 175450}), bare));
    }

    // Tiles in a file, another coordinate system than the project's: warped into its place.
    void tilesOfAFileAreWarped() {
        const QString path = m_folder.filePath(QStringLiteral("ground.mbtiles"));
        const double longitude = -2.52, latitude = 51.475; // where the town of the fixture lies in EPSG:27700
        const int zoom = 13, n = 1 << zoom;
        const double pi = std::numbers::pi;
        const int column = static_cast<int>((longitude + 180) / 360 * n);
        const int row = static_cast<int>((1 - std::asinh(std::tan(latitude * pi / 180)) / pi) / 2 * n);
        {
            auto db = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("tiles"));
            db.setDatabaseName(path);
            QVERIFY(db.open());
            QSqlQuery q(db);
            QVERIFY(q.exec(QStringLiteral("CREATE TABLE metadata (name text, value text)")));
            QVERIFY(q.exec(QStringLiteral("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")));
            for (const auto& [name, value] :
                 {std::pair("name", "ground"), std::pair("type", "baselayer"), std::pair("version", "1"), std::pair("description", ""),
                  std::pair("format", "png"), std::pair("minzoom", "13"), std::pair("maxzoom", "13"), std::pair("bounds", "-2.7,51.4,-2.4,51.6")}) {
                q.prepare(QStringLiteral("INSERT INTO metadata VALUES (?, ?)"));
                q.addBindValue(QLatin1String(name));
                q.addBindValue(QLatin1String(value));
                QVERIFY(q.exec());
            }
            for (int dx = -2; dx <= 2; ++dx)
                for (int dy = -2; dy <= 2; ++dy) {
                    q.prepare(QStringLiteral("INSERT INTO tiles VALUES (?, ?, ?, ?)"));
                    q.addBindValue(zoom);
                    q.addBindValue(column + dx);
                    q.addBindValue(n - 1 - (row + dy)); // counted from the south
                    q.addBindValue(pngOf(plain(QColor(200, 120, 60))));
                    QVERIFY(q.exec());
                }
            db.close();
        }
        QSqlDatabase::removeDatabase(QStringLiteral("tiles"));
        const auto net = fixtures::gridTown(10);
        show(net, QStringLiteral("EPSG:27700"));
        QSignalSpy problems(m_view.get(), &map::MapView::problem);
        m_view->setBackdrop({path, 1.0});
        QVERIFY(settle());
        QVERIFY(problems.isEmpty());
        QVERIFY2(near(at({364450, 175450}), QColor(200, 120, 60)), qPrintable(at({364450, 175450}).name()));
    }

    // Tiles from an address: in their rows, asked for once, kept on this computer.
    void tilesOfAnAddressAreFetchedOnce() {
        TileServer server;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const QString address = QStringLiteral("http://127.0.0.1:%1/{z}/{x}/{y}.png").arg(server.serverPort());
        // A town that lies in Web Mercator itself, so that the rows can be counted.
        const auto net = fixtures::gridTown(10, 1'000'000, 6'000'000);
        show(net, QStringLiteral("EPSG:3857"));
        m_view->setBackdrop({address, 1.0});
        QVERIFY(settle());
        const int asked = server.asked;
        QVERIFY(asked > 0);
        int red = 0, green = 0, other = 0;
        const QImage seen = m_view->grab().toImage();
        for (int y = 2; y < seen.height(); y += 3)
            for (int x = 2; x < seen.width(); x += 3) {
                const QColor c = seen.pixelColor(x, y);
                if (near(c, QColor(220, 30, 30)))
                    ++red;
                else if (near(c, QColor(30, 180, 30)))
                    ++green;
                else
                    ++other;
            }
        QVERIFY2(red > 3000 && green > 3000 && other < (red + green) / 2, qPrintable(QStringLiteral("%1 %2 %3").arg(red).arg(green).arg(other)));
        // Another map, as after a restart.
        init();
        show(net, QStringLiteral("EPSG:3857"));
        m_view->setBackdrop({address, 1.0});
        QVERIFY(settle());
        QCOMPARE(server.asked, asked);
    }

    // A server that never answers: the map goes on as if there were none.
    void silenceHoldsNothingUp() {
        TileServer server;
        server.silent = true;
        QVERIFY(server.listen(QHostAddress::LocalHost));
        const auto net = fixtures::gridTown(10, 1'000'000, 6'000'000);
        show(net, QStringLiteral("EPSG:3857"));
        m_view->setBackdrop({QStringLiteral("http://127.0.0.1:%1/silent/{z}/{x}/{y}.png").arg(server.serverPort()), 1.0});
        QElapsedTimer clock;
        double longest = 0;
        for (int i = 0; i < 20; ++i) {
            clock.start();
            m_view->grab();
            QCoreApplication::processEvents();
            longest = std::max(longest, static_cast<double>(clock.nsecsElapsed()) / 1e6);
            QTest::qWait(10);
        }
        QVERIFY2(longest < 100, qPrintable(QString::number(longest)));
        clock.start();
        m_view.reset(); // waits no longer than for what is under way
        QVERIFY2(clock.elapsed() < 12'000, qPrintable(QString::number(clock.elapsed())));
    }

    void whatCannotBeReadIsSaid() {
        const auto net = fixtures::gridTown(6);
        show(net, QStringLiteral("EPSG:27700"));
        QSignalSpy problems(m_view.get(), &map::MapView::problem);
        QFile text(m_folder.filePath(QStringLiteral("no-picture.tif")));
        QVERIFY(text.open(QIODevice::WriteOnly));
        text.write("this is no picture");
        text.close();
        m_view->setBackdrop({text.fileName(), 1.0});
        m_view->grab();
        QTRY_COMPARE(problems.size(), 1);
        QVERIFY(m_view->backdrop().source.isEmpty());
        QVERIFY(QString::fromStdString(problems.front().front().value<Error>().message).contains(QLatin1String("no picture")));
        m_view->setBackdrop({QStringLiteral("http://127.0.0.1:9/{z}/{x}.png"), 1.0}); // no {y}
        m_view->grab();
        QTRY_COMPARE(problems.size(), 2);
    }
};

QTEST_MAIN(TestBackdrop)
#include "test_backdrop.moc"
