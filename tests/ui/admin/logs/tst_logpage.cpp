// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/guardedsecrets.h"
#include "core/flows/packwriter.h"
#include "tests/ui/support/deskfixture.h"
#include "ui/admin/logs/logpage.h"
#include "ui/admin/logs/logtable.h"
#include "ui/admin/logs/supportdialog.h"
#include "ui/theme/theme.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QDir>
#include <QFileDialog>
#include <QLineEdit>
#include <QListView>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::ui;
using namespace Qt::StringLiterals;
using logs::Level;
using logs::LogBook;

class LogPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, Theme::Choice::Light); }
    void init()
    {
        m_page.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_book = std::make_unique<LogBook>(m_folder->filePath(u"log"_s));
    }
    void cleanup() { m_page.reset(); }

    void saysThatThereIsNothing()
    {
        show();
        QCOMPARE(states()->currentIndex(), 1);
        add(Level::Warning, u"tocsin.x"_s, u"something"_s);
        QTRY_COMPARE(states()->currentIndex(), 0); // live
    }

    void filtersByLevelAndPartAndText()
    {
        add(Level::Debug, u"tocsin.a"_s, u"detail"_s);
        add(Level::Warning, u"tocsin.a"_s, u"first warning"_s);
        add(Level::Warning, u"tocsin.b"_s, u"second warning"_s);
        add(Level::Critical, u"tocsin.b"_s, u"an error"_s);
        show();
        QCOMPARE(rows(), 4);
        QCOMPARE(cell(0, LogTableModel::Text), u"an error"_s); // the newest first
        part<QComboBox>(u"logLevel"_s)->setCurrentIndex(2);
        QCOMPARE(rows(), 3);
        auto *category = part<QComboBox>(u"logCategory"_s);
        category->setCurrentIndex(category->findData(u"tocsin.b"_s));
        QCOMPARE(rows(), 2);
        part<QLineEdit>(u"logSearch"_s)->setText(u"SECOND"_s);
        QCOMPARE(rows(), 1);
        QVERIFY(part<PlainLabel>(u"logCount"_s)->original().startsWith(u"1 of 4"_s));
        part<QLineEdit>(u"logSearch"_s)->setText(u"nowhere"_s);
        QCOMPARE(states()->currentIndex(), 1);
        QTest::mouseClick(part<QPushButton>(u"showAllLog"_s), Qt::LeftButton);
        QCOMPARE(rows(), 4);
    }

    void newLinesComeAboveAndTheChosenOneStays()
    {
        add(Level::Info, u"tocsin.a"_s, u"one"_s);
        add(Level::Info, u"tocsin.a"_s, u"two"_s);
        show();
        table()->selectRowAt(1);
        QVERIFY(part<PlainLabel>(u"logLine"_s)->original().endsWith(u"one"_s));
        add(Level::Info, u"tocsin.c"_s, u"three"_s);
        QTRY_COMPARE(rows(), 3);
        QCOMPARE(table()->currentIndex().row(), 2);
        QVERIFY(part<QComboBox>(u"logCategory"_s)->findData(u"tocsin.c"_s) > 0);
        part<QPushButton>(u"logLive"_s)->click();
        QSignalSpy added(m_book.get(), &LogBook::added);
        add(Level::Info, u"tocsin.a"_s, u"four"_s);
        QTRY_COMPARE(added.count(), 1);
        QCOMPARE(rows(), 3);
        part<QPushButton>(u"logLive"_s)->click();
        QCOMPARE(rows(), 4);
    }

    void copiesWithoutSecrets()
    {
        add(Level::Info, u"tocsin.a"_s, u"the value is hunter2-hunter2"_s);
        m_book->guard().know(u"store"_s, {Secret(QByteArray("hunter2-hunter2"))});
        show();
        QSignalSpy told(m_page.get(), &LogPage::notice);
        QTest::mouseClick(part<QPushButton>(u"copyLog"_s), Qt::LeftButton);
        QCOMPARE(told.count(), 1);
        const QString text = QApplication::clipboard()->text();
        QVERIFY2(text.contains(u"tocsin.a the value is (hidden)"_s), qPrintable(text));
    }

    void saysWhenNothingGetsToTheDisk()
    {
        QFile taken(m_folder->filePath(u"taken"_s));
        QVERIFY(taken.open(QFile::WriteOnly));
        taken.close();
        m_book = std::make_unique<LogBook>(taken.fileName() + u"/log"_s);
        add(Level::Info, u"tocsin.a"_s, u"one"_s);
        show();
        QVERIFY(part<PlainLabel>(u"logFault"_s)->isVisible());
    }

    void theBundleIsShownBeforeItIsSaved()
    {
        test::DeskFixture fixture;
        QVERIFY(fixture.open());
        const QByteArray value = "bundle-secret-0123456789";
        flows::GuardedSecrets guarded(fixture.secretStore(), m_book->guard());
        QSignalSpy told(&guarded, &flows::GuardedSecrets::told);
        secrets::StoredSecret secret;
        secret.label = u"orders-2026"_s;
        secret.value = Secret::copyOf(value);
        fixture.secretStore().put(secret, this, [](const Result<void> &) {});
        QTRY_VERIFY(!told.isEmpty() && m_book->guard().guarded(value) != value);
        domain::Endpoint endpoint;
        endpoint.name = u"orders"_s;
        endpoint.pathPrefix = "/orders";
        endpoint.scheme = u"socwarden"_s;
        endpoint.secretLabels = {u"orders-2026"_s};
        QVERIFY(fixture.desk().saveEndpoint(endpoint));
        add(Level::Warning, u"tocsin.a"_s, u"it said "_s + QString::fromLatin1(value.toBase64()));
        fixture.settings().setValue(u"replay/allowedHosts"_s, u"hooks.example"_s);
        auto dialog = std::make_unique<SupportDialog>(
            flows::supportFacts(fixture.desk(), fixture.analyst(), fixture.secretStore(), fixture.settings()),
            *m_book);
        dialog->setAttribute(Qt::WA_DeleteOnClose, false);
        dialog->show();
        auto *list = dialog->findChild<QListView *>(u"bundleFiles"_s);
        auto *model = qobject_cast<QStandardItemModel *>(list->model());
        QTRY_COMPARE(model->rowCount(), 7);
        QString shown;
        for (int row = 0; row < model->rowCount(); ++row) {
            list->setCurrentIndex(model->index(row, 0));
            shown += dialog->findChild<QPlainTextEdit *>(u"bundleText"_s)->toPlainText();
        }
        QVERIFY(shown.contains(u"orders-2026"_s)); // the label
        QVERIFY(shown.contains(u"hooks.example"_s));
        QVERIFY(shown.contains(u"it said (hidden)"_s));
        for (const QByteArray &form : {value, value.toBase64(), value.toHex()})
            QVERIFY(!shown.contains(QString::fromLatin1(form)));
        model->item(6)->setCheckState(Qt::Unchecked); // the log stays here
        QTest::mouseClick(dialog->findChild<QPushButton *>(u"saveBundle"_s), Qt::LeftButton);
        auto *files = dialog->findChild<QFileDialog *>(u"saveBundleDialog"_s);
        QVERIFY(files);
        QSignalSpy saved(dialog.get(), &SupportDialog::saved);
        const QString to = m_folder->filePath(u"support.zip"_s);
        emit files->fileSelected(to);
        files->close();
        QCOMPARE(saved.count(), 1);
        if (!flows::canWriteZip())
            return;
        QFile archive(to);
        QVERIFY(archive.open(QFile::ReadOnly));
        QVERIFY(!archive.permissions().testFlag(QFile::ReadGroup));
        const QByteArray bytes = archive.readAll();
        QVERIFY(bytes.contains("endpoints.json"));
        QVERIFY(!bytes.contains("log.txt"));
    }

private:
    void show()
    {
        m_page = std::make_unique<LogPage>(*m_theme, *m_book);
        new QAbstractItemModelTester(table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal,
                                     m_page.get());
        m_page->resize(1280, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void add(Level level, const QString &category, const QString &text)
    {
        m_book->add(level, category, text, wallClock());
    }
    template<class T>
    T *part(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    LogTable *table() const { return part<LogTable>(u"logTable"_s); }
    QStackedWidget *states() const { return part<QStackedWidget>(u"logStates"_s); }
    int rows() const { return table()->model()->rowCount(); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<LogBook> m_book;
    std::unique_ptr<LogPage> m_page;
};

QTEST_MAIN(LogPageTest)
#include "tst_logpage.moc"
