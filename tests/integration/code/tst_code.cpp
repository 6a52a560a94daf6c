// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// The generated programs really run, on the vectors of every built-in scheme: each must say what
// verifyRecipe() says. A language whose tools are not installed is skipped.

#include "core/signature/catalogue.h"
#include "core/signature/code/verificationcode.h"
#include "core/signature/verify.h"
#include "tests/integration/code/answers.h"
#include "tests/integration/code/changes.h"
#include "tests/integration/code/httpcases.h"
#include "tests/integration/code/job.h"
#include "tests/integration/code/runner.h"

#include <QDir>
#include <QJsonArray>
#include <QMessageAuthenticationCode>
#include <QProcess>
#include <QTemporaryDir>
#include <QtTest>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;
using namespace tocsin::test;

class CodeTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void programsSayWhatWeSay_data();
    void programsSayWhatWeSay();
    void hostileTextsStayTexts_data() { programsSayWhatWeSay_data(); }
    void hostileTextsStayTexts();
    void everyRefusalIsASentence();
    void changedRequestsAreJudgedAlike_data();
    void changedRequestsAreJudgedAlike();
    void httpSignaturesOfOtherShapesAreRead();

private:
    // Writes program and request; nothing: the language cannot do it.
    std::optional<Job> job(Language language, const Scheme &scheme, const Recipe &recipe,
                           const domain::HttpMessage &message, const QByteArray &secret,
                           const Circumstances &circumstances, Micros now);
    QList<Job> jobsOf(const Runner &runner);
    void run(const Runner &runner, const QList<Job> &jobs);

    Catalogue m_catalogue;
    QMap<QString, QJsonObject> m_files; // by scheme
    QTemporaryDir m_folder;
    bool m_cryptography = false;          // the Python library
    QHash<QString, QString> m_programs;   // by language, scheme and recipe; empty: cannot be written
    QHash<QByteArray, QString> m_written; // by content
};

void CodeTest::initTestCase()
{
    auto loaded = Catalogue::load();
    QVERIFY2(loaded.has_value(), loaded ? "" : qPrintable(loaded.error().detail));
    m_catalogue = *loaded;
    m_files = vectorFiles();
    QVERIFY(m_files.size() >= 150);
    m_cryptography = QProcess::execute(u"python3"_s, {u"-c"_s, u"import cryptography"_s}) == 0;
    if (!m_cryptography)
        qInfo("python3 has no cryptography: its programs for public keys are not run");
}

void CodeTest::programsSayWhatWeSay_data()
{
    QTest::addColumn<int>("language");
    for (const LanguageInfo &info : languages())
        QTest::newRow(info.id.data()) << int(info.language);
}

std::optional<Job> CodeTest::job(Language language, const Scheme &scheme, const Recipe &recipe,
                                 const domain::HttpMessage &message, const QByteArray &secret,
                                 const Circumstances &circumstances, Micros now)
{
    const LanguageInfo &info = languages()[size_t(language)];
    const QString id = info.id + scheme.id + u'/' + recipe.name;
    if (!m_programs.contains(id))
        m_programs.insert(id, verificationCode(recipe, scheme, language).value_or(QString()));
    const QString code = m_programs[id];
    if (language == Language::Python && !m_cryptography && code.contains("from cryptography"_L1))
        return std::nullopt;
    const bool readsJson =
        language != Language::Java && language != Language::Shell && language != Language::CSharp;
    if (code.isEmpty() || (secret.startsWith('{') && !readsJson))
        return std::nullopt;
    const auto keep = [this](const QByteArray &bytes, const QString &name) -> QString {
        QString &path = m_written[name.toLatin1() + bytes];
        if (path.isEmpty()) {
            const QString folder = m_folder.filePath(QString::number(m_written.size()));
            path = folder + u'/' + name;
            QDir().mkpath(folder);
            if (!write(path, bytes))
                path.clear();
        }
        return path;
    };
    Job job;
    job.what = scheme.id + u' ' + recipe.name;
    job.program = keep(code.toUtf8(), info.fileName);
    job.head = keep(headOf(message), u"head"_s);
    job.body = keep(message.body, u"body"_s);
    job.environment = {{u"SECRET"_s, secret}, {u"NOW"_s, QByteArray::number(now / microsPerSecond)}};
    job.environment.insert(u"URL"_s, Source{message, circumstances, message.body}.url());
    for (auto it = circumstances.parameters.begin(); it != circumstances.parameters.end(); ++it)
        job.environment.insert(u"PARAM_"_s + QString::fromUtf8(it.key()).toUpper().replace(u'-', u'_'), *it);
    const NamedSecret named{u"a"_s, Secret(QByteArray(secret)), {}, false};
    job.expected =
        domain::verdictId(verifyRecipe(recipe, message, {&named, 1}, now, circumstances).verdict).data();
    const Family family = familyOf(recipe.algorithm);
    job.shapeless = family == Family::Jws || family == Family::PublicKey;
    return job;
}

