#pragma once

#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QTableWidget>

#include <vector>

/// What many dialogs are made of.
namespace ms::dialogs {

/// A text that breaks where the dialog ends.
[[nodiscard]] inline QLabel* wrappedText(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setWordWrap(true);
    return label;
}

/// A bar of thousandths without words, hidden until something runs; what is around it stays where it is.
[[nodiscard]] inline QProgressBar* slimProgress(const QString& name, QWidget* parent) {
    auto* bar = new QProgressBar(parent);
    bar->setRange(0, 1000);
    bar->setTextVisible(false);
    bar->setMaximumHeight(8);
    bar->setAccessibleName(name);
    QSizePolicy kept = bar->sizePolicy();
    kept.setRetainSizeWhenHidden(true);
    bar->setSizePolicy(kept);
    bar->hide();
    return bar;
}

/// A table to read and to choose a row of; Tab leaves it. `widths` of the first columns, the last one takes the rest.
[[nodiscard]] inline QTableWidget* rowTable(const QString& name, const QStringList& headers, const std::vector<int>& widths, QWidget* parent) {
    auto* table = new QTableWidget(0, static_cast<int>(headers.size()), parent);
    table->setAccessibleName(name);
    table->setHorizontalHeaderLabels(headers);
    table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table->setSelectionBehavior(QAbstractItemView::SelectRows);
    table->setSelectionMode(QAbstractItemView::SingleSelection);
    table->setShowGrid(false);
    table->setTabKeyNavigation(false);
    table->verticalHeader()->hide();
    table->verticalHeader()->setDefaultSectionSize(table->fontMetrics().height() + 9);
    table->horizontalHeader()->setStretchLastSection(true);
    table->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    for (std::size_t i = 0; i < widths.size(); ++i) table->setColumnWidth(static_cast<int>(i), widths[i]);
    return table;
}

} // namespace ms::dialogs
