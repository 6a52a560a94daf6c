// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/copyas.h"
#include "core/flows/evidencepack.h"
#include "core/flows/packwriter.h"
#include "core/flows/requestfile.h"
#include "core/report/markdowntext.h"
#include "core/signature/catalogue.h"
#include "core/signature/explain/explain.h"
#include "tests/support/sampledelivery.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::flows;
using namespace Qt::StringLiterals;

namespace {

const QByteArray key = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";

Evidence evidence(const QByteArray &body = "{\"a\":1}")
{
    const domain::NewDelivery sample = test::sampleDelivery(body);
    Evidence evidence;
    evidence.delivery.row.id = 17;
    evidence.delivery.row.received = sample.capture.firstByte;
    evidence.delivery.row.signature = sample.signature;
    evidence.delivery.row.attempt = 2;
    evidence.delivery.row.responseStatus = 200;
    evidence.delivery.capture = sample.capture;
    evidence.delivery.note = u"my own note"_s;
    evidence.delivery.attemptsOfEvent = 2;
    evidence.delivery.committed = test::sampleTime + 30;
    evidence.delivery.answered = test::sampleTime + 40;
    evidence.attempts = {evidence.delivery.row};
    evidence.now = test::sampleTime + 100 * microsPerSecond;
    return evidence;
}

void sign(Evidence &evidence, const signature::Catalogue &catalogue, const QByteArray &with)
{
    const signature::Scheme *scheme = catalogue.find(u"socwarden");
    domain::HttpMessage &message = evidence.delivery.capture.message;
    const auto fields =
        signature::sign(*scheme, message, {u"main"_s, Secret::copyOf(with), {}, false}, test::sampleTime);
    QVERIFY(fields);
    for (const domain::HeaderField &field : *fields) {
        message.headers.append(field);
        message.head.insert(message.head.size() - 2, field.name + ": " + field.value + "\r\n");
    }
    evidence.secrets = {{u"main"_s, Secret::copyOf(key), {}, false}};
    evidence.explanation = signature::explain({.message = message,
                                               .schemes = catalogue.all(),
                                               .scheme = scheme,
                                               .secrets = evidence.secrets,
                                               .now = test::sampleTime});
    evidence.scheme = scheme;
}

QByteArray fileOf(const EvidencePack &pack, const QString &name)
{
    for (const EvidenceFile &file : pack.files) {
        if (file.name == name)
            return file.bytes;
    }
    return {};
}

QJsonObject jsonOf(const EvidencePack &pack, const QString &name)
{
    return QJsonDocument::fromJson(fileOf(pack, name)).object();
}

} // namespace

class EvidencePackTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void holdsTheFacts();
    void everyFileHasItsDigest();
    void digestsAreToldShortened();
    void secretsAreTakenOut();
    void rawIsExact();
    void theRequestIsOneAgain_data();
    void theRequestIsOneAgain();
    void theNoteAsksByWhatWasFound();
    void hostileValuesFormatNothing_data();
    void hostileValuesFormatNothing();
    void codeSpansHold_data();
    void codeSpansHold();
    void cellsAreInert();
    void aFileKnowsNoClock();
    void writesAFolderOnce();
    void writesAnArchiveOnce();
    void aFailedFolderIsTakenAway();

private:
    signature::Catalogue m_catalogue;
};

void EvidencePackTest::initTestCase()
{
    auto catalogue = signature::Catalogue::load();
    QVERIFY(catalogue);
    m_catalogue = std::move(*catalogue);
}

