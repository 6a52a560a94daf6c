// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/catalogue.h"
#include "core/signature/schemewriter.h"

#include <QtTest>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRandomGenerator>

using namespace tocsin;
using namespace tocsin::signature;
using namespace Qt::StringLiterals;

namespace {

QList<QByteArray> builtInFiles()
{
    QList<QByteArray> files;
    const QDir folder(u":/schemes"_s);
    for (const QString &name : folder.entryList()) {
        QFile file(folder.filePath(name));
        if (file.open(QIODevice::ReadOnly))
            files.append(file.readAll());
    }
    return files;
}

// The values of a member, wherever built-in files have it.
using Pool = QMap<QString, QList<QJsonValue>>;

void collect(const QJsonValue &value, Pool &pool)
{
    for (const QJsonValue &item : value.toArray())
        collect(item, pool);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it) {
        pool[it.key()].append(it.value());
        collect(it.value(), pool);
    }
}

// The same with some members taken from other files, left out or added.
QJsonValue mixed(const QJsonValue &value, const Pool &pool, QRandomGenerator &random)
{
    if (value.isArray()) {
        QJsonArray array;
        for (const QJsonValue &item : value.toArray())
            array.append(mixed(item, pool, random));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    const QStringList names = object.keys();
    for (const QString &name : names) {
        const QList<QJsonValue> &others = pool[name];
        if (random.bounded(12) == 0)
            object[name] = others[random.bounded(others.size())];
        else
            object[name] = mixed(object[name], pool, random);
    }
    if (random.bounded(4) == 0) {
        const QString name = pool.keys().at(random.bounded(pool.size()));
        object[name] = pool[name][random.bounded(pool[name].size())];
    }
    return object;
}

} // namespace

class SchemeWriterTest : public QObject
{
    Q_OBJECT

private slots:
    void everyBuiltInSchemeReadsAsItself();
    void mixturesOfThemDoToo();
    void laysOutAsTheBuiltInFilesAre();
    void keepsWhatIsHardToWrite();
};

void SchemeWriterTest::everyBuiltInSchemeReadsAsItself()
{
    const auto catalogue = Catalogue::load();
    QVERIFY(catalogue && catalogue->all().size() >= 150);
    for (const Scheme &scheme : catalogue->all()) {
        const QByteArray written = writeScheme(scheme);
        const auto again = readScheme(written);
        QVERIFY2(again.has_value(), qPrintable(scheme.id + u": "_s + (again ? u""_s : again.error().detail)));
        QVERIFY2(*again == scheme, written.constData());
        QCOMPARE(writeScheme(*again), written);
    }
}

void SchemeWriterTest::mixturesOfThemDoToo()
{
    const QList<QByteArray> files = builtInFiles();
    Pool pool;
    for (const QByteArray &file : files)
        collect(QJsonDocument::fromJson(file).object(), pool);
    QRandomGenerator random(7);
    int accepted = 0;
    for (int round = 0; round < 6000; ++round) {
        const QJsonValue file = QJsonDocument::fromJson(files[random.bounded(files.size())]).object();
        const QByteArray text = QJsonDocument(mixed(file, pool, random).toObject()).toJson();
        const auto scheme = readScheme(text);
        if (!scheme)
            continue;
        ++accepted;
        const auto again = readScheme(writeScheme(*scheme));
        QVERIFY2(again && *again == *scheme, text.constData());
    }
    QVERIFY2(accepted >= 300, qPrintable(QString::number(accepted)));
}

// Files that name no default and have their members in the writer's order.
void SchemeWriterTest::laysOutAsTheBuiltInFilesAre()
{
    int same = 0;
    QStringList names;
    for (const QByteArray &file : builtInFiles()) {
        const auto scheme = readScheme(file);
        QVERIFY(scheme);
        if (writeScheme(*scheme) == file) {
            ++same;
            names.append(scheme->id);
        }
    }
    qInfo() << same << "of the built-in files are written byte by byte as they stand";
    for (const QString &name : {u"shopify"_s, u"square"_s, u"twilio"_s})
        QVERIFY2(names.contains(name), qPrintable(name));
}

void SchemeWriterTest::keepsWhatIsHardToWrite()
{
    Scheme scheme;
    scheme.id = u"own"_s;
    scheme.name =
        u"quote \" backslash \\ tab \t null "_s + QChar(0) + u" override \u202e astral \U0001f600"_s;
    Recipe recipe;
    recipe.algorithm = Algorithm::HmacSha256;
    recipe.signature.place = FieldSpec::Place::Json;
    recipe.signature.names = {"/a~1b/\x7f" + QByteArray("\xe2\x80\x8b").repeated(300)};
    recipe.signature.unpack = ""; // the whole of what is packed
    PartSpec line;
    line.text = "\n";
    PartSpec body;
    body.kind = PartSpec::Kind::Body;
    recipe.message = {line, body};
    scheme.recipes = {recipe};
    const QByteArray written = writeScheme(scheme);
    const auto again = readScheme(written);
    QVERIFY2(again.has_value(), again ? "" : qPrintable(again.error().detail));
    QVERIFY(*again == scheme);
    for (const char *steering : {"\xe2\x80\xae", "\xe2\x80\x8b", "\x7f", "\t"})
        QVERIFY(!written.contains(steering));
}

QTEST_GUILESS_MAIN(SchemeWriterTest)
#include "tst_schemewriter.moc"
