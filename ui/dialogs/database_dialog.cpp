#include "ui/dialogs/database_dialog.h"

#include "ui/session/core_words.h"

#include <QComboBox>
#include <QDialogButtonBox>
#include <QDir>
#include <QFile>
#include <QFormLayout>
#include <QFutureWatcher>
#include <QGroupBox>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QRegularExpression>
#include <QSignalBlocker>
#include <QTableWidget>
#include <QVBoxLayout>
#include <QtConcurrent>

namespace ms::dialogs {
namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

/// The names in the user's service file, where libpq looks for it.
QStringList services() {
    const QString named = qEnvironmentVariable("PGSERVICEFILE");
    QFile file(named.isEmpty() ? QDir::home().filePath(QStringLiteral(".pg_service.conf")) : named);
    QStringList names;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) return names;
    static const QRegularExpression section(QStringLiteral("^\\s*\\[(.+)\\]\\s*$"));
    while (!file.atEnd())
        if (const auto match = section.match(QString::fromUtf8(file.readLine())); match.hasMatch()) names << match.captured(1);
    return names;
}

/// A word of a connection as libpq reads it.
QString quoted(QString word) {
    if (!word.isEmpty() && !word.contains(QRegularExpression(QStringLiteral("[\\s'\\\\]")))) return word;
    return QLatin1Char('\'') + word.replace(QLatin1String("\\"), QLatin1String("\\\\")).replace(QLatin1String("'"), QLatin1String("\\'")) +
           QLatin1Char('\'');
}

/// The words of a connection, quotes taken off.
QMap<QString, QString> wordsOf(const QString& connection) {
    static const QRegularExpression word(QStringLiteral("(\\w+)\\s*=\\s*(?:'((?:\\\\.|[^'\\\\])*)'|(\\S+))"));
    static const QRegularExpression escape(QStringLiteral("\\\\(.)"));
    QMap<QString, QString> words;
    for (auto found = word.globalMatch(connection); found.hasNext();) {
        const auto match = found.next();
        words[match.captured(1)] = match.captured(3).isEmpty() ? match.captured(2).replace(escape, QStringLiteral("\\1")) : match.captured(3);
    }
    return words;
}

const QStringList kServerWords{QStringLiteral("host"), QStringLiteral("port"), QStringLiteral("dbname"), QStringLiteral("user")},
    kServiceWords{QStringLiteral("service")};

} // namespace

DatabaseDialog::DatabaseDialog(const jobs::PostgresReadings& readings, QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Measurements in a database"));
    setAccessibleName(tr("Measurements in a database"));
    resize(680, 720);
    auto* layout = new QVBoxLayout(this);
    layout->addWidget(buildPlace());
    layout->addWidget(buildReadings());
    auto* row = new QHBoxLayout;
    m_test = new QPushButton(tr("&Test"), this);
    m_test->setObjectName(QStringLiteral("testDatabase"));
    m_test->setAutoDefault(false);
    row->addWidget(m_test, 0, Qt::AlignTop);
    m_answer = new QLabel(tr("Test connects and shows the first rows. Nothing is changed there."), this);
    m_answer->setObjectName(QStringLiteral("databaseAnswer"));
    m_answer->setWordWrap(true);
    m_answer->setTextFormat(Qt::PlainText);
    m_answer->setTextInteractionFlags(Qt::TextSelectableByMouse);
    row->addWidget(m_answer, 1);
    layout->addLayout(row);
    m_rows = new QTableWidget(0, 3, this);
    m_rows->setObjectName(QStringLiteral("databaseRows"));
    m_rows->setAccessibleName(tr("The first rows"));
    m_rows->setHorizontalHeaderLabels({tr("Time"), tr("Sensor"), tr("Value")});
    m_rows->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_rows->setShowGrid(false);
    m_rows->setTabKeyNavigation(false);
    m_rows->verticalHeader()->hide();
    m_rows->verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    m_rows->horizontalHeader()->setStretchLastSection(true);
    m_rows->horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_rows->setColumnWidth(0, 220);
    m_rows->setColumnWidth(1, 220);
    layout->addWidget(m_rows, 1);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
    m_ok = buttons->addButton(tr("Use these"), QDialogButtonBox::AcceptRole);
    m_ok->setObjectName(QStringLiteral("useDatabase"));
    m_ok->setDefault(true);
    layout->addWidget(buttons);
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_test, &QPushButton::clicked, this, &DatabaseDialog::test);
    take(readings);
    for (auto* button : {m_byService, m_byServer, m_isTable, m_isQuery}) connect(button, &QRadioButton::toggled, this, &DatabaseDialog::changed);
    for (auto* field : {m_host, m_port, m_database, m_user, m_table}) connect(field, &QLineEdit::textChanged, this, &DatabaseDialog::changed);
    connect(m_service, &QComboBox::editTextChanged, this, &DatabaseDialog::changed);
    connect(m_query, &QPlainTextEdit::textChanged, this, &DatabaseDialog::changed);
    for (auto* column : m_columns) connect(column, &QComboBox::editTextChanged, this, &DatabaseDialog::changed);
    changed();
}

