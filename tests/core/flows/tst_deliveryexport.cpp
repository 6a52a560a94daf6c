// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/deliveryexport.h"
#include "core/storage/deliverystore.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

// Deliveries of a real store, written to a real file.
class DeliveryExportTest : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        auto store = storage::DeliveryStore::open(m_folder->filePath(u"d.db"_s));
        QVERIFY(store);
        std::vector<domain::NewDelivery> batch;
        for (int i = 0; i < 3; ++i) {
            domain::NewDelivery one;
            one.endpoint = u"alerts"_s;
            domain::HttpMessage &message = one.capture.message;
            message.method = "POST";
            message.target = "/hooks/alerts?token=hush-hush-" + QByteArray::number(i);
            message.head = "POST " + message.target +
                           " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer abcdefgh-" + QByteArray::number(i) +
                           "\r\nContent-Length: 30\r\n\r\n";
            message.headers = {{"Host", "x"},
                               {"Authorization", "Bearer abcdefgh-" + QByteArray::number(i)},
                               {"Content-Length", "30"}};
            message.body = "{\"said\":\"the-stored-secret!!\"}";
            one.capture.firstByte = 1'767'225'600'000'000 + i;
            batch.push_back(one);
        }
        QVERIFY((*store)->append(batch));
    }

    void everyFormHoldsAllOfThem_data()
    {
        QTest::addColumn<ExportForm>("form");
        QTest::addColumn<bool>("redacted");
        for (const bool redacted : {true, false}) {
            for (const ExportForm form : {ExportForm::JsonLines, ExportForm::Har, ExportForm::RawHttp})
                QTest::addRow("%s %s", fileEnding(form).data(), redacted ? "told" : "whole")
                    << form << redacted;
        }
    }
    void everyFormHoldsAllOfThem()
    {
        QFETCH(ExportForm, form);
        QFETCH(bool, redacted);
        ExportJob job = jobFor(form);
        job.isRedacted = redacted;
        ExportProgress progress;
        const auto done = exportDeliveries(job, progress);
        QVERIFY2(done, done ? "" : qPrintable(done.error().detail));
        QCOMPARE(done->deliveries, 3);
        QCOMPARE(done->gone, 1); // 99 was never there
        QCOMPARE(progress.written.load(), 3);
        const QByteArray bytes = written();
        QCOMPARE(done->bytes, bytes.size());
        QCOMPARE(QFile::permissions(job.path) & (QFile::ReadGroup | QFile::ReadOther), QFile::Permissions());
        for (const QByteArray &secret : {"hush-hush-1"_ba, "abcdefgh-2"_ba, "the-stored-secret!!"_ba})
            QVERIFY2(bytes.contains(secret) != redacted, secret.constData());
        QCOMPARE(done->redactions.isEmpty(), !redacted);
        if (form == ExportForm::JsonLines) {
            const QList<QByteArray> lines = bytes.trimmed().split('\n');
            QCOMPARE(lines.size(), 3);
            for (int i = 0; i < 3; ++i)
                QCOMPARE(QJsonDocument::fromJson(lines[i])["id"_L1].toInt(), i + 1);
        } else if (form == ExportForm::Har) {
            const QJsonObject log = QJsonDocument::fromJson(bytes)["log"_L1].toObject();
            QCOMPARE(log["version"_L1].toString(), u"1.2"_s);
            QCOMPARE(log["entries"_L1].toArray().size(), 3);
        } else {
            QCOMPARE(bytes.count("POST /hooks/alerts"), 3);
        }
    }

    void whatIsTakenOutIsCountedByItsPlace()
    {
        ExportProgress progress;
        const auto done = exportDeliveries(jobFor(ExportForm::JsonLines), progress);
        QVERIFY(done);
        const auto place = [&done](const QString &name) {
            for (const Redaction &one : done->redactions) {
                if (one.where.contains(name))
                    return one.times;
            }
            return qsizetype(0);
        };
        QVERIFY(place(u"Authorization"_s) >= 3);
        QVERIFY(place(u"main"_s) >= 3);
    }

    void aCancelledOneLeavesWhatStoodThere()
    {
        const ExportJob job = jobFor(ExportForm::Har);
        QFile before(job.path);
        QVERIFY(before.open(QIODevice::WriteOnly) && before.write("mine") == 4);
        before.close();
        ExportProgress progress;
        progress.isCancelled = true;
        const auto done = exportDeliveries(job, progress);
        QVERIFY(!done && done.error().kind == Error::Kind::Cancelled);
        QCOMPARE(written(), "mine"_ba);
    }

    void aFolderThatIsNotThereIsSaid()
    {
        ExportJob job = jobFor(ExportForm::Har);
        job.path = m_folder->filePath(u"no/such/out"_s);
        ExportProgress progress;
        const auto done = exportDeliveries(job, progress);
        QVERIFY(!done && done.error().kind == Error::Kind::Storage);
        QVERIFY(done.error().detail.contains(job.path));
    }

private:
    ExportJob jobFor(ExportForm form) const
    {
        ExportJob job;
        job.store = m_folder->filePath(u"d.db"_s);
        job.ids = {1, 2, 99, 3};
        job.form = form;
        job.path = m_folder->filePath(u"out"_s);
        job.secrets = {{u"main"_s, Secret(QByteArray("the-stored-secret!!")), {}, false}};
        return job;
    }
    QByteArray written() const
    {
        QFile file(m_folder->filePath(u"out"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

QTEST_GUILESS_MAIN(DeliveryExportTest)
#include "tst_deliveryexport.moc"