QList<Job> CodeTest::jobsOf(const Runner &runner)
{
    static const QStringList sample = {
        u"stripe"_s,   u"standard-webhooks"_s, u"socotra"_s,    u"adyen"_s,
        u"aws-sns"_s,  u"discord"_s,           u"ebay"_s,       u"utila"_s,
        u"twilio"_s,   u"braintree"_s,         u"plaid"_s,      u"fusionauth"_s,
        u"paypal"_s,   u"hubspot-v3"_s,        u"contentful"_s, u"alertmanager"_s,
        u"worldpay"_s, u"jira-connect"_s,      u"treezor"_s,    u"exact-online"_s};
    QList<Recipe> shapes; // shell takes a process and more for each: one good vector of a shape will do
    const bool all = !runner.sampled || qEnvironmentVariableIsSet("TOCSIN_CODE_ALL");
    QList<Job> jobs;
    for (const QJsonObject &file : std::as_const(m_files)) {
        const Scheme &scheme = *m_catalogue.find(file["scheme"_L1].toString());
        if (!scheme.isSigned() || (!all && !sample.contains(scheme.id)))
            continue;
        for (const QJsonValue &value : file["vectors"_L1].toArray()) {
            const QJsonObject vector = value.toObject();
            const bool one = runner.language == Language::Shell && !sample.contains(scheme.id);
            if (one && vector["kind"_L1].toString() != u"good"_s)
                continue;
            const domain::HttpMessage message = messageOf(vector["request"_L1].toObject());
            const Circumstances circumstances = circumstancesOf(vector);
            const Micros now = nowOf(file, vector);
            for (const Recipe &recipe : scheme.recipes) {
                if (one &&
                    (recipe.name != vector["variant"_L1].toString() || shapes.contains(shapeOf(recipe))))
                    continue;
                if (one)
                    shapes.append(shapeOf(recipe));
                for (const QJsonValue &secret : vector["secrets"_L1].toArray()) {
                    const auto made = job(runner.language, scheme, recipe, message,
                                          secret["value"_L1].toString().toUtf8(), circumstances, now);
                    if (made)
                        jobs.append(*made);
                }
            }
        }
    }
    return jobs;
}

static QStringList sorted(const QSet<QString> &names)
{
    QStringList list(names.begin(), names.end());
    list.sort();
    return list;
}

