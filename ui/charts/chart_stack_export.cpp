#include "ui/charts/chart_stack_private.h"

#include "ui/session/core_words.h"

#include <QApplication>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QFileDialog>
#include <QFutureWatcher>
#include <QMenu>
#include <QPainter>
#include <QSaveFile>
#include <QSvgGenerator>
#include <QtConcurrent/QtConcurrentRun>

#include <map>

namespace ms::charts {
namespace {

struct CsvColumn {
    QString header;
    Quantity quantity = Quantity::pressure;
    std::shared_ptr<const series::Readings> readings;
};

/// Wide: a row for every instant at which any sensor was read; an empty cell where one was not. Returns what went wrong, or nothing.
QString writeCsv(const QString& path, const std::vector<CsvColumn>& columns, const session::DisplayUnits& units, const LocalZone& zone) {
    std::map<std::int64_t, std::vector<double>> rows;
    for (std::size_t c = 0; c < columns.size(); ++c)
        for (std::size_t i = 0; i < columns[c].readings->size(); ++i) {
            auto& row = rows[columns[c].readings->times_ms[i]];
            row.resize(columns.size(), std::nan(""));
            row[c] = units.toDisplay(columns[c].quantity, columns[c].readings->values[i]);
        }
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) return file.errorString();
    QByteArray out = "time";
    for (const CsvColumn& column : columns) {
        QString header = column.header;
        out += ",\"" + header.replace(QLatin1Char('"'), QStringLiteral("\"\"")).toUtf8() + '"';
    }
    out += '\n';
    for (const auto& [t, values] : rows) {
        out += QByteArray::fromStdString(toIso({t}, zone));
        for (const double v : values) out += ',' + (std::isfinite(v) ? QByteArray::number(v, 'g', 9) : QByteArray());
        out += '\n';
        if (out.size() > 1 << 20) {
            file.write(out);
            out.clear();
        }
    }
    file.write(out);
    return file.commit() ? QString() : file.errorString();
}

} // namespace

QImage ChartStack::image() const {
    QImage picture((QSizeF(size()) * devicePixelRatioF()).toSize(), QImage::Format_ARGB32_Premultiplied);
    picture.setDevicePixelRatio(devicePixelRatioF());
    picture.fill(d->session ? d->session->theme().surface : QColor(Qt::white));
    QPainter painter(&picture);
    const_cast<ChartStack*>(this)->render(&painter, {}, {}, QWidget::DrawChildren);
    return picture;
}

void ChartStack::copyImage() { QApplication::clipboard()->setImage(image()); }

void ChartStack::saveAs(const QString& path) {
    if (!d->session || d->feeds.empty()) {
        Q_EMIT exported(path, tr("There is no chart to write."));
        return;
    }
    const QString suffix = path.section(QLatin1Char('.'), -1).toLower();
    if (suffix == QStringLiteral("csv")) {
        d->saveCsv(path);
        return;
    }
    QSaveFile file(path);
    bool ok = file.open(QIODevice::WriteOnly);
    if (ok && suffix == QStringLiteral("svg")) {
        QSvgGenerator svg;
        svg.setOutputDevice(&file);
        svg.setSize(size());
        svg.setViewBox(rect());
        svg.setTitle(spokenSummary());
        QPainter painter(&svg);
        for (ChartFeed* feed : d->feeds) {
            ChartPane& pane = feed->pane();
            const QRectF target(pane.mapTo(this, QPoint(0, 0)), pane.size());
            pane.render(&painter, target, QRect(QPoint(0, 0), pane.size()));
        }
        painter.translate(d->ruler->pos());
        d->ruler->paint(painter);
        painter.end();
        ok = file.commit();
    } else if (ok && suffix == QStringLiteral("png")) {
        ok = image().save(&file, "PNG") && file.commit();
    } else if (ok) {
        file.cancelWriting();
        Q_EMIT exported(path, tr("Charts are written as .png, .svg or .csv."));
        return;
    }
    Q_EMIT exported(path, ok ? QString() : file.errorString());
}