DatabaseDialog::~DatabaseDialog() { m_stop.request_stop(); }

QWidget* DatabaseDialog::buildPlace() {
    auto* box = new QGroupBox(tr("Database"), this);
    auto* form = new QFormLayout(box);
    m_byService = new QRadioButton(tr("A &service of the service file"), box);
    m_service = new QComboBox(box);
    m_service->setObjectName(QStringLiteral("databaseService"));
    m_service->setEditable(true);
    m_service->setAccessibleName(tr("Name of the service"));
    m_service->addItems(services());
    form->addRow(m_byService, m_service);
    m_byServer = new QRadioButton(tr("A se&rver"), box);
    const auto field = [box](const char* name, const QString& accessible, const QString& placeholder) {
        auto* line = new QLineEdit(box);
        line->setObjectName(QLatin1String(name));
        line->setAccessibleName(accessible);
        line->setPlaceholderText(placeholder);
        return line;
    };
    m_host = field("databaseHost", tr("Host"), tr("host, or folder of its socket"));
    m_port = field("databasePort", tr("Port"), QStringLiteral("5432"));
    m_port->setFixedWidth(80);
    auto* place = new QHBoxLayout;
    place->addWidget(m_host, 1);
    place->addWidget(m_port);
    form->addRow(m_byServer, place);
    m_database = field("databaseName", tr("Database"), tr("database"));
    m_user = field("databaseUser", tr("User"), tr("user; empty = you"));
    auto* who = new QHBoxLayout;
    who->addWidget(m_database, 1);
    who->addWidget(m_user, 1);
    form->addRow(QString(), who);
    auto* hint = new QLabel(tr("The password is not asked for here and never kept in the project: it stands in ~/.pgpass, or in the service file "
                               "(~/.pg_service.conf)."),
                            box);
    hint->setWordWrap(true);
    hint->setProperty("muted", true);
    form->addRow(hint);
    return box;
}