void CodeTest::run(const Runner &runner, const QList<Job> &jobs)
{
    const QList<QByteArray> said = Answers(m_folder.path()).of(runner, jobs);
    QCOMPARE(said.size(), jobs.size());
    QStringList wrong;
    qsizetype valid = 0;
    QMap<QByteArray, QSet<QString>> lacking; // by what the runtime has no cryptography for
    for (qsizetype i = 0; i < jobs.size(); ++i) {
        const Job &job = jobs[i];
        const bool good = job.expected == "valid";
        const QByteArray verdict = said[i].mid(said[i].indexOf(' ') + 1);
        if (said[i].startsWith("lacks ")) {
            lacking[said[i]].insert(job.what);
            continue;
        }
        const bool right = said[i].startsWith(good ? "0 " : "1 ") && same(verdict.split(':').first(), job);
        valid += good;
        if (!right)
            wrong.append(u"%1: %2, not %3 (%4 %5 %6)"_s.arg(job.what, QString::fromUtf8(said[i]),
                                                            QString::fromUtf8(job.expected), job.program,
                                                            job.head, job.body));
    }
    for (auto it = lacking.begin(); it != lacking.end(); ++it)
        qInfo("%s %s, so that these are compiled and not judged: %s", qPrintable(runner.tool),
              it.key().constData(), qPrintable(sorted(*it).join(u", "_s)));
    for (const QString &line : wrong.mid(0, 30))
        qWarning("%s", qPrintable(line));
    QVERIFY2(wrong.isEmpty(), qPrintable(u"%1 of %2 are wrong"_s.arg(wrong.size()).arg(jobs.size())));
    QVERIFY(valid > 0);
}

void CodeTest::programsSayWhatWeSay()
{
    QFETCH(int, language);
    const Runner &runner = runnerOf(Language(language));
    if (const QString missing = missingTool(runner); !missing.isEmpty())
        QSKIP(qPrintable(missing + u" is not installed"_s));
    const QList<Job> jobs = jobsOf(runner);
    qInfo("%s: %lld runs", qPrintable(runner.tool), static_cast<long long>(jobs.size()));
    run(runner, jobs);
}

void CodeTest::hostileTextsStayTexts()
{
    QFETCH(int, language);
    const Runner &runner = runnerOf(Language(language));
    if (const QString missing = missingTool(runner); !missing.isEmpty())
        QSKIP(qPrintable(missing + u" is not installed"_s));
    const QByteArray hostile = "a'b\"c`touch PWNED`$(touch PWNED)${HOME}#{`touch PWNED`}\\u0022;\\\n\r?>*/ "
                               "// %s @@body@@ {$x}\xc3\xa9\xff";
    Scheme scheme;
    scheme.id = u"evil\n*/ ?>\")); `touch PWNED`"_s;
    scheme.name = QString::fromUtf8(hostile) + QChar(0x2028) + u"\nrequire 'x'\\u000aEND"_s;
    Recipe recipe;
    recipe.name = scheme.name;
    recipe.algorithm = Algorithm::HmacSha256;
    recipe.signature.place = FieldSpec::Place::Header;
    recipe.signature.names = {"X-Sign"};
    recipe.signature.prefixes = {"p'\"$(touch PWNED)\\`#{1}="};
    recipe.messageId.place = FieldSpec::Place::Header;
    recipe.messageId.names = {"X-Id"};
    recipe.messageId.key = "k'\"`$x";
    recipe.messageId.split = "\\'";
    recipe.messageId.assign = "$\"'*/";
    PartSpec literal;
    literal.text = hostile;
    PartSpec id;
    id.kind = PartSpec::Kind::Id;
    PartSpec body;
    body.kind = PartSpec::Kind::Body;
    recipe.message = {literal, id, body};
    scheme.recipes = {recipe};

    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/";
    message.body = "body\n";
    message.headers = {{"X-Id", recipe.messageId.key + recipe.messageId.assign + "7"}};
    const QByteArray secret = "s'e\"c$r`e`t\\";
    const QByteArray text = hostile + "7" + message.body;
    const QByteArray digest =
        QMessageAuthenticationCode::hash(text, secret, QCryptographicHash::Sha256).toHex();
    message.headers.append({"X-Sign", recipe.signature.prefixes.first() + digest});
    const auto good = job(runner.language, scheme, recipe, message, secret, {}, 0);
    QVERIFY(good);
    QCOMPARE(good->expected, QByteArray("valid"));
    run(runner, {*good});
    QVERIFY(!QFile::exists(m_folder.filePath(u"PWNED"_s)));
    QVERIFY(!QFile::exists(QFileInfo(good->program).dir().filePath(u"PWNED"_s)));
}

