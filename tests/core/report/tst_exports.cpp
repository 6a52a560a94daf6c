// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/blockwriter.h"
#include "core/report/document.h"
#include "core/report/exports.h"
#include "core/report/markdownreader.h"
#include "core/report/markdowntext.h"
#include "tests/support/inerthtml.h"
#include "tests/support/reportcase.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::report;
using namespace Qt::StringLiterals;

namespace {

struct Form
{
    const char *ending;
    std::function<QByteArray(const Source &)> write;
};

const Form forms[] = {
    {"md", markdownExport},
    {"html", [](const Source &source) { return htmlExport(source); }},
    {"print.html", [](const Source &source) { return htmlExport(source, HtmlUse::Print); }},
    {"json", jsonExport},
    {"findings.csv", findingsCsv},
    {"entities.csv", entitiesCsv},
    {"layer.json", navigatorLayer},
    {"stix.json", stixBundle},
};

struct Case
{
    const char *name;
    Source (*make)();
};
constexpr Case cases[] = {{"full", test::fullSource},
                          {"hostile", test::hostileSource},
                          {"messages", test::messagesSource},
                          {"empty", test::emptySource}};

QList<QStringList> rowsOf(const QByteArray &csv)
{
    QList<QStringList> rows;
    QStringList row;
    QString cell;
    bool quoted = false;
    const QString text = QString::fromUtf8(csv);
    for (qsizetype i = 0; i < text.size(); ++i) {
        const QChar c = text[i];
        if (quoted) {
            if (c != u'"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == u'"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == u'"') {
            quoted = true;
        } else if (c == u',' || c == u'\r') {
            row << cell;
            cell.clear();
            if (c == u'\r') {
                rows << row;
                row.clear();
                ++i; // LF
            }
        } else {
            cell += c;
        }
    }
    return rows;
}

} // namespace

class ExportsTest : public QObject
{
    Q_OBJECT

private slots:
    void filesAreAsTheyWere_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<int>("form");
        for (int i = 0; i < int(std::size(cases)); ++i) {
            for (int j = 0; j < int(std::size(forms)); ++j)
                QTest::addRow("%s.%s", cases[i].name, forms[j].ending) << i << j;
        }
    }
    // With TOCSIN_WRITE_GOLDEN=1 the files are written instead; look at what has changed before keeping it.
    void filesAreAsTheyWere()
    {
        QFETCH(int, which);
        QFETCH(int, form);
        QByteArray written = forms[form].write(cases[which].make());
        written.replace("Tocsin " TOCSIN_VERSION, "Tocsin VERSION");
        QFile file(QStringLiteral(TOCSIN_TEST_DATA "/report/%1.%2")
                       .arg(QLatin1StringView(cases[which].name), QLatin1StringView(forms[form].ending)));
        if (qEnvironmentVariableIsSet("TOCSIN_WRITE_GOLDEN")) {
            QVERIFY(file.open(QIODevice::WriteOnly) && file.write(written) == written.size());
            return;
        }
        QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
        const QByteArray kept = file.readAll();
        const QList<QByteArray> was = kept.split('\n'), is = written.split('\n');
        for (qsizetype i = 0; i < std::min(was.size(), is.size()); ++i)
            QVERIFY2(was[i] == is[i], qPrintable(u"line %1\n was %2\n is  %3"_s.arg(i + 1).arg(
                                          QString::fromUtf8(was[i]), QString::fromUtf8(is[i]))));
        QCOMPARE(is.size(), was.size());
    }

    void nothingHiddenLeavesInWords_data() { filesAreAsTheyWere_data(); }
    void nothingHiddenLeavesInWords()
    {
        QFETCH(int, which);
        QFETCH(int, form);
        const QByteArray written = forms[form].write(cases[which].make());
        QCOMPARE(QString::fromUtf8(written).toUtf8(), written);
        const QString text = QString::fromUtf8(written);
        const bool csv = QByteArray(forms[form].ending).endsWith("csv");
        for (const char32_t c : text.toUcs4())
            QVERIFY2(!isHidden(c) || c == '\n' || (csv ? c == '\r' : c == '\t'),
                     qPrintable(QString::number(uint(c), 16)));
    }

