// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/schemefolder.h"
#include "core/signature/catalogue.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

namespace {

QByteArray schemeText(const QByteArray &id, const QByteArray &header = "X-Mine")
{
    return "{ \"id\": \"" + id +
           "\", \"name\": \"Mine\", \"sources\": [\"me\"], \"evidence\": \"documented\", \"strength\": "
           "\"signed\",\n  \"algorithm\": \"hmac-sha256\", \"key\": { \"form\": \"utf8\" },\n  "
           "\"signature\": { "
           "\"header\": \"" +
           header + "\", \"encoding\": \"hex-lower\" },\n  \"message\": [{ \"kind\": \"body\" }] }\n";
}

} // namespace

class SchemeFolderTest : public QObject
{
    Q_OBJECT

private slots:
    void init();
    void aMissingFolderIsEmpty();
    void savesWithOwnersRightsOnly();
    void savesTheTextAsItIs();
    void replacesAFile();
    void keepsTheNameOfAFile();
    void aNewIdMovesTheFile();
    void whatTheReaderRefusesIsNotWritten();
    void anIdOfAnotherFileIsRefused();
    void aFileThatCannotBeReadIsNotOverwritten();
    void aFileThatCannotBeReadIsListedWithItsFault();
    void twoFilesOfOneIdAreTold();
    void removes();
    void namesDoNotLeadOutOfTheFolder_data();
    void namesDoNotLeadOutOfTheFolder();
    void theCatalogueReadsWhatWasSaved();
    void findsAFreeId();

private:
    void put(const QString &name, const QByteArray &text);
    QByteArray textOf(const QString &name) const;

    std::unique_ptr<QTemporaryDir> m_root;
    std::unique_ptr<SchemeFolder> m_folder;
};

void SchemeFolderTest::init()
{
    m_root = std::make_unique<QTemporaryDir>();
    m_folder = std::make_unique<SchemeFolder>(m_root->filePath(u"schemes"_s));
}

void SchemeFolderTest::put(const QString &name, const QByteArray &text)
{
    QDir().mkpath(m_folder->path());
    QFile file(m_folder->path() + u'/' + name);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(text), text.size());
}

QByteArray SchemeFolderTest::textOf(const QString &name) const
{
    QFile file(m_folder->path() + u'/' + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray("(none)");
}

void SchemeFolderTest::aMissingFolderIsEmpty()
{
    QVERIFY(m_folder->list().isEmpty());
}

void SchemeFolderTest::savesWithOwnersRightsOnly()
{
    QCOMPARE(m_folder->save(schemeText("mine"), {}).value(), u"mine.json"_s);
#ifdef Q_OS_UNIX
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup |
                                      QFile::ReadOther | QFile::WriteOther | QFile::ExeOther;
    QCOMPARE(QFile::permissions(m_folder->path() + u"/mine.json"_s) & others, QFile::Permissions());
    QCOMPARE(QFile::permissions(m_folder->path()) & others, QFile::Permissions());
#endif
}

void SchemeFolderTest::savesTheTextAsItIs()
{
    const QByteArray text = "\n" + schemeText("mine").replace(",", " ,\t");
    QVERIFY(m_folder->save(text, {}));
    QCOMPARE(textOf(u"mine.json"_s), text);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"mine.json"_s});
}

void SchemeFolderTest::replacesAFile()
{
    QVERIFY(m_folder->save(schemeText("mine"), {}));
    QVERIFY(m_folder->save(schemeText("mine", "X-Other"), u"mine.json"_s));
    QCOMPARE(m_folder->list().size(), 1);
    QCOMPARE(m_folder->list().at(0).scheme->recipe().signature.name(), "X-Other");
}

void SchemeFolderTest::keepsTheNameOfAFile()
{
    put(u"of-a-colleague.json"_s, schemeText("mine"));
    QCOMPARE(m_folder->save(schemeText("mine", "X-Other"), u"of-a-colleague.json"_s).value(),
             u"of-a-colleague.json"_s);
    QCOMPARE(m_folder->list().size(), 1);
}

void SchemeFolderTest::aNewIdMovesTheFile()
{
    QVERIFY(m_folder->save(schemeText("mine"), {}));
    QCOMPARE(m_folder->save(schemeText("ours"), u"mine.json"_s).value(), u"ours.json"_s);
    QCOMPARE(QDir(m_folder->path()).entryList(QDir::Files), QStringList{u"ours.json"_s});
}

void SchemeFolderTest::whatTheReaderRefusesIsNotWritten()
{
    QVERIFY(m_folder->save(schemeText("mine"), {}));
    const auto refused =
        m_folder->save(schemeText("mine").replace("hmac-sha256", "hmac-sha255"), u"mine.json"_s);
    QVERIFY(!refused);
    QVERIFY2(refused.error().detail.startsWith(u"line 2, algorithm: "), qPrintable(refused.error().detail));
    QCOMPARE(textOf(u"mine.json"_s), schemeText("mine"));
}

