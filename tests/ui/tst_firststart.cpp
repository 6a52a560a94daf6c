// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The first start, whole: the program as main() makes it, on a profile that nothing was ever kept in, with
// its own listener, sandbox and files. What a new user does in the first minutes is done by keys.

#include "app/desktop/application.h"
#include "core/audit/auditlog.h"
#include "core/flows/investigations.h"
#include "core/settings/folders.h"
#include "core/settings/keys.h"
#include "core/settings/settingsfile.h"
#include "ui/incidents/incidentspage.h"
#include "ui/investigations/exportdialog.h"
#include "ui/investigations/investigationspage.h"
#include "ui/mainwindow.h"
#include "ui/report/reportfile.h"
#include "ui/webhooks/deliverytable.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

constexpr int patience = 60'000; // ms

ui::MainWindow *openWindow()
{
    for (QWidget *widget : QApplication::topLevelWidgets()) {
        if (auto *window = qobject_cast<ui::MainWindow *>(widget); window && window->isVisible())
            return window;
    }
    return nullptr;
}

} // namespace

class TestFirstStart final : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void cleanup();
    void aNewProfileGoesFromNothingToAnExportedReport();
    void theStoreIsThatOfTheSettings();

private:
    template<class T>
    T *part(const QString &name) const
    {
        T *found = m_window->findChild<T *>(name);
        Q_ASSERT_X(found, "part", qPrintable(name));
        return found;
    }
    void askFromAnywhere();
    void exportEveryForm();
    void theWriteStandsInTheRecord();

    std::unique_ptr<QTemporaryDir> m_home;
    std::unique_ptr<Application> m_application;
    ui::MainWindow *m_window = nullptr;
};

void TestFirstStart::init()
{
    m_home = std::make_unique<QTemporaryDir>();
    for (const char *name : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
        qputenv(name, m_home->path().toUtf8());
}

void TestFirstStart::cleanup()
{
    m_application.reset();
    m_home.reset();
}

void TestFirstStart::aNewProfileGoesFromNothingToAnExportedReport()
{
    Arguments arguments;
    arguments.port = 0;
    arguments.sandboxSpeed = 100; // an investigation takes a second instead of minutes
    QElapsedTimer clock;
    clock.start();
    m_application = std::make_unique<Application>(*qApp, arguments);
    m_application->start();
    QTRY_VERIFY_WITH_TIMEOUT((m_window = openWindow()), patience);
    qInfo("the window is open after %lld ms", clock.elapsed());

    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window));
    // The queue is full, and goes on filling.
    QTest::keyClick(m_window, Qt::Key_1, Qt::ControlModifier);
    QCOMPARE(m_window->page(), ui::MainWindow::Incidents);
    auto *queue = part<QTableView>(u"incidentTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(queue->model()->rowCount() > 100, patience);
    qInfo("%d incidents after %lld ms", queue->model()->rowCount(), clock.elapsed());
    const int first = queue->model()->rowCount();
    QTRY_VERIFY_WITH_TIMEOUT(queue->model()->rowCount() > first, patience);
    auto *deliveries = part<ui::DeliveryTable>(u"deliveryTable"_s);
    QTRY_VERIFY_WITH_TIMEOUT(deliveries->model()->rowCount() > 0, patience);

    // One key starts an investigation.
    queue->setFocus();
    QTest::keyClick(queue, Qt::Key_J);
    QCOMPARE(queue->selectionModel()->selectedRows().size(), 1);
    QTest::keyClick(queue, Qt::Key_I);
    QTest::keyClick(m_window, Qt::Key_2, Qt::ControlModifier);
    auto *sessions = part<QAbstractItemView>(u"sessionList"_s);
    QTRY_VERIFY2_WITH_TIMEOUT(sessions->model()->rowCount() > 0,
                              qPrintable(part<QLabel>(u"statusNotice"_s)->text()), patience);
    sessions->setCurrentIndex(sessions->model()->index(0, 0));
    auto *exporting = part<QPushButton>(u"exportReport"_s);
    QTRY_VERIFY_WITH_TIMEOUT(exporting->isVisible() && exporting->isEnabled(), patience);
    QVERIFY(part<QWidget>(u"reportView"_s)->isVisible());
    askFromAnywhere();
    exporting->click();
    exportEveryForm();
    theWriteStandsInTheRecord();
}

