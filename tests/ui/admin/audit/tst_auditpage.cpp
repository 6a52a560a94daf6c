// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/auditexport.h"
#include "tests/ui/support/deskfixture.h"
#include "tests/ui/support/hostilefaults.h"
#include "ui/admin/audit/auditpage.h"
#include "ui/admin/audit/audittable.h"
#include "ui/filter/filterbar.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/plainlabel.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QFileDialog>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QStackedWidget>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::ui;
using namespace Qt::StringLiterals;

class AuditPageTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { m_theme = std::make_unique<Theme>(*qApp, Theme::Choice::Dark); }
    void init()
    {
        m_page.reset();
        m_auditing.reset();
        m_folder = std::make_unique<QTemporaryDir>();
        m_auditing = std::make_unique<flows::Auditing>(path());
    }
    void cleanup() { m_page.reset(); }

    void saysWhatIsRecordedWhenNothingIs()
    {
        show();
        QTRY_COMPARE(states()->currentIndex(), 1);
        QVERIFY(!part<QPushButton>(u"showAllWrites"_s)->isVisible());
        record(u"PUT"_s, u"http://a.example/x"_s, u"200"_s);
        QTRY_COMPARE(states()->currentIndex(), 0); // live
        QCOMPARE(table()->model()->rowCount(), 1);
    }

    void newOnesComeAboveAndTheChosenOneStays()
    {
        record(u"POST"_s, u"http://a.example/1"_s, u"201"_s);
        record(u"POST"_s, u"http://a.example/2"_s, u"403"_s);
        show();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        QCOMPARE(cell(0, AuditTableModel::Target), u"http://a.example/2"_s);
        table()->selectRowAt(1);
        record(u"DELETE"_s, u"http://a.example/3"_s, u"204"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 3);
        QCOMPARE(table()->currentIndex().row(), 2);
        QCOMPARE(detailTexts().contains(u"http://a.example/1"_s), true);
    }

    void theFilterAsksTheRecord()
    {
        for (int i = 0; i < 300; ++i)
            record(i % 3 == 0 ? u"PUT"_s : u"POST"_s, u"http://a.example/%1"_s.arg(i),
                   i == 9 ? u"401"_s : u"200"_s);
        show();
        QTRY_VERIFY(table()->model()->rowCount() >= AuditTableModel::pageSize);
        filter(u"what:PUT"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 100);
        filter(u"what:put -answer:2*"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QCOMPARE(cell(0, AuditTableModel::Target), u"http://a.example/9"_s);
        filter(u"who:nobody"_s);
        QTRY_COMPARE(states()->currentIndex(), 1);
        QTest::mouseClick(part<QPushButton>(u"showAllWrites"_s), Qt::LeftButton);
        QTRY_VERIFY(table()->model()->rowCount() >= AuditTableModel::pageSize);
        table()->scrollToBottom(); // which reads on
        QTRY_COMPARE(table()->model()->rowCount(), 300);
        filter(u"until:1h"_s);
        QTRY_COMPARE(states()->currentIndex(), 1);
    }

    void checksTheChain()
    {
        record(u"PUT"_s, u"http://a.example/1"_s, u"200"_s);
        record(u"PUT"_s, u"http://a.example/2"_s, u"200"_s);
        show();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        check();
        QTRY_VERIFY(result().startsWith(u"Whole: 2"_s));
        QTest::mouseClick(part<QPushButton>(u"copyHead"_s), Qt::LeftButton);
        const QString head = QApplication::clipboard()->text();
        QVERIFY(flows::readHead(head));
        record(u"PUT"_s, u"http://a.example/3"_s, u"200"_s);
        part<QLineEdit>(u"notedHead"_s)->setText(head);
        check();
        QTRY_VERIFY(result().contains(u"noted"_s) && result().startsWith(u"Whole: 3"_s));
        part<QLineEdit>(u"notedHead"_s)->setText(u"2:"_s + QString(64, u'a'));
        check();
        QTRY_VERIFY(result().contains(u"another one"_s));
        part<QLineEdit>(u"notedHead"_s)->setText(u"2"_s);
        check();
        QVERIFY(result().contains(u"NUMBER:HASH"_s));
    }

    void tellsThatAnEntryWasChanged()
    {
        record(u"PUT"_s, u"http://a.example/1"_s, u"200"_s);
        record(u"PUT"_s, u"http://a.example/2"_s, u"200"_s);
        QTRY_COMPARE(m_auditing->pending(), 0);
        tamper(u"DROP TRIGGER entry_is_not_changed"_s);
        tamper(u"UPDATE entry SET answer='500' WHERE number=1"_s);
        show();
        check();
        QTRY_VERIFY(result().contains(u"Entry 1 is not what was recorded"_s));
    }

    void exportsWhatIsShown_data()
    {
        QTest::addColumn<QString>("name");
        QTest::newRow("lines") << u"out.jsonl"_s;
        QTest::newRow("table") << u"out.csv"_s;
    }
    void exportsWhatIsShown()
    {
        QFETCH(QString, name);
        record(u"POST"_s, u"http://a.example/1"_s, u"200"_s);
        record(u"PUT"_s, u"=cmd()"_s, u"200"_s);
        show();
        QTRY_COMPARE(table()->model()->rowCount(), 2);
        filter(u"what:PUT"_s);
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        QSignalSpy told(m_page.get(), &AuditPage::notice);
        QTest::mouseClick(part<QPushButton>(u"exportAudit"_s), Qt::LeftButton);
        auto *dialog = m_page->findChild<QFileDialog *>(u"exportAuditDialog"_s);
        QVERIFY(dialog);
        const QString to = m_folder->filePath(name);
        emit dialog->fileSelected(to);
        QTRY_COMPARE(told.count(), 1);
        dialog->close();
        QFile file(to);
        QVERIFY(file.open(QFile::ReadOnly));
        QVERIFY(!file.permissions().testFlag(QFile::ReadGroup));
        const QByteArrayList lines = file.readAll().trimmed().split('\n');
        if (name.endsWith(u"csv"_s)) {
            QCOMPARE(lines.size(), 2);
            QVERIFY2(!lines.last().contains(",=cmd"), lines.last().constData());
        } else {
            QCOMPARE(lines.size(), 1);
            QCOMPARE(QJsonDocument::fromJson(lines.first()).object().value(u"what"_s).toString(), u"PUT"_s);
        }
    }

    void copiesTheChosenRows()
    {
        record(u"PUT"_s, u"http://a.example/1"_s, u"200"_s);
        show();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRowAt(0);
        table()->setFocus();
        QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
        QTRY_VERIFY(QApplication::clipboard()->text().startsWith(u"1\t"_s));
    }

    void tellsWhatCouldNotBeRecorded()
    {
        QFile taken(m_folder->filePath(u"taken"_s));
        QVERIFY(taken.open(QFile::WriteOnly) && taken.write("x") == 1);
        taken.close();
        m_auditing = std::make_unique<flows::Auditing>(taken.fileName() + u"/audit.db"_s);
        show();
        QTRY_COMPARE(states()->currentIndex(), 1);
        QVERIFY(part<QPushButton>(u"readAuditAgain"_s)->isVisible());
        record(u"PUT"_s, u"http://a.example/1"_s, u"200"_s);
        auto *lost = part<PlainLabel>(u"auditLost"_s);
        QTRY_VERIFY(lost->isVisible());
        QVERIFY2(lost->original().contains(u"http://a.example/1"_s), qPrintable(lost->original()));
    }

    void hostileTextsAreText()
    {
        record(test::hostileText(), test::hostileText(), test::hostileText());
        show();
        QTRY_COMPARE(table()->model()->rowCount(), 1);
        table()->selectRowAt(0);
        for (const QLabel *label : m_page->findChildren<QLabel *>())
            QVERIFY2(label->textFormat() == Qt::PlainText, qPrintable(label->objectName()));
    }

private:
    QString path() const { return m_folder->filePath(u"audit.db"_s); }
    void show()
    {
        m_page = std::make_unique<AuditPage>(*m_theme, *m_auditing);
        new QAbstractItemModelTester(table()->model(), QAbstractItemModelTester::FailureReportingMode::Fatal,
                                     m_page.get());
        m_page->resize(1280, 700);
        m_page->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_page.get()));
    }
    void record(const QString &what, const QString &target, const QString &answer)
    {
        audit::Entry entry;
        entry.at = wallClock();
        entry.who = u"Acme / tenant.admin"_s;
        entry.what = what;
        entry.target = target;
        entry.answer = answer;
        m_auditing->record(entry);
    }
    template<class T>
    T *part(const QString &name) const
    {
        return m_page->findChild<T *>(name);
    }
    AuditTable *table() const { return part<AuditTable>(u"auditTable"_s); }
    QStackedWidget *states() const { return part<QStackedWidget>(u"auditStates"_s); }
    QString cell(int row, int column) const { return table()->model()->index(row, column).data().toString(); }
    void filter(const QString &text) const { m_page->findChild<FilterBar *>()->setText(text); }
    void check() const { QTest::mouseClick(part<QPushButton>(u"checkChain"_s), Qt::LeftButton); }
    QString result() const { return part<PlainLabel>(u"chainResult"_s)->original(); }
    QStringList detailTexts() const
    {
        QStringList texts;
        for (const PlainLabel *label : part<FactGrid>(u"auditDetail"_s)->findChildren<PlainLabel *>())
            texts.append(label->original());
        return texts;
    }
    void tamper(const QString &sql) const
    {
        {
            QSqlDatabase database = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"tamper"_s);
            database.setDatabaseName(path());
            QVERIFY(database.open());
            QSqlQuery query(database);
            QVERIFY(query.exec(sql));
        }
        QSqlDatabase::removeDatabase(u"tamper"_s);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<flows::Auditing> m_auditing;
    std::unique_ptr<AuditPage> m_page;
};

QTEST_MAIN(AuditPageTest)
#include "tst_auditpage.moc"