void ChartStack::Private::saveCsv(const QString& path) {
    struct Gather {
        std::vector<CsvColumn> columns;
        std::size_t missing = 0;
        QString problem;
    };
    auto gather = std::make_shared<Gather>();
    std::vector<std::string> names;
    for (ChartFeed* feed : feeds)
        for (const std::string& name : feed->sensorNames())
            if (std::find(names.begin(), names.end(), name) == names.end() && session->snapshot().sensor(name)) names.push_back(name);
    gather->missing = names.size();
    for (const std::string& name : names) {
        const Quantity quantity = session->snapshot().sensor(name)->sensor.quantity;
        gather->columns.push_back({QStringLiteral("%1 [%2]").arg(QString::fromStdString(name), session->units().unit(quantity)), quantity, nullptr});
    }
    if (names.empty()) {
        Q_EMIT stack->exported(path, ChartStack::tr("There are no readings to write."));
        return;
    }
    for (std::size_t i = 0; i < names.size(); ++i) {
        session->reader().requestReadings(stack, 1000 + static_cast<int>(i), names[i], session->timeCursor().visible(),
                                          [this, gather, i, path](const Result<std::shared_ptr<const series::Readings>>& readings) {
                                              if (readings)
                                                  gather->columns[i].readings = *readings;
                                              else {
                                                  gather->problem = session::inWords(readings.error().message);
                                                  gather->columns[i].readings = std::make_shared<series::Readings>();
                                              }
                                              if (--gather->missing > 0) return;
                                              if (!gather->problem.isEmpty()) {
                                                  Q_EMIT stack->exported(path, gather->problem);
                                                  return;
                                              }
                                              auto* watcher = new QFutureWatcher<QString>(stack);
                                              QObject::connect(watcher, &QFutureWatcherBase::finished, stack, [this, watcher, path] {
                                                  Q_EMIT stack->exported(path, watcher->result());
                                                  watcher->deleteLater();
                                              });
                                              watcher->setFuture(
                                                  QtConcurrent::run(writeCsv, path, gather->columns, session->units(), session->zone()));
                                          });
    }
}

ChartStack::Table ChartStack::table() const {
    Table out;
    if (!d->session || d->feeds.empty()) return out;
    const TimeSpan span = d->session->timeCursor().visible();
    constexpr std::int64_t mostRows = 1000;
    std::int64_t step = hours(1).ms;
    while (span.length().ms / step > mostRows) step *= 2;
    out.headers << tr("Time (%1)").arg(QString::fromStdString(d->session->zone().name));
    for (ChartFeed* feed : d->feeds) out.headers << feed->title();
    for (Instant t{(span.from.ms / step + 1) * step}; t < span.to; t = t + Duration{step}) {
        QStringList row{session::longTime(t, d->session->zone())};
        for (ChartFeed* feed : d->feeds) row << feed->pane().readOut(t);
        out.rows.push_back(std::move(row));
    }
    return out;
}

void ChartStack::askSave() {
    auto* dialog = new QFileDialog(this, tr("Save charts"), QString(), tr("Picture (*.png);;Drawing (*.svg);;Values of the visible span (*.csv)"));
    dialog->setObjectName(QStringLiteral("saveCharts"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const auto suffix = [dialog](const QString& filter) {
        dialog->setDefaultSuffix(filter.section(QStringLiteral("*."), 1).section(QLatin1Char(')'), 0, 0));
    };
    suffix(dialog->selectedNameFilter());
    connect(dialog, &QFileDialog::filterSelected, dialog, suffix);
    connect(dialog, &QFileDialog::fileSelected, this, &ChartStack::saveAs);
    dialog->open();
}

void ChartStack::contextMenuEvent(QContextMenuEvent* event) {
    if (!d->session || d->feeds.empty()) return;
    d->showMenu(event->reason() == QContextMenuEvent::Keyboard ? mapToGlobal(rect().center()) : event->globalPos());
    event->accept();
}

void ChartStack::Private::showMenu(const QPoint& at) {
    QMenu menu(stack);
    menu.addAction(ChartStack::tr("Copy image"), stack, &ChartStack::copyImage);
    menu.addAction(ChartStack::tr("Save as PNG, SVG or CSV…"), stack, &ChartStack::askSave);
    menu.addSeparator();
    QAction* week = menu.addAction(ChartStack::tr("Last week's line"), stack, [this] { stack->setGhost(!ghost); });
    week->setCheckable(true);
    week->setChecked(ghost);
    QAction* over = menu.addAction(ChartStack::tr("Lay sensors of one quantity over each other"), stack, [this] { stack->setOverlaid(!overlaid); });
    over->setCheckable(true);
    over->setChecked(overlaid);
    QAction* all = menu.addAction(ChartStack::tr("Raw readings, flagged ones too"), stack, [this] { stack->setRaw(!raw); });
    all->setCheckable(true);
    all->setChecked(raw);
    menu.addAction(ChartStack::tr("Frame the event"), stack, &ChartStack::frameEvent)->setEnabled(session->selection().event() != 0);
    menu.addAction(ChartStack::tr("Show all"), stack, &ChartStack::showAll);
    menu.exec(at);
}

} // namespace ms::charts