void SchemeFolderTest::anIdOfAnotherFileIsRefused()
{
    put(u"first.json"_s, schemeText("mine"));
    QVERIFY(m_folder->save(schemeText("other"), {}));
    for (const QString &previous : {QString(), u"other.json"_s}) {
        const auto refused = m_folder->save(schemeText("mine"), previous);
        QVERIFY(!refused);
        QVERIFY(refused.error().detail.startsWith(u"id: "));
        QVERIFY(refused.error().detail.contains(u"first.json"));
    }
    QCOMPARE(textOf(u"other.json"_s), schemeText("other"));
}

void SchemeFolderTest::aFileThatCannotBeReadIsNotOverwritten()
{
    put(u"mine.json"_s, "{ half of");
    QVERIFY(!m_folder->save(schemeText("mine"), {}));
    QCOMPARE(textOf(u"mine.json"_s), "{ half of");
    QVERIFY(m_folder->save(schemeText("mine"), u"mine.json"_s)); // unless that is what is mended
}

void SchemeFolderTest::aFileThatCannotBeReadIsListedWithItsFault()
{
    put(u"a.json"_s, "{\n\"id\": 3}");
    put(u"b.json"_s, schemeText("mine"));
    put(u"c.json"_s, QByteArray(int(signature::Catalogue::maxFileSize) + 1, ' '));
    put(u"notes.txt"_s, "not a scheme");
    const QList<OwnScheme> found = m_folder->list();
    QCOMPARE(found.size(), 3);
    QVERIFY(!found.at(0).scheme);
    QVERIFY(found.at(0).scheme.error().detail.startsWith(u"line 2, id: "));
    QCOMPARE(found.at(0).text, "{\n\"id\": 3}");
    QVERIFY(found.at(1).scheme);
    QVERIFY(!found.at(2).scheme);
}

void SchemeFolderTest::twoFilesOfOneIdAreTold()
{
    put(u"a.json"_s, schemeText("mine"));
    put(u"b.json"_s, schemeText("mine"));
    const QList<OwnScheme> found = m_folder->list();
    QVERIFY(found.at(0).scheme);
    QVERIFY(!found.at(1).scheme);
}

void SchemeFolderTest::removes()
{
    QVERIFY(m_folder->save(schemeText("mine"), {}));
    QVERIFY(m_folder->remove(u"mine.json"_s));
    QVERIFY(m_folder->list().isEmpty());
    QCOMPARE(m_folder->remove(u"mine.json"_s).error().kind, Error::Kind::NotFound);
}

void SchemeFolderTest::namesDoNotLeadOutOfTheFolder_data()
{
    QTest::addColumn<QString>("name");
    for (const char *name : {"../outside.json", "a/../../outside.json", "/etc/passwd", "", ".json", "..",
                             "a\\b.json", "notes.txt"})
        QTest::newRow(name) << QString::fromLatin1(name);
}

void SchemeFolderTest::namesDoNotLeadOutOfTheFolder()
{
    QFETCH(QString, name);
    QFile outside(m_root->filePath(u"outside.json"_s));
    QVERIFY(outside.open(QIODevice::WriteOnly));
    put(u"notes.txt"_s, "mine");
    QCOMPARE(m_folder->remove(name).error().kind, Error::Kind::Rejected);
    if (!name.isEmpty())
        QCOMPARE(m_folder->save(schemeText("mine"), name).error().kind, Error::Kind::Rejected);
    QVERIFY(outside.exists());
}

void SchemeFolderTest::theCatalogueReadsWhatWasSaved()
{
    QVERIFY(m_folder->save(schemeText("stripe"), {}));
    QVERIFY(m_folder->save(schemeText("mine"), {}));
    put(u"broken.json"_s, "{\n\"id\": 3}");
    const auto read = loadSchemes(*m_folder);
    QVERIFY(read);
    QCOMPARE(read->catalogue->find(u"stripe")->name, u"Mine"_s); // in place of the built-in one
    QVERIFY(read->catalogue->find(u"mine"));
    QVERIFY(read->catalogue->find(u"github"));
    QCOMPARE(read->own.size(), 3);
    QVERIFY2(read->own.first().scheme.error().detail.contains(u"line 2, id"_s), "a broken one is told of");
}

void SchemeFolderTest::findsAFreeId()
{
    QCOMPARE(freeSchemeId(u"a"_s, {}), u"a"_s);
    QCOMPARE(freeSchemeId(u"a"_s, {u"a"_s, u"a-2"_s}), u"a-3"_s);
}

QTEST_APPLESS_MAIN(SchemeFolderTest)

#include "tst_schemefolder.moc"
