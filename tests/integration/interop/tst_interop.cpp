// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Our sender against the vendors' receivers and the other way round. Node and Python really run: the
// published code judges what sign() made, and verify() judges what the published construction made.

#include "core/base/clock.h"
#include "core/signature/catalogue.h"
#include "core/signature/verify.h"

#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;

namespace {

struct Answer
{
    int exitCode = -1;
    QByteArray output;
    QByteArray errors;
};

const QByteArray secretText = "A1b2C3d4E5f6G7h8_J9k0L1m2N3p4Q5r";

QString scriptOf(const QString &program)
{
    const QString folder = u"" TOCSIN_INTEROP_DIR "/"_s;
    return folder + (program == "node"_L1 ? u"vendor.mjs"_s : u"vendor.py"_s);
}

Answer run(const QString &program, const QStringList &arguments, const QByteArray &input)
{
    QProcess process;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"INTEROP_SECRET"_s, QString::fromLatin1(secretText));
    process.setProcessEnvironment(environment);
    process.start(program, arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit)
        return {-1, {}, process.errorString().toUtf8()};
    return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
}

QByteArray asLines(const QList<domain::HeaderField> &headers)
{
    QByteArray lines;
    for (const domain::HeaderField &field : headers)
        lines += field.name + ": " + field.value + '\n';
    return lines;
}

QList<domain::HeaderField> asFields(const QByteArray &lines)
{
    QList<domain::HeaderField> headers;
    for (const QByteArray &line : lines.split('\n')) {
        const qsizetype colon = line.indexOf(": ");
        if (colon > 0)
            headers.append({line.first(colon), line.sliced(colon + 2).trimmed()});
    }
    return headers;
}

} // namespace

class InteropTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        const auto loaded = signature::Catalogue::load();
        QVERIFY2(loaded, loaded ? "" : qPrintable(loaded.error().detail));
        m_catalogue = *loaded;
    }

    void vendorsCodeAcceptsWhatWeSign_data() { cases(); }
    void vendorsCodeAcceptsWhatWeSign()
    {
        QFETCH(QString, program);
        QFETCH(QString, scheme);
        QFETCH(QByteArray, body);
        QFETCH(QString, tag);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("the interpreter is not installed");

        const auto headers =
            signature::sign(*m_catalogue.find(scheme), message(body), secret(tag), wallClock());
        QVERIFY2(headers, headers ? "" : qPrintable(headers.error().detail));
        const Answer answer = vendor(u"verify"_s, body, asLines(*headers));
        QVERIFY2(answer.exitCode == 0, answer.errors);

        QByteArray changed = body;
        changed.replace("alice", "mallo");
        QVERIFY(changed != body);
        const Answer refusal = vendor(u"verify"_s, changed, asLines(*headers));
        QCOMPARE(refusal.exitCode, 1);
    }

    void weAcceptWhatTheVendorsCodeSigns_data() { cases(); }
    void weAcceptWhatTheVendorsCodeSigns()
    {
        QFETCH(QString, program);
        QFETCH(QString, scheme);
        QFETCH(QByteArray, body);
        QFETCH(QString, tag);
        if (QStandardPaths::findExecutable(program).isEmpty())
            QSKIP("the interpreter is not installed");

        const Answer answer = vendor(u"sign"_s, body, {});
        QVERIFY2(answer.exitCode == 0, answer.errors);
        domain::HttpMessage request = message(body);
        request.headers = asFields(answer.output);
        const signature::NamedSecret key = secret(tag);
        const auto good = signature::verify(*m_catalogue.find(scheme), request, {&key, 1}, wallClock());
        QVERIFY2(good.verdict == domain::Verdict::Valid, answer.output);
        QCOMPARE(good.secretLabel, key.label);
        QVERIFY(good.notes.isEmpty());

        request.body.replace("alice", "mallo");
        const auto bad = signature::verify(*m_catalogue.find(scheme), request, {&key, 1}, wallClock());
        QCOMPARE(bad.verdict, domain::Verdict::Mismatch);
    }

    // The example of the page, run as it stands, prints the digest of reference vector T1.
    void socotrasExampleGivesTheKnownDigest()
    {
        if (QStandardPaths::findExecutable(u"node"_s).isEmpty())
            QSKIP("the interpreter is not installed");
        const Answer answer = run(u"node"_s, {u"" TOCSIN_TEST_DATA "/interop/socotra.cjs"_s}, {});
        QVERIFY2(answer.exitCode == 0, answer.errors);
        QCOMPARE(answer.output.trimmed(),
                 QByteArray("HMAC:  6b6f59d9a607200100a078cb6de50ce35a6b2cc202e44caf967c04d8647220b4"));
    }

private:
    void cases()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("scheme");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<QString>("tag");
        const QByteArray plain = R"({"event":"alert.created","actor":"alice","risk_score":82.0})";
        const QByteArray beyondAscii =
            "{ \"summary\": \"Anmeldung aus Z\xc3\xbcrich \xe2\x80\x93 \\u00fc\\/\",\n"
            "  \"actor\":\"alice\" }\r\n";
        for (const QString &program : {u"node"_s, u"python3"_s}) {
            const auto row = [&](const QString &scheme, const char *what, const QByteArray &body,
                                 const QString &tag) {
                QTest::newRow(qPrintable(program + u' ' + scheme + u' ' + QLatin1StringView(what)))
                    << program << scheme << body << tag;
            };
            row(u"socwarden"_s, "ascii", plain, {});
            row(u"socwarden"_s, "beyond ascii, odd blanks", beyondAscii, {});
            row(u"socotra"_s, "with a tag", plain, u"rot.2026-01"_s);
            row(u"socotra"_s, "without a tag", plain, {});
            row(u"socotra"_s, "beyond ascii, with a tag", beyondAscii, u"a,b=c"_s);
        }
    }

    static domain::HttpMessage message(const QByteArray &body)
    {
        domain::HttpMessage request;
        request.method = "POST";
        request.target = "/hooks/alerts";
        request.body = body;
        return request;
    }

    static signature::NamedSecret secret(const QString &tag)
    {
        return {u"main"_s, Secret::copyOf(secretText), tag, false};
    }

    // Runs the script of the row's interpreter on the body.
    Answer vendor(const QString &action, const QByteArray &body, const QByteArray &input) const
    {
        QFile file(m_folder.filePath(u"body"_s));
        if (!file.open(QIODevice::WriteOnly) || file.write(body) != body.size())
            return {};
        file.close();
        QFETCH(QString, program);
        QFETCH(QString, scheme);
        QFETCH(QString, tag);
        return run(
            program,
            {scriptOf(program), action, scheme, u"" TOCSIN_TEST_DATA "/interop"_s, file.fileName(), tag},
            input);
    }

    QTemporaryDir m_folder;
    signature::Catalogue m_catalogue;
};

QTEST_GUILESS_MAIN(InteropTest)
#include "tst_interop.moc"
