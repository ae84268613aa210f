#include "ui/dialogs/table_dialog.h"

#include "ui/dialogs/dialog_parts.h"

#include <QAbstractTableModel>
#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QSortFilterProxyModel>
#include <QTabWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>
#include <optional>

namespace ms::dialogs {

namespace {

class TextTableModel final : public QAbstractTableModel {
public:
    TextTableModel(TextTable table, QObject* parent) : QAbstractTableModel(parent), m_table(std::move(table)) {}
    int rowCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_table.rows.size()); }
    int columnCount(const QModelIndex& parent = {}) const override { return parent.isValid() ? 0 : static_cast<int>(m_table.headers.size()); }
    QVariant data(const QModelIndex& index, int role) const override {
        if (!index.isValid()) return {};
        const QString text = m_table.rows[static_cast<std::size_t>(index.row())].value(index.column());
        if (role == Qt::DisplayRole) return text;
        if (role == Qt::TextAlignmentRole) return int((isNumber(index.column()) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        if (role == Qt::AccessibleTextRole) return QStringLiteral("%1: %2").arg(m_table.headers.value(index.column()), text);
        return {};
    }
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override {
        if (orientation != Qt::Horizontal) return {};
        if (role == Qt::TextAlignmentRole) return int((isNumber(section) ? Qt::AlignRight : Qt::AlignLeft) | Qt::AlignVCenter);
        return role == Qt::DisplayRole ? QVariant(m_table.headers.value(section)) : QVariant();
    }
    [[nodiscard]] bool isNumber(int column) const { return m_table.rightAligned.contains(m_table.headers.value(column)); }
    [[nodiscard]] bool isOrdered(int column) const { return !m_table.ordered.isEmpty() && m_table.headers.value(column) == m_table.ordered; }

private:
    TextTable m_table;
};

/// The number that a cell begins with, whatever its unit; "< 1 %" lies below 1, "> 99 %" above 99.
std::optional<double> numberIn(const QString& cell) {
    const QString text = QString(cell).replace(QChar(0x2212), QLatin1Char('-'));
    const bool below = text.startsWith(QLatin1String("< ")), above = text.startsWith(QLatin1String("> "));
    bool ok = false;
    const double value = QLocale().toDouble(text.section(QLatin1Char(' '), below || above ? 1 : 0, below || above ? 1 : 0), &ok);
    if (!ok) return std::nullopt;
    return value + (below ? -0.5 : above ? 0.5 : 0);
}

/// A number that is all of the cell.
std::optional<double> wholeNumber(const QString& text) { return text.contains(QLatin1Char(' ')) ? std::nullopt : numberIn(text); }

/// Columns of numbers by value, with unit or without; the rest as the locale sorts, and what is in order by the rows as they came.
class TextTableOrder final : public QSortFilterProxyModel {
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool lessThan(const QModelIndex& left, const QModelIndex& right) const override {
        const auto* table = static_cast<const TextTableModel*>(sourceModel());
        if (table->isOrdered(left.column())) return left.row() < right.row();
        const QString a = left.data().toString(), b = right.data().toString();
        const auto number = table->isNumber(left.column()) ? numberIn : wholeNumber;
        const auto x = number(a), y = number(b);
        if (x && y) return *x < *y;
        if (x.has_value() != y.has_value()) return y.has_value(); // what is no number goes before
        return QString::localeAwareCompare(a, b) < 0;
    }
};

} // namespace

TableDialog::TableDialog(const std::vector<TextTable>& tables, int first, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("As tables"));
    setAccessibleName(tr("Map and charts as tables"));
    resize(860, 560);
    auto* layout = new QVBoxLayout(this);
    m_tabs = new QTabWidget(this);
    m_tabs->setAccessibleName(tr("Tables"));
    for (const auto& table : tables) {
        auto* page = new QWidget(m_tabs);
        auto* column = new QVBoxLayout(page);
        auto* summary = wrappedText(table.summary, page);
        column->addWidget(summary);
        auto* view = new QTableView(page);
        view->setAccessibleName(table.title);
        view->setAccessibleDescription(table.summary);
        auto* model = new TextTableModel(table, view);
        auto* order = new TextTableOrder(view);
        order->setSourceModel(model);
        view->setModel(order);
        view->setSortingEnabled(true);
        view->horizontalHeader()->setSortIndicator(-1, Qt::AscendingOrder); // as it came, until a header is pressed
        order->sort(-1);
        view->verticalHeader()->hide();
        view->setTabKeyNavigation(false);
        view->setAlternatingRowColors(true);
        view->horizontalHeader()->setResizeContentsPrecision(60);
        view->resizeColumnsToContents();
        view->horizontalHeader()->setStretchLastSection(true);
        column->addWidget(view, 1);
        m_tabs->addTab(page, table.title);
    }
    m_tabs->setCurrentIndex(std::clamp(first, 0, std::max(0, static_cast<int>(tables.size()) - 1)));
    layout->addWidget(m_tabs, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    auto* copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setToolTip(tr("Copy the selected cells, or the whole table (Ctrl+C)"));
    connect(copy, &QPushButton::clicked, this, [this] { QApplication::clipboard()->setText(asText()); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    layout->addWidget(buttons);
    auto* keys = new QShortcut(QKeySequence::Copy, this);
    connect(keys, &QShortcut::activated, this, [this] { QApplication::clipboard()->setText(asText()); });
}

int TableDialog::tableCount() const { return m_tabs->count(); }

QString TableDialog::asText() const {
    const auto* view = m_tabs->currentWidget() != nullptr ? m_tabs->currentWidget()->findChild<QTableView*>() : nullptr;
    if (view == nullptr) return {};
    const auto* model = view->model();
    auto chosen = view->selectionModel()->selectedIndexes();
    QStringList lines;
    if (chosen.size() > 1) {
        std::sort(chosen.begin(), chosen.end(),
                  [](const auto& a, const auto& b) { return a.row() != b.row() ? a.row() < b.row() : a.column() < b.column(); });
        int row = -1;
        for (const auto& index : std::as_const(chosen)) {
            if (index.row() != row)
                lines << index.data().toString();
            else
                lines.back() += QLatin1Char('\t') + index.data().toString();
            row = index.row();
        }
        return lines.join(QLatin1Char('\n'));
    }
    QStringList cells;
    for (int c = 0; c < model->columnCount(); ++c) cells << model->headerData(c, Qt::Horizontal).toString();
    lines << cells.join(QLatin1Char('\t'));
    for (int r = 0; r < model->rowCount(); ++r) {
        cells.clear();
        for (int c = 0; c < model->columnCount(); ++c) cells << model->index(r, c).data().toString();
        lines << cells.join(QLatin1Char('\t'));
    }
    return lines.join(QLatin1Char('\n'));
}

} // namespace ms::dialogs
