#include "ui/dialogs/review_fix_form.h"

#include "ui/dialogs/dialog_parts.h"
#include "ui/dialogs/new_project_dialog.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCompleter>
#include <QFileInfo>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>

#include <algorithm>

namespace ms::dialogs {

namespace {

using Row = ingest::SensorMapRow;

bool isFlow(Quantity q) { return q == Quantity::flow || q == Quantity::demand; }

constexpr std::array kQuantities{Quantity::pressure, Quantity::flow, Quantity::level, Quantity::demand};

/// Shows a text in a combo box whether it is among its items or not; an empty list entry 0 stands for "not said".
void showIn(QComboBox* box, const QString& text, bool various, const QString& empty) {
    if (box->isEditable()) {
        box->setCurrentIndex(box->findText(text));
        box->setEditText(various ? QString() : text);
        box->lineEdit()->setPlaceholderText(various ? QObject::tr("various") : empty);
        return;
    }
    box->setPlaceholderText(various ? QObject::tr("various") : empty);
    box->setCurrentIndex(various ? -1 : box->findText(text));
}

} // namespace

QComboBox* ReviewFixForm::combo(QFormLayout* form, const QString& label, const QString& name, const QStringList& items, bool editable) {
    auto* box = new QComboBox(widget());
    box->setEditable(editable);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->addItems(items);
    box->setCurrentIndex(-1);
    box->setAccessibleName(name);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(10);
    // The wheel scrolls the form; it must not change what it passes over.
    box->setFocusPolicy(Qt::StrongFocus);
    form->addRow(label, box);
    return box;
}

QLineEdit* ReviewFixForm::line(QFormLayout* form, const QString& label, const QString& name) {
    auto* field = new QLineEdit(widget());
    field->setAccessibleName(name);
    form->addRow(label, field);
    return field;
}

ReviewFixForm::ReviewFixForm(jobs::ImportReview& review, ImportReviewModel& model, QWidget* parent)
    : QScrollArea(parent), m_review(review), m_model(model) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Correct the selected channels"));
    setWidget(new QWidget(this));
    auto* form = new QFormLayout(widget());
    form->setContentsMargins(2, 2, 10, 2);
    form->setVerticalSpacing(5);
    m_title = wrappedText(QString(), widget());
    form->addRow(m_title);
    m_take = new QCheckBox(tr("&Take in"), widget());
    form->addRow(QString(), m_take);
    QStringList words;
    for (const auto q : kQuantities) words << session::quantityWord(q);
    m_quantity = combo(form, tr("&Quantity"), tr("Quantity of the channel"), words, false);
    m_unit = combo(form, tr("&Unit"), tr("Unit of the channel"), {}, true);
    m_unit->setObjectName(QStringLiteral("fixUnit"));
    m_element = line(form, tr("&Place"), tr("Node or pipe where the sensor stands"));
    m_element->setObjectName(QStringLiteral("fixElement"));
    m_zone = line(form, tr("&Zone (DMA)"), tr("Zone of the sensor"));
    m_zone->setObjectName(QStringLiteral("fixZone"));
    m_clock = combo(form, tr("Cloc&k"), tr("Clock of the channel"), timeZoneNames(), true);
    m_name = line(form, tr("Nam&e"), tr("Name of the sensor"));
    m_export = new QCheckBox(tr("Measures w&hat leaves (sign −1)"), widget());
    form->addRow(QString(), m_export);
    auto* heading = new QLabel(tr("<b>The whole file</b>"), widget());
    form->addRow(heading);
    m_fileClock = combo(form, tr("Clock"), tr("Clock of the file"), timeZoneNames(), true);
    m_order = combo(form, tr("Dates"), tr("Order of day and month"),
                    {tr("found out"), tr("day/month/year"), tr("month/day/year"), tr("year/month/day")}, false);
    m_separator = combo(form, tr("Separator"), tr("Separator of the columns"),
                        {tr("found out"), tr("comma ,"), tr("semicolon ;"), tr("tab"), tr("bar |")}, false);
    m_mark = combo(form, tr("Decimals"), tr("Decimal mark"), {tr("found out"), tr("point 1.5"), tr("comma 1,5")}, false);
    m_reset = new QPushButton(tr("&As the file says"), widget());
    m_reset->setAccessibleName(tr("Forget the corrections of the selection"));
    m_reset->setToolTip(tr("Forgets what was corrected here for the selected rows"));
    form->addRow(QString(), m_reset);
    setMinimumWidth(widget()->minimumSizeHint().width() + verticalScrollBar()->sizeHint().width()); // nothing is cut beside the scroll bar