void TestFirstStart::theStoreIsThatOfTheSettings()
{
    const QString elsewhere = m_home->filePath(u"elsewhere/mine.db"_s);
    QVERIFY(QDir(m_home->path()).mkdir(u"elsewhere"_s));
    auto file = settings::openSettings(settings::settingsPath());
    QVERIFY(file && settings::keys::storePath.write(**file, elsewhere) && settings::saveSettings(**file));
    file->reset();
    Arguments arguments;
    arguments.listen = false;
    m_application = std::make_unique<Application>(*qApp, arguments);
    m_application->start();
    QTRY_VERIFY_WITH_TIMEOUT((m_window = openWindow()), patience);
    QVERIFY(QFile::exists(elsewhere));
    QVERIFY(!QFile::exists(settings::dataFolder() + u"/deliveries.db"_s));
    m_application.reset();

    arguments.storePath = m_home->filePath(u"asked.db"_s); // an option wins
    m_application = std::make_unique<Application>(*qApp, arguments);
    m_application->start();
    QTRY_VERIFY_WITH_TIMEOUT((m_window = openWindow()), patience);
    QVERIFY(QFile::exists(arguments.storePath));
}

// By the command, and typed into the palette.
void TestFirstStart::askFromAnywhere()
{
    for (const QString &typed : {QString(), u"who signed in from 203.0.113.7 since yesterday"_s}) {
        m_window->setPage(ui::MainWindow::Incidents);
        if (typed.isEmpty()) {
            m_window->commands()[u"newInvestigation"_s]->trigger();
        } else {
            m_window->commands()[u"palette"_s]->trigger();
            auto *field = part<QLineEdit>(u"paletteField"_s);
            QTRY_VERIFY(field && field->isVisible());
            field->setText(typed);
            QTest::keyClick(field, Qt::Key_Return);
        }
        QTRY_COMPARE(m_window->page(), ui::MainWindow::Investigate);
        auto *form = m_window->findChild<QDialog *>(u"newInvestigation"_s);
        QVERIFY(form && form->isVisible());
        QCOMPARE(form->findChild<QPlainTextEdit *>(u"investigationQuery"_s)->toPlainText(), typed);
        form->reject();
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"newInvestigation"_s));
    }
}

void TestFirstStart::exportEveryForm()
{
    QPointer<ui::ExportDialog> dialog = m_window->findChild<ui::ExportDialog *>();
    QVERIFY(dialog);
    auto *forms = dialog->findChild<QListWidget *>(u"exportForms"_s);
    QCOMPARE(forms->count(), int(ui::reportForms.size()));
    const QHash<ui::ReportForm, QByteArray> beginnings{{ui::ReportForm::Markdown, "**TLP:AMBER**"},
                                                       {ui::ReportForm::Html, "<!DOCTYPE html>"},
                                                       {ui::ReportForm::Pdf, "%PDF-"},
                                                       {ui::ReportForm::Json, "{"},
                                                       {ui::ReportForm::Navigator, "{"},
                                                       {ui::ReportForm::Stix, "{"}};
    for (int row = 0; row < forms->count(); ++row) {
        forms->setCurrentRow(row);
        const QString path = m_home->filePath(u"report-%1"_s.arg(row));
        dialog->save(path);
        QTRY_VERIFY_WITH_TIMEOUT(QFile::exists(path), patience);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        const QByteArray beginning = beginnings.value(ui::reportForms.at(size_t(row)));
        QVERIFY2(
            !bytes.isEmpty() && bytes.trimmed().startsWith(beginning),
            qPrintable(path + u": "_s + QString::fromUtf8(bytes.first(qMin<qsizetype>(bytes.size(), 60)))));
    }
    dialog->close();
}

// One investigation was started; nothing else was written to the server.
void TestFirstStart::theWriteStandsInTheRecord()
{
    m_application.reset();
    auto log = audit::AuditLog::open(settings::auditPath());
    QVERIFY2(log, log ? "" : qPrintable(log.error().detail));
    const auto entries = log->entries();
    QVERIFY(entries);
    QCOMPARE(entries->size(), 1);
    QCOMPARE(entries->first().what, u"POST"_s);
    QVERIFY(log->verify().value_or(audit::Check{audit::Check::Fault::Other, 0, {}}).isGood());
}

QTEST_MAIN(TestFirstStart)
#include "tst_firststart.moc"