void EvidencePackTest::holdsTheFacts()
{
    Evidence input = evidence();
    input.delivery.capture.tls = {"TLSv1.3", "TLS_AES_128_GCM_SHA256", "hooks.example.org", ""};
    sign(input, m_catalogue, key);
    const EvidencePack pack = makeEvidencePack(input);
    QStringList names;
    for (const EvidenceFile &file : pack.files)
        names.append(file.name);
    QCOMPARE(names, QStringList({u"request.http"_s, u"body.bin"_s, u"headers.tsv"_s, u"tls.json"_s,
                                 u"clock.json"_s, u"verdict.json"_s, u"attempts.json"_s, u"NOTE.md"_s,
                                 u"manifest.json"_s, u"SHA256SUMS"_s}));
    QCOMPARE(fileOf(pack, u"request.http"_s), toRawHttp(input.delivery.capture));
    QCOMPARE(fileOf(pack, u"body.bin"_s), "{\"a\":1}");
    const QByteArrayList rows = fileOf(pack, u"headers.tsv"_s).split('\n');
    QCOMPARE(rows.value(1), "1\theader\tHost\tx");
    QCOMPARE(rows.value(3), "3\theader\tx-dup\t2");
    QCOMPARE(rows.value(4), "4\theader\tX-High\t\\xff");
    QCOMPARE(jsonOf(pack, u"tls.json"_s)[u"version"_s], u"TLSv1.3"_s);
    const QJsonObject clock = jsonOf(pack, u"clock.json"_s);
    QCOMPARE(clock[u"first_byte"_s][u"unix_us"_s].toInteger(), test::sampleTime);
    QCOMPARE(clock[u"signed"_s][u"unix_us"_s].toInteger(), test::sampleTime);
    QCOMPARE(clock[u"window_s"_s].toInteger(), 300);
    QCOMPARE(jsonOf(pack, u"verdict.json"_s)[u"verdict"_s], u"valid"_s);
    QCOMPARE(jsonOf(pack, u"attempts.json"_s)[u"attempts"_s].toArray().size(), 1);
    const QJsonObject manifest = jsonOf(pack, u"manifest.json"_s);
    QCOMPARE(manifest[u"version"_s], QStringLiteral(TOCSIN_VERSION));
    QCOMPARE(manifest[u"delivery"_s], 17);
    QVERIFY(manifest[u"redactions"_s].toArray().isEmpty());
    for (const EvidenceFile &file : pack.files)
        QVERIFY2(!file.bytes.contains("my own note"), qPrintable(file.name));
}

void EvidencePackTest::everyFileHasItsDigest()
{
    const EvidencePack pack = makeEvidencePack(evidence());
    QHash<QString, QByteArray> sums;
    for (const QByteArray &line : fileOf(pack, u"SHA256SUMS"_s).split('\n')) {
        if (!line.isEmpty())
            sums.insert(QString::fromLatin1(line.mid(66)), line.first(64));
    }
    QCOMPARE(sums.size(), pack.files.size() - 1);
    for (const EvidenceFile &file : pack.files) {
        const QByteArray digest = QCryptographicHash::hash(file.bytes, QCryptographicHash::Sha256).toHex();
        if (file.name != u"SHA256SUMS"_s)
            QCOMPARE(sums.value(file.name), digest);
    }
    const QJsonArray told = jsonOf(pack, u"manifest.json"_s)[u"files"_s].toArray();
    QCOMPARE(told.size(), pack.files.size() - 2);
    for (const QJsonValue &entry : told)
        QCOMPARE(entry[u"sha256"_s].toString().toLatin1(), sums.value(entry[u"name"_s].toString()));
}

void EvidencePackTest::digestsAreToldShortened()
{
    Evidence input = evidence();
    sign(input, m_catalogue, "another secret of the same length");
    QCOMPARE(input.explanation.verification.verdict, domain::Verdict::Mismatch);
    const QByteArray expected = input.explanation.verification.trials.first().expected;
    QCOMPARE(expected.size(), 64);
    const EvidencePack pack = makeEvidencePack(input);
    for (const EvidenceFile &file : pack.files)
        QVERIFY2(!file.bytes.contains(expected.left(9)), qPrintable(file.name));
    const QJsonValue trial = jsonOf(pack, u"verdict.json"_s)[u"trials"_s][0];
    QCOMPARE(trial[u"expected"_s][u"begins"_s].toString().toLatin1(), expected.left(8));
    QCOMPARE(trial[u"expected"_s][u"length"_s], 64);
}