QWidget* DatabaseDialog::buildReadings() {
    auto* box = new QGroupBox(tr("Measurements"), this);
    auto* form = new QFormLayout(box);
    m_isTable = new QRadioButton(tr("T&able or view"), box);
    m_table = new QLineEdit(box);
    m_table->setObjectName(QStringLiteral("databaseTable"));
    m_table->setAccessibleName(tr("Table or view"));
    m_table->setPlaceholderText(QStringLiteral("scada.reading"));
    form->addRow(m_isTable, m_table);
    m_isQuery = new QRadioButton(tr("&Query"), box);
    m_query = new QPlainTextEdit(box);
    m_query->setObjectName(QStringLiteral("databaseQuery"));
    m_query->setAccessibleName(tr("Query"));
    m_query->setTabChangesFocus(true);
    m_query->setPlaceholderText(QStringLiteral("SELECT ts, tag, value FROM scada.reading WHERE quality = 'good'"));
    m_query->setFixedHeight(4 * fontMetrics().height() + 12);
    form->addRow(m_isQuery, m_query);
    auto* columns = new QHBoxLayout;
    const QString names[] = {tr("Column of the time"), tr("Column of the sensor"), tr("Column of the value")};
    const QString hints[] = {tr("time: by its name"), tr("sensor: by its name"), tr("value: by its name")};
    for (std::size_t k = 0; k < m_columns.size(); ++k) {
        m_columns[k] = new QComboBox(box);
        m_columns[k]->setEditable(true);
        m_columns[k]->setAccessibleName(names[k]);
        m_columns[k]->lineEdit()->setPlaceholderText(hints[k]);
        columns->addWidget(m_columns[k], 1);
    }
    form->addRow(tr("Columns"), columns);
    return box;
}

void DatabaseDialog::take(const jobs::PostgresReadings& readings) {
    const QString connection = text(readings.connection);
    const bool address = connection.contains(QLatin1String("://"));
    const QMap<QString, QString> words = wordsOf(connection);
    const bool server = words.contains(QStringLiteral("host")) || words.contains(QStringLiteral("dbname")) || address;
    m_given = address ? QMap<QString, QString>{} : words;
    m_givenByServer = server;
    (server ? m_byServer : m_byService)->setChecked(true);
    m_service->setEditText(words.value(QStringLiteral("service"), m_service->currentText()));
    m_host->setText(address ? connection : words.value(QStringLiteral("host")));
    m_port->setText(words.value(QStringLiteral("port")));
    m_database->setText(words.value(QStringLiteral("dbname")));
    m_user->setText(words.value(QStringLiteral("user")));
    (readings.query.empty() ? m_isTable : m_isQuery)->setChecked(true);
    m_table->setText(text(readings.table));
    m_query->setPlainText(text(readings.query));
    for (std::size_t k = 0; k < m_columns.size(); ++k) m_columns[k]->setEditText(text(readings.columns[k]));
}

/// Words of the connection that have no field here (sslmode, a time limit): they stay. Words of passwords do not.
QStringList DatabaseDialog::otherWords() const {
    const bool server = m_byServer->isChecked();
    QStringList others;
    for (auto it = m_given.begin(); it != m_given.end(); ++it) {
        const bool shown = (server ? kServerWords : kServiceWords).contains(it.key());
        const bool left = server != m_givenByServer && (kServerWords + kServiceWords).contains(it.key()); // named otherwise now
        if (!shown && !left && !it.key().endsWith(QLatin1String("password"))) others << it.key() + QLatin1Char('=') + quoted(it.value());
    }
    return others;
}

jobs::PostgresReadings DatabaseDialog::readings() const {
    jobs::PostgresReadings readings;
    if (m_byService->isChecked()) {
        const QString service = QStringLiteral("service=") + quoted(m_service->currentText().trimmed());
        readings.connection = (QStringList{service} + otherWords()).join(QLatin1Char(' ')).toStdString();
    } else if (m_host->text().contains(QLatin1String("://"))) {
        readings.connection = m_host->text().trimmed().toStdString();
    } else {
        QStringList words;
        const std::pair<const char*, const QLineEdit*> fields[] = {{"host", m_host}, {"port", m_port}, {"dbname", m_database}, {"user", m_user}};
        for (const auto& [key, field] : fields)
            if (const QString word = field->text().trimmed(); !word.isEmpty()) words << QLatin1String(key) + QLatin1Char('=') + quoted(word);
        readings.connection = (words + otherWords()).join(QLatin1Char(' ')).toStdString();
    }
    (m_isTable->isChecked() ? readings.table : readings.query) =
        (m_isTable->isChecked() ? m_table->text() : m_query->toPlainText()).trimmed().toStdString();
    for (std::size_t k = 0; k < m_columns.size(); ++k) readings.columns[k] = m_columns[k]->currentText().trimmed().toStdString();
    return readings;
}