void CodeTest::everyRefusalIsASentence()
{
    QMap<QString, int> refusals;
    for (const Scheme &scheme : m_catalogue.all()) {
        for (const LanguageInfo &info : languages()) {
            const auto code = verificationCode(scheme.recipe(), scheme, info.language);
            if (code)
                continue;
            QCOMPARE(code.error().kind, Error::Kind::Rejected);
            QVERIFY2(code.error().detail.contains(u' '), qPrintable(code.error().detail));
            ++refusals[info.id + u": "_s + code.error().detail];
        }
    }
    for (auto it = refusals.begin(); it != refusals.end(); ++it)
        qInfo("%d schemes, %s", *it, qPrintable(it.key()));
}

void CodeTest::changedRequestsAreJudgedAlike_data()
{
    QTest::addColumn<int>("language");
    QTest::addColumn<QStringList>("schemes");
    const QStringList json{u"treezor"_s, u"exact-online"_s};
    const QStringList all = json + QStringList{u"drone"_s, u"keygen"_s, u"woodpecker"_s};
    QTest::newRow("node") << int(Language::Node) << all;
    QTest::newRow("python") << int(Language::Python) << all;
    QTest::newRow("php") << int(Language::Php) << json;
    QTest::newRow("ruby") << int(Language::Ruby) << json;
    QTest::newRow("go") << int(Language::Go) << json;
    QTest::newRow("csharp") << int(Language::CSharp) << json;
}

void CodeTest::changedRequestsAreJudgedAlike()
{
    QFETCH(int, language);
    QFETCH(QStringList, schemes);
    const Runner &runner = runnerOf(Language(language));
    QList<Job> jobs;
    for (const QString &id : std::as_const(schemes)) {
        const Scheme &scheme = *m_catalogue.find(id);
        const auto code = verificationCode(scheme.recipe(), scheme, runner.language);
        QVERIFY2(code, code ? "" : qPrintable(id + u": "_s + code.error().detail));
        const QJsonObject file = m_files[id];
        const QJsonObject good = file["vectors"_L1][0].toObject();
        const QByteArray secret = good["secrets"_L1][0]["value"_L1].toString().toUtf8();
        for (const domain::HttpMessage &message : Changes(messageOf(good["request"_L1].toObject())).all()) {
            auto made = job(runner.language, scheme, scheme.recipe(), message, secret, circumstancesOf(good),
                            nowOf(file, good));
            if (!made)
                continue;
            made->shapeless = true; // which of two faults is said first is not the same
            jobs.append(*made);
        }
    }
    if (const QString missing = missingTool(runner); !missing.isEmpty())
        QSKIP(qPrintable(missing + u" is not installed"_s));
    qInfo("%s: %lld changed requests", qPrintable(runner.tool), static_cast<long long>(jobs.size()));
    run(runner, jobs);
}

void CodeTest::httpSignaturesOfOtherShapesAreRead()
{
    const QByteArray secret = "a shared secret";
    for (const Language language : {Language::Node, Language::Python}) {
        const Runner &runner = runnerOf(language);
        QList<Job> jobs;
        for (const HttpCase &shape : httpCases(secret)) {
            const auto made = job(language, shape.scheme, shape.scheme.recipe(), shape.message, secret,
                                  shape.circumstances, 1'767'225'600 * microsPerSecond);
            QVERIFY(made);
            QCOMPARE(made->expected, shape.expected);
            jobs.append(*made);
        }
        QCOMPARE(jobs.size(), 12);
        if (missingTool(runner).isEmpty())
            run(runner, jobs);
    }
}

QTEST_GUILESS_MAIN(CodeTest)
#include "tst_code.moc"