void EvidencePackTest::secretsAreTakenOut()
{
    Evidence input = evidence("{\"leaked\":\"" + key + "\"}");
    domain::HttpMessage &message = input.delivery.capture.message;
    message.head.replace("/hooks/a?x=1", "/hooks/a?token=hunter22");
    message.head.insert(message.head.size() - 2, "Authorization: Bearer hunter22\r\n");
    domain::readHead(message);
    sign(input, m_catalogue, key);
    input.explanation.causes.append({"X1",
                                     signature::Certainty::Possible,
                                     signature::Party::Sender,
                                     QString::fromLatin1(key),
                                     {},
                                     {},
                                     {},
                                     {},
                                     {},
                                     {},
                                     -1,
                                     key});
    const EvidencePack pack = makeEvidencePack(input);
    for (const EvidenceFile &file : pack.files) {
        QVERIFY2(!file.bytes.contains(key), qPrintable(file.name));
        QVERIFY2(!file.bytes.contains("hunter22"), qPrintable(file.name));
    }
    const QJsonArray files = jsonOf(pack, u"manifest.json"_s)[u"files"_s].toArray();
    QCOMPARE(files[0][u"redacted"_s], true);
    const QByteArray original =
        QCryptographicHash::hash(toRawHttp(input.delivery.capture), QCryptographicHash::Sha256).toHex();
    QCOMPARE(files[0][u"original_sha256"_s].toString().toLatin1(), original);
    QVERIFY(fileOf(pack, u"NOTE.md"_s).contains("header Authorization"));
    QCOMPARE(fileOf(pack, u"body-signed.bin"_s), "[redacted 32 bytes]");
}

void EvidencePackTest::rawIsExact()
{
    Evidence input = evidence("{\"leaked\":\"" + key + "\"}");
    sign(input, m_catalogue, key);
    input.isRaw = true;
    const EvidencePack pack = makeEvidencePack(input);
    QCOMPARE(fileOf(pack, u"request.http"_s), toRawHttp(input.delivery.capture));
    QVERIFY(fileOf(pack, u"body.bin"_s).contains(key));
    QVERIFY(pack.redactions.isEmpty());
    QVERIFY(fileOf(pack, u"NOTE.md"_s).contains("Treat this pack as a secret"));
}

void EvidencePackTest::theRequestIsOneAgain_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QList<qint64>>("chunks");
    QTest::newRow("chunks kept") << QByteArray("{\"a\":1}") << QList<qint64>{3, 4};
    QTest::newRow("chunks of another body") << "{\"leaked\":\"" + key + "\"}" << QList<qint64>{3, 42};
    QTest::newRow("chunks not known") << QByteArray("{\"a\":1}") << QList<qint64>();
}

void EvidencePackTest::theRequestIsOneAgain()
{
    QFETCH(QByteArray, body);
    QFETCH(QList<qint64>, chunks);
    Evidence input = evidence(body);
    input.secrets = {{u"main"_s, Secret::copyOf(key), {}, false}};
    domain::HttpMessage &message = input.delivery.capture.message;
    message.head = "POST /x HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    domain::readHead(message);
    input.delivery.capture.chunkSizes = chunks;
    const EvidencePack pack = makeEvidencePack(input);
    const auto again = readRequest(fileOf(pack, u"request.http"_s), u"pack"_s);
    QVERIFY2(again, again ? "" : qPrintable(again.error().detail));
    QCOMPARE(again->body, fileOf(pack, u"body.bin"_s));
}

void EvidencePackTest::theNoteAsksByWhatWasFound()
{
    Evidence input = evidence();
    sign(input, m_catalogue, key);
    QVERIFY(fileOf(makeEvidencePack(input), u"NOTE.md"_s).contains("Nothing about the signature"));

    // A relay that lost a byte of the body.
    domain::HttpMessage &message = input.delivery.capture.message;
    message.body = "{\"a\": 1}";
    input.explanation = signature::explain({.message = message,
                                            .schemes = m_catalogue.all(),
                                            .scheme = input.scheme,
                                            .secrets = input.secrets,
                                            .now = test::sampleTime});
    QVERIFY(input.explanation.isProved());
    const EvidencePack pack = makeEvidencePack(input);
    const QByteArray note = fileOf(pack, u"NOTE.md"_s);
    QVERIFY2(note.contains("Proved by computing it"), note);
    QVERIFY(note.contains("# Webhook delivery: the signature does not match"));
    QCOMPARE(fileOf(pack, u"body-signed.bin"_s), "{\"a\":1}");

    Evidence none = evidence();
    none.explanation.verification.verdict = domain::Verdict::Unsigned;
    QVERIFY(fileOf(makeEvidencePack(none), u"NOTE.md"_s)
                .contains("whether this delivery was meant to be signed"));
}