    connect(m_take, &QCheckBox::clicked, this, [this](bool on) {
        m_take->setTristate(false);
        apply([on](Row& row) { row.leaveOut = !on; }, false);
    });
    connect(m_quantity, &QComboBox::activated, this, [this](int i) {
        const auto quantity = kQuantities[static_cast<std::size_t>(i)];
        apply(
            [quantity](Row& row) {
                row.sensor.quantity = quantity;
                row.leaveOut = false;
                if (const auto unit = unitFromString(row.sensor.unit); unit && isFlow(unit->quantity) != isFlow(quantity)) row.sensor.unit.clear();
            },
            false);
    });
    const auto unitChosen = [this] {
        const auto text = m_unit->currentText().trimmed().toStdString();
        const auto unit = unitFromString(text);
        const bool bad = !text.empty() && !unit;
        m_unit->lineEdit()->setProperty("invalid", bad);
        m_unit->setToolTip(bad ? tr("This unit is not known: use one of the list") : QString());
        if (bad || text.empty() || m_filling) return;
        if (QString::fromStdString(text) == m_unitShown) return; // left as it was
        apply(
            [&](Row& row) {
                if (isFlow(unit->quantity) != isFlow(row.sensor.quantity)) row.sensor.quantity = unit->quantity;
                row.sensor.unit = text;
                row.leaveOut = false;
            },
            false, true);
    };
    connect(m_unit, &QComboBox::activated, this, [this, unitChosen] {
        m_unitShown.clear(); // chosen from the list it counts even where it is what the file says
        unitChosen();
    });
    connect(m_unit->lineEdit(), &QLineEdit::editingFinished, this, unitChosen);
    connect(m_element, &QLineEdit::editingFinished, this, [this] {
        if (m_element->isModified()) apply([text = m_element->text().trimmed().toStdString()](Row& row) { row.sensor.element = text; });
    });
    connect(m_zone, &QLineEdit::editingFinished, this, [this] {
        if (m_zone->isModified()) apply([text = m_zone->text().trimmed().toStdString()](Row& row) { row.sensor.zone = text; });
    });
    connect(m_name, &QLineEdit::editingFinished, this, [this] {
        if (m_name->isModified() && m_places.size() == 1)
            apply([text = m_name->text().trimmed().toStdString()](Row& row) { row.sensor.name = text; });
    });
    connect(m_clock, &QComboBox::activated, this,
            [this] { apply([text = m_clock->currentText().toStdString()](Row& row) { row.sensor.timezone = text; }); });
    connect(m_export, &QCheckBox::clicked, this, [this](bool on) {
        m_export->setTristate(false);
        apply([on](Row& row) { row.sensor.sign = on ? -1 : 1; });
    });
    connect(m_fileClock, &QComboBox::activated, this,
            [this] { applyToFiles([text = m_fileClock->currentText().toStdString()](auto& c) { c.timezone = text; }); });
    connect(m_order, &QComboBox::activated, this, [this](int i) {
        applyToFiles([i](auto& c) {
            c.layout.order = i == 0 ? std::nullopt
                                    : std::optional(i == 1   ? ingest::DateOrder::dmy
                                                    : i == 2 ? ingest::DateOrder::mdy
                                                             : ingest::DateOrder::ymd);
        });
    });
    connect(m_separator, &QComboBox::activated, this, [this](int i) { applyToFiles([i](auto& c) { c.layout.separator = "\0,;\t|"[i]; }); });
    connect(m_mark, &QComboBox::activated, this, [this](int i) { applyToFiles([i](auto& c) { c.layout.decimalMark = "\0.,"[i]; }); });
    connect(m_reset, &QPushButton::clicked, this, [this] {
        m_model.reset(m_places);
        applyToFiles([](auto& c) {
            c.layout = {};
            c.timezone.clear();
        });
        refresh();
    });
    refresh();
}

void ReviewFixForm::setKnown(const QStringList& zones, const QStringList& elements) {
    const auto complete = [this](QLineEdit* field, const QStringList& words) {
        auto* completer = new QCompleter(words, field);
        completer->setCaseSensitivity(Qt::CaseInsensitive);
        completer->setMaxVisibleItems(12);
        field->setCompleter(completer);
    };
    complete(m_zone, zones);
    complete(m_element, elements);
}

void ReviewFixForm::setPlaces(std::vector<ImportReviewModel::Place> places, std::vector<int> files) {
    m_places = std::move(places);
    m_files = std::move(files);
    refresh();
}

void ReviewFixForm::apply(const std::function<void(Row&)>& change, bool needsQuantity, bool evenUnchanged) {
    if (m_filling) return;
    std::vector<ImportReviewModel::Place> fit;
    for (const auto& place : m_places) {
        bool known = true;
        (void)m_model.rowAt(place, &known);
        if (known || !needsQuantity) fit.push_back(place);
    }
    if (evenUnchanged)
        m_model.confirm(fit, change);
    else
        m_model.change(fit, change);
    refresh();
}