    void htmlHoldsOnlyOurTags_data()
    {
        QTest::addColumn<HtmlUse>("use");
        QTest::newRow("screen") << HtmlUse::Screen;
        QTest::newRow("print") << HtmlUse::Print;
    }
    void htmlHoldsOnlyOurTags()
    {
        QFETCH(HtmlUse, use);
        const QString html = QString::fromUtf8(htmlExport(test::hostileSource(), use));
        QCOMPARE(
            html.count(
                u"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">"_s),
            1);
        QCOMPARE(test::foreignTag(html), QString());
        QCOMPARE(html.count(u"<h1>"_s), 1);
        QCOMPARE(html.count(u"</style>"_s), 1);
        QCOMPARE(html.count(u"</title>"_s), 1);
        // Defanged but in the queries, which are there to be run.
        static const QRegularExpression query(u"<pre>.*?</pre>"_s,
                                              QRegularExpression::DotMatchesEverythingOption);
        QVERIFY(html.contains(u"http://evil.com"_s));
        QVERIFY(!QString(html).remove(query).contains(u"http://evil.com"_s));
    }

    void markdownReadsBackAsTheDocument()
    {
        for (const Case &one : cases) {
            const Source source = one.make();
            const QString written = QString::fromUtf8(markdownExport(source));
            const Blocks read = readMarkdown(written);
            QVERIFY(read.size() > 3);
            const Blocks middle = read.mid(2, read.size() - 3); // without label and title
            QCOMPARE(htmlOf(middle), htmlOf(readMarkdown(markdownOf(documentOf(source)))));
            QCOMPARE(read.first().spans.value(0).text, QString(tlpLabel(source.tlp)));
        }
    }

    void csvIsWholeAndInert()
    {
        for (const Case &one : cases) {
            for (const QByteArray &csv : {findingsCsv(one.make()), entitiesCsv(one.make())}) {
                const auto rows = rowsOf(csv);
                QVERIFY(!rows.isEmpty());
                for (const QStringList &row : rows) {
                    QCOMPARE(row.size(), rows.first().size());
                    for (const QString &cell : row)
                        QVERIFY2(cell.isEmpty() || !u"=+-@\t\r"_s.contains(cell.trimmed().left(1)) ||
                                     cell.trimmed().isEmpty(),
                                 qPrintable(cell));
                }
            }
        }
        QCOMPARE(rowsOf(entitiesCsv(test::fullSource())).size(), 13); // 12 different ones
        QCOMPARE(csvLine({u"a"_s, u"b,c"_s, u"d\"e"_s, u" =1"_s, u"\uff1d1"_s, {}}),
                 QString(u"a,\"b,c\",\"d\"\"e\",' =1,'\uff1d1,\r\n"_s).toUtf8());
    }

    void jsonKeepsWhatTheServerSent()
    {
        const QByteArray json = jsonExport(test::fullSource());
        QVERIFY(json.contains(R"({"session_id": "sess_q81k2v", "score":7.50, "x": [1e2, "\u00e9"]})"));
        QJsonParseError error;
        const QJsonObject root = QJsonDocument::fromJson(json, &error).object();
        QCOMPARE(error.error, QJsonParseError::NoError);
        QCOMPARE(root["format"_L1].toString(), u"tocsin-report"_s);
        QCOMPARE(root["report"_L1]["escalate"_L1].toBool(), true);
        QCOMPARE(root["report"_L1]["entities"_L1][5]["value"_L1].toString(),
                 u"evil.example.com"_s); // not defanged
        // What is no JSON goes in as a text.
        const QJsonDocument hostile = QJsonDocument::fromJson(jsonExport(test::hostileSource()), &error);
        QCOMPARE(hostile["raw"_L1].toString(), u"{\"not\": json"_s);
        QCOMPARE(hostile["report"_L1]["entities"_L1][63]["value"_L1].toString(),
                 test::hostileSource().report().entities[63].value);
    }

    // layers/spec/v4.5/layerformat.md: required members, types, and no others.
    void layerHasTheMembersOfItsFormat()
    {
        for (const Case &one : cases) {
            const QJsonObject layer = QJsonDocument::fromJson(navigatorLayer(one.make())).object();
            const QStringList known{u"versions"_s, u"name"_s,        u"description"_s,  u"domain"_s,
                                    u"sorting"_s,  u"layout"_s,      u"hideDisabled"_s, u"techniques"_s,
                                    u"gradient"_s, u"legendItems"_s, u"metadata"_s};
            for (const QString &name : layer.keys())
                QVERIFY2(known.contains(name), qPrintable(name));
            QVERIFY(!layer["name"_L1].toString().isEmpty());
            QCOMPARE(layer["domain"_L1].toString(), u"enterprise-attack"_s);
            QCOMPARE(layer["versions"_L1]["layer"_L1].toString(), u"4.5"_s);
            QCOMPARE(layer["versions"_L1]["attack"_L1].toString(), u"18"_s);
            QVERIFY(QVersionNumber::fromString(layer["versions"_L1]["navigator"_L1].toString()) >=
                    QVersionNumber(4, 9, 0));
            QVERIFY(layer["gradient"_L1]["maxValue"_L1].toInt() >
                    layer["gradient"_L1]["minValue"_L1].toInt());
            for (const QJsonValue entry : layer["techniques"_L1].toArray()) {
                static const QRegularExpression id(u"^T\\d{4}(\\.\\d{3})?$"_s);
                QVERIFY(id.match(entry["techniqueID"_L1].toString()).hasMatch());
                QVERIFY(entry["comment"_L1].isString() && entry["enabled"_L1].isBool());
                QVERIFY(entry["score"_L1].isDouble() != entry["color"_L1].isString());
            }
            for (const QJsonValue entry : layer["metadata"_L1].toArray())
                QVERIFY(entry["name"_L1].isString() && entry["value"_L1].isString());
        }
        const QJsonArray techniques =
            QJsonDocument::fromJson(navigatorLayer(test::fullSource()))["techniques"_L1].toArray();
        QCOMPARE(techniques.size(), 3);
        QCOMPARE(techniques[0]["techniqueID"_L1].toString(), u"T1071.001"_s);
        QCOMPARE(techniques[0]["score"_L1].toInt(), 80); // named by a finding of severity high
        QCOMPARE(techniques[2]["score"_L1].toInt(), 60); // T1566.001 stands in a text of medium severity
    }

    void defangsOnlyWhenAsked()
    {
        Source source = test::fullSource();
        QVERIFY(!markdownExport(source).contains("evil.example.com (203"));
        source.defang = false;
        const QString html = QString::fromUtf8(htmlExport(source));
        QVERIFY(html.contains(u"evil.example.com"_s) && !html.contains(u"evil[.]example"_s));
    }

    void knowsTheMarkings()
    {
        for (const Tlp tlp : tlps) {
            QCOMPARE(tlpFromId(QString(tlpId(tlp))), tlp);
            QCOMPARE(tlpFromId(QString(tlpLabel(tlp))), tlp);
            Source source = test::fullSource();
            source.tlp = tlp;
            for (const Form &form : forms)
                QVERIFY2(QByteArray(form.ending).contains("print") ||
                             form.write(source).contains(tlpLabel(tlp).data()),
                         form.ending);
        }
        QCOMPARE(tlpFromId(u"TLP:amber-strict"), Tlp::AmberStrict);
        QVERIFY(!tlpFromId(u"white"));
    }
};

QTEST_GUILESS_MAIN(ExportsTest)
#include "tst_exports.moc"