void EvidencePackTest::hostileValuesFormatNothing_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("markup") << QByteArray("<img src=x onerror=alert(1)>");
    QTest::newRow("link") << QByteArray("[click](https://evil.example)");
    QTest::newRow("backticks") << QByteArray("``` ` `` x");
    QTest::newRow("new heading") << QByteArray("x\n# Pay here\n");
    QTest::newRow("mention") << QByteArray("@everyone #1");
    QTest::newRow("right to left") << QByteArray("\xe2\x80\xae"
                                                 "cod.exe");
    QTest::newRow("escape") << QByteArray("\x1b[31m");
}

void EvidencePackTest::hostileValuesFormatNothing()
{
    QFETCH(QByteArray, value);
    Evidence input = evidence();
    sign(input, m_catalogue, "another secret of the same length");
    domain::Capture &capture = input.delivery.capture;
    capture.message.target = value;
    capture.message.method = value;
    capture.peerAddress = value;
    capture.completeness = domain::Completeness::Malformed;
    capture.reason = QString::fromUtf8(value);
    input.explanation.verification.reason = capture.reason;
    input.explanation.ruledOut = capture.reason;
    input.explanation.causes = {{"X1",
                                 signature::Certainty::Likely,
                                 signature::Party::Path,
                                 capture.reason,
                                 {},
                                 {},
                                 {},
                                 {},
                                 {},
                                 {},
                                 -1,
                                 {}}};
    const QString note = QString::fromUtf8(fileOf(makeEvidencePack(input), u"NOTE.md"_s));

    // What is left when code spans are taken out, as a reader of CommonMark does, is our own text.
    static const QRegularExpression span(u"(?<!`)(`+)(?!`)(.*?[^`])?\\1(?!`)"_s);
    QString text = note;
    text.remove(span);
    static const QRegularExpression live(u"(?<!\\\\)[<\\[@]|^# Pay|(?<!\\\\)`|https?://"_s,
                                         QRegularExpression::MultilineOption);
    QVERIFY2(!text.contains(live), qPrintable(text));
    for (const QChar c : note)
        QVERIFY(c == u'\n' || (c >= u' ' && c != QChar(0x202e)));
    QCOMPARE(note.count(u"\n# "_s), 0);
}

void EvidencePackTest::codeSpansHold_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("span");
    QTest::newRow("plain") << u"a"_s << u"`a`"_s;
    QTest::newRow("empty") << QString() << u"(empty)"_s;
    QTest::newRow("one backtick") << u"a`b"_s << u"``a`b``"_s;
    QTest::newRow("at the ends") << u"`a`"_s << u"`` `a` ``"_s;
    QTest::newRow("two") << u"a``b"_s << u"```a``b```"_s;
    QTest::newRow("blanks") << u" a "_s << u"`  a  `"_s;
    QTest::newRow("line break") << u"a\nb"_s << u"`a<U+000A>b`"_s;
    QTest::newRow("long") << QString(300, u'x') << u'`' + QString(200, u'x') + u"…`"_s;
}

void EvidencePackTest::codeSpansHold()
{
    QFETCH(QString, text);
    QTEST(report::codeSpan(text), "span");
}