void ReviewFixForm::applyToFiles(const std::function<void(ingest::FileCorrection&)>& change) {
    if (m_filling) return;
    std::vector<std::pair<int, ingest::FileCorrection>> corrections;
    for (const int file : m_files) {
        auto c = m_review.fileCorrection(file);
        change(c);
        corrections.emplace_back(file, std::move(c));
    }
    m_review.correctFiles(corrections);
}

void ReviewFixForm::refresh() {
    m_filling = true;
    const bool any = !m_places.empty();
    if (m_files.empty())
        m_title->setText(tr("Select rows to correct them; several at once with Ctrl or Shift."));
    else if (m_places.size() == 1)
        m_title->setText(QStringLiteral("<b>%1</b>").arg(QString::fromStdString(ingest::headerOf(m_places.front().key)).toHtmlEscaped()));
    else if (any)
        m_title->setText(tr("<b>%n channels</b>: what you change here changes in all of them", nullptr, static_cast<int>(m_places.size())));
    else
        m_title->setText(
            QStringLiteral("<b>%1</b>").arg(QFileInfo(m_review.files()[static_cast<std::size_t>(m_files.front())].path).fileName().toHtmlEscaped()));

    // A field shows what all have in common.
    std::vector<Row> rows;
    bool known = any;
    constexpr std::size_t kEnough = 500; // to see whether they differ
    for (std::size_t i = 0; i < m_places.size() && i < kEnough; ++i) {
        bool one = true;
        rows.push_back(m_model.rowAt(m_places[i], &one));
        known = known && one;
    }
    const auto common = [&](const auto& get, bool& various) {
        using T = std::decay_t<decltype(get(rows.front()))>;
        various = false;
        if (rows.empty()) return T{};
        for (const Row& row : rows) various = various || !(get(row) == get(rows.front()));
        return get(rows.front());
    };
    bool various = false;
    const bool out = common([](const Row& r) { return r.leaveOut; }, various);
    m_take->setTristate(various);
    m_take->setCheckState(various ? Qt::PartiallyChecked : out || !any ? Qt::Unchecked : Qt::Checked);
    const auto quantity = common([](const Row& r) { return r.sensor.quantity; }, various);
    const QStringList units = unitChoices(quantity);
    showIn(m_quantity, session::quantityWord(quantity), various || !known, known ? QString() : tr("not known"));
    m_unit->clear();
    m_unit->addItems(known ? units : unitChoices(Quantity::pressure) + unitChoices(Quantity::flow));
    const auto unit = common([](const Row& r) { return r.sensor.unit; }, various);
    showIn(m_unit, QString::fromStdString(unit), various, tr("choose"));
    m_unitShown = various ? QString() : QString::fromStdString(unit);
    const auto textIn = [&](QLineEdit* field, const auto& get, const QString& empty) {
        const std::string text = common(get, various);
        field->setText(various ? QString() : QString::fromStdString(text));
        field->setPlaceholderText(various ? tr("various") : empty);
        field->setModified(false);
    };
    textIn(
        m_element, [](const Row& r) { return r.sensor.element; }, tr("node or pipe"));
    textIn(
        m_zone, [](const Row& r) { return r.sensor.zone; }, tr("none"));
    textIn(
        m_name, [](const Row& r) { return r.sensor.name; }, tr("as the column"));
    const auto clock = common([](const Row& r) { return r.sensor.timezone; }, various);
    showIn(m_clock, QString::fromStdString(clock), various, tr("as the file"));
    const double sign = common([](const Row& r) { return r.sensor.sign; }, various);
    m_export->setTristate(various);
    m_export->setCheckState(various ? Qt::PartiallyChecked : sign < 0 ? Qt::Checked : Qt::Unchecked);
    if (!m_files.empty()) {
        const auto c = m_review.fileCorrection(m_files.front());
        showIn(m_fileClock, QString::fromStdString(c.timezone), false, tr("as the project"));
        m_order->setCurrentIndex(!c.layout.order                             ? 0
                                 : *c.layout.order == ingest::DateOrder::dmy ? 1
                                 : *c.layout.order == ingest::DateOrder::mdy ? 2
                                                                             : 3);
        m_separator->setCurrentIndex(c.layout.separator == 0 ? 0 : static_cast<int>(std::string(",;\t|").find(c.layout.separator)) + 1);
        m_mark->setCurrentIndex(c.layout.decimalMark == 0 ? 0 : c.layout.decimalMark == '.' ? 1 : 2);
    }
    for (auto* w : std::initializer_list<QWidget*>{m_take, m_quantity, m_unit}) w->setEnabled(any);
    for (auto* w : std::initializer_list<QWidget*>{m_element, m_zone, m_clock, m_export}) w->setEnabled(known);
    m_name->setEnabled(known && m_places.size() == 1);
    for (auto* w : std::initializer_list<QWidget*>{m_fileClock, m_order, m_separator, m_mark, m_reset}) w->setEnabled(!m_files.empty());
    m_filling = false;
}

} // namespace ms::dialogs
