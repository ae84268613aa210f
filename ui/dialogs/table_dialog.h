#pragma once

#include <QDialog>
#include <QStringList>

#include <vector>

class QTabWidget;

namespace ms::dialogs {

/// One table of the dialog: texts as they are read out.
struct TextTable {
    QString title;
    QString summary; ///< a sentence or two above it
    QStringList headers;
    std::vector<QStringList> rows;
    QStringList rightAligned; ///< headers of columns with numbers
    QString ordered;          ///< header of the column by which the rows stand in order, such as a time; empty = none
};

/// Map and charts as tables, for those who do not see them and for those who want the numbers: sorted by any column, copied with Ctrl+C.
class TableDialog final : public QDialog {
    Q_OBJECT
public:
    explicit TableDialog(const std::vector<TextTable>& tables, int first, QWidget* parent = nullptr);
    [[nodiscard]] int tableCount() const;
    /// The selected cells of the table in sight, or all of it, as tabs and lines.
    [[nodiscard]] QString asText() const;

private:
    QTabWidget* m_tabs;
};

} // namespace ms::dialogs
