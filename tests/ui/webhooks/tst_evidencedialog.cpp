// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/packwriter.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/widgets/bytetextview.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QCheckBox>
#include <QDir>
#include <QFileDialog>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

class TestEvidenceDialog final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;
    QTemporaryDir m_folder;

    void look()
    {
        const qint64 stored = m_fixture->desk().counters().captured;
        QTRY_COMPARE_WITH_TIMEOUT(qint64(table()->model()->rowCount()), stored, patience);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        inspector->setTab(ui::Inspector::Summary);
        table()->selectRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(inspector->subject() && inspector->id() == table()->currentId(), patience);
    }
    void openPack()
    {
        m_window->commands()[u"evidence"_s]->trigger();
        QTRY_VERIFY_WITH_TIMEOUT(part<QPushButton>(u"evidenceFolder"_s)->isEnabled(), patience);
    }
    bool says(const QString &in, const QString &words) const
    {
        for (const auto *label : part<QWidget>(in)->findChildren<ui::PlainLabel *>()) {
            if (label->original().contains(words))
                return true;
        }
        return false;
    }
    // Saves by the button and its file dialog, and answers what was written.
    QString save(const QString &button, const QString &fileDialog, const QString &target)
    {
        part<ui::PlainLabel>(u"evidenceOutcome"_s)->setText({});
        part<QPushButton>(button)->click();
        auto *files = part<QFileDialog>(fileDialog);
        emit files->fileSelected(target);
        files->close();
        const auto outcome = [this] { return part<ui::PlainLabel>(u"evidenceOutcome"_s)->original(); };
        if (!QTest::qWaitFor([&] { return !outcome().isEmpty() && outcome() != u"Saving…"_s; }, patience))
            return {};
        return outcome();
    }
    QByteArray everything(const QString &folder) const
    {
        QByteArray all;
        for (const QString &name : QDir(folder).entryList(QDir::Files)) {
            QFile file(QDir(folder).filePath(name));
            if (file.open(QIODevice::ReadOnly))
                all += file.readAll();
        }
        return all;
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void itShowsWhatGoesInAndWhatWasTakenOut()
    {
        const QByteArray token = "Bearer abcdefgh-0123456789";
        QVERIFY(m_fixture->postSpoiled("{}", "{ }", {{"Authorization", token}}) > 0);
        look();
        openPack();
        for (const QString &name : {u"NOTE.md"_s, u"request.http"_s, u"verdict.json"_s, u"SHA256SUMS"_s})
            QVERIFY2(says(u"evidenceFiles"_s, name), qPrintable(name));
        QVERIFY(says(u"evidenceRedactions"_s, u"Authorization"_s));
        auto *note = part<ui::ByteTextView>(u"evidenceNote"_s);
        note->select(0, 2);
        QCOMPARE(note->selectedBytes(), "# "); // a heading of Markdown, not the request
        const QString saved = save(u"evidenceFolder"_s, u"evidenceFolderDialog"_s, m_folder.path());
        QVERIFY2(saved.startsWith(u"Saved"_s), qPrintable(saved));
        const QString path = m_folder.filePath(u"evidence-%1"_s.arg(table()->currentId()));
        QVERIFY(QDir(path).exists(u"NOTE.md"_s));
        const QByteArray all = everything(path);
        QVERIFY(all.contains("[redacted"));
        QVERIFY(!all.contains(token));
        QVERIFY(!all.contains("abcdefgh-0123456789"));
        // Nothing is written over: the next one has another name.
        QVERIFY(save(u"evidenceFolder"_s, u"evidenceFolderDialog"_s, m_folder.path()).endsWith(u"-2"_s));
    }

    void theBytesAsTheyAreOnlyByChoice()
    {
        const QByteArray token = "Bearer abcdefgh-0123456789";
        QVERIFY(m_fixture->postSpoiled("{}", "{ }", {{"Authorization", token}}) > 0);
        look();
        openPack();
        auto *raw = part<QCheckBox>(u"evidenceRaw"_s);
        QVERIFY(!raw->isChecked());
        raw->setChecked(true);
        QTRY_VERIFY_WITH_TIMEOUT(says(u"evidenceRedactions"_s, u"every secret"_s), patience);
        QTemporaryDir folder;
        const QString saved = save(u"evidenceFolder"_s, u"evidenceFolderDialog"_s, folder.path());
        QVERIFY2(saved.startsWith(u"Saved"_s), qPrintable(saved));
        QVERIFY(everything(folder.filePath(u"evidence-%1"_s.arg(table()->currentId()))).contains(token));
    }

    void aZipIsOneFile()
    {
        QVERIFY(m_fixture->postSigned("{}") > 0); // also of a delivery that is valid
        look();
        openPack();
        auto *zip = part<QPushButton>(u"evidenceZip"_s);
        QCOMPARE(zip->isEnabled(), flows::canWriteZip());
        if (!flows::canWriteZip())
            QSKIP("this build has no libzip");
        const QString path = m_folder.filePath(u"pack.zip"_s);
        const QString saved = save(u"evidenceZip"_s, u"evidenceZipDialog"_s, path);
        QVERIFY2(saved.startsWith(u"Saved"_s), qPrintable(saved));
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.read(2), "PK");
        // What is there already is left alone, and said.
        const qint64 size = file.size();
        QVERIFY(!save(u"evidenceZip"_s, u"evidenceZipDialog"_s, path).startsWith(u"Saved"_s));
        QCOMPARE(QFileInfo(path).size(), size);
    }

    void withoutADeliveryItSaysSo()
    {
        m_window->commands()[u"evidence"_s]->trigger();
        QVERIFY(part<ui::PlainLabel>(u"statusNotice"_s)->original().contains(u"Choose a delivery"_s));
    }
};

QTEST_MAIN(TestEvidenceDialog)
#include "tst_evidencedialog.moc"