QString DatabaseDialog::problem() const {
    if (m_byService->isChecked() && m_service->currentText().trimmed().isEmpty()) return tr("Name the service, or a server.");
    if (m_byServer->isChecked() && m_host->text().trimmed().isEmpty() && m_database->text().trimmed().isEmpty())
        return tr("Name the server, or at least its database.");
    static const QRegularExpression password(QStringLiteral("password\\s*=|://[^/@]*:[^/@]*@"), QRegularExpression::CaseInsensitiveOption);
    if (password.match(text(readings().connection)).hasMatch())
        return tr("A password has no place here, others read the project: write it into ~/.pgpass, or into the service file.");
    if (m_isTable->isChecked() && m_table->text().trimmed().isEmpty()) return tr("Name the table.");
    if (m_isQuery->isChecked() && m_query->toPlainText().trimmed().isEmpty()) return tr("Write the query.");
    return {};
}

/// What was answered is no longer about what stands here.
void DatabaseDialog::changed() {
    m_stop.request_stop();
    ++m_number;
    m_service->setEnabled(m_byService->isChecked());
    for (auto* field : {m_host, m_port, m_database, m_user}) field->setEnabled(m_byServer->isChecked());
    m_table->setEnabled(m_isTable->isChecked());
    m_query->setEnabled(m_isQuery->isChecked());
    const QString wrong = problem();
    m_test->setEnabled(wrong.isEmpty());
    m_ok->setEnabled(wrong.isEmpty());
    m_ok->setToolTip(wrong);
    m_rows->setRowCount(0);
    m_answer->setText(wrong.isEmpty() ? tr("Test connects and shows the first rows. Nothing is changed there.") : wrong);
}

void DatabaseDialog::test() {
    m_stop = {};
    m_test->setEnabled(false);
    m_answer->setText(tr("Connecting …"));
    auto* watcher = new QFutureWatcher<jobs::PostgresPreview>(this);
    connect(watcher, &QFutureWatcher<jobs::PostgresPreview>::finished, this, [this, watcher, number = m_number] {
        watcher->deleteLater();
        if (number == m_number) showRows(watcher->result());
    });
    watcher->setFuture(QtConcurrent::run([readings = readings(), stop = m_stop.get_token()] {
        jobs::PostgresSource source(readings, {}, {});
        return source.preview(stop);
    }));
}

void DatabaseDialog::showRows(const jobs::PostgresPreview& preview) {
    m_test->setEnabled(true);
    for (std::size_t k = 0; k < m_columns.size(); ++k) {
        const QSignalBlocker still(m_columns[k]);
        const QString chosen = m_columns[k]->currentText();
        m_columns[k]->clear();
        for (const auto& name : preview.columns) m_columns[k]->addItem(text(name));
        m_columns[k]->setEditText(chosen);
    }
    if (preview.problem) {
        QString words = session::inWords(*preview.problem);
        if (!preview.address.empty()) words = tr("Connected to %1, but: %2").arg(text(preview.address), words);
        m_answer->setText(words);
        return;
    }
    m_answer->setText(tr("Connected to %1. Time is %2, sensor %3, value %4.")
                          .arg(text(preview.address), text(preview.chosen[0]), text(preview.chosen[1]), text(preview.chosen[2])) +
                      (preview.rows.empty() ? QLatin1Char(' ') + tr("There are no rows yet.") : QString()));
    m_rows->setRowCount(static_cast<int>(preview.rows.size()));
    for (int row = 0; row < m_rows->rowCount(); ++row)
        for (int column = 0; column < 3; ++column)
            m_rows->setItem(row, column, new QTableWidgetItem(text(preview.rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)])));
}

} // namespace ms::dialogs