void EvidencePackTest::cellsAreInert()
{
    Evidence input = evidence();
    input.delivery.capture.message.headers = {{"A", "=cmd|' /C calc'!A0"}, {"B", "a\tb\r\nc"}, {"@x", "\\"}};
    const QByteArrayList rows = fileOf(makeEvidencePack(input), u"headers.tsv"_s).split('\n');
    QCOMPARE(rows.value(1), "1\theader\tA\t\\x3dcmd|' /C calc'!A0");
    QCOMPARE(rows.value(2), "2\theader\tB\ta\\x09b\\x0d\\x0ac");
    QCOMPARE(rows.value(3), "3\theader\t\\x40x\t\\x5c");
}

void EvidencePackTest::aFileKnowsNoClock()
{
    Evidence input = evidence();
    input.isStored = false;
    input.delivery.capture.firstByte = 0;
    const EvidencePack pack = makeEvidencePack(input);
    QVERIFY(fileOf(pack, u"attempts.json"_s).isNull());
    QCOMPARE(jsonOf(pack, u"tls.json"_s)[u"known"_s], false);
    QVERIFY(jsonOf(pack, u"clock.json"_s)[u"first_byte"_s].isNull());
    QVERIFY(!fileOf(pack, u"NOTE.md"_s).contains("Received:"));
}

void EvidencePackTest::writesAFolderOnce()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"pack"_s);
    const EvidencePack pack = makeEvidencePack(evidence());
    QVERIFY(writePackFolder(path, pack.files));
    QCOMPARE(QDir(path).entryList(QDir::Files).size(), pack.files.size());
    QFile note(path + u"/NOTE.md"_s);
    QVERIFY(note.open(QIODevice::ReadOnly) && note.readAll() == fileOf(pack, u"NOTE.md"_s));
#ifdef Q_OS_UNIX
    constexpr auto others = QFile::ReadGroup | QFile::ReadOther | QFile::WriteGroup | QFile::WriteOther |
                            QFile::ExeGroup | QFile::ExeOther;
    QCOMPARE(QFileInfo(path).permissions() & others, QFile::Permissions());
    QCOMPARE(note.permissions() & others, QFile::Permissions());
#endif
    const auto again = writePackFolder(path, pack.files);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, Error::Kind::Rejected);
    QVERIFY(!writePackFolder(folder.filePath(u"none/pack"_s), pack.files));
}

void EvidencePackTest::writesAnArchiveOnce()
{
    if (!canWriteZip())
        QSKIP("built without libzip");
    QTemporaryDir folder;
    const QString path = folder.filePath(u"case 17.zip"_s);
    const EvidencePack pack = makeEvidencePack(evidence(QByteArray(100'000, 'x')));
    QVERIFY(writePackZip(path, pack.files, test::sampleTime));
    QProcess python;
    python.start(u"python3"_s,
                 {u"-c"_s,
                  u"import sys, zipfile\n"
                  "z = zipfile.ZipFile(sys.argv[1])\n"
                  "assert z.testzip() is None\n"
                  "for i in z.infolist(): print(i.filename, i.file_size, oct(i.external_attr >> 16))\n"_s,
                  path});
    if (!python.waitForStarted())
        QSKIP("python3 is not here to read it");
    QVERIFY(python.waitForFinished());
    QCOMPARE(python.exitCode(), 0);
    const QByteArray listed = python.readAllStandardOutput();
    QCOMPARE(listed.count('\n'), pack.files.size());
    QVERIFY2(listed.contains("case 17/body.bin 100000 0o100600"), listed);
    QVERIFY(QFileInfo(path).size() < 50'000);
    const auto again = writePackZip(path, pack.files, test::sampleTime);
    QVERIFY(!again && again.error().kind == Error::Kind::Rejected);
    QVERIFY(*zipArchive(u"x"_s, pack.files, test::sampleTime) ==
            *zipArchive(u"x"_s, pack.files, test::sampleTime));
}

void EvidencePackTest::aFailedFolderIsTakenAway()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"pack"_s);
    const auto written = writePackFolder(path, {{u"a"_s, "1"}, {u"none/b"_s, "2"}});
    QVERIFY(!written);
    QCOMPARE(written.error().kind, Error::Kind::Storage);
    QVERIFY(!QFileInfo::exists(path));
}

QTEST_GUILESS_MAIN(EvidencePackTest)
#include "tst_evidencepack.moc"
