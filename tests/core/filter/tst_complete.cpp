// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/filter/complete.h"
#include "core/filter/parse.h"

#include <QtTest>

using namespace tocsin::filter;
using namespace Qt::StringLiterals;

namespace {

const Vocabulary &vocabulary()
{
    static const Vocabulary words{{u"orders"_s, u"alerts"_s},
                                  {u"auth.login"_s, u"auth.logout"_s, u"alert.created"_s},
                                  {u"socwarden"_s, u"socotra"_s},
                                  {u"main key"_s, u"old"_s},
                                  {u"json"_s, u"form"_s}};
    return words;
}

// The text after each offer was taken, with the cursor at the '^'.
QStringList taken(QString text)
{
    const qsizetype cursor = text.indexOf(u'^');
    text.remove(cursor, 1);
    QStringList results;
    for (const Completion &offer : complete(text, cursor, vocabulary())) {
        QString result = text;
        results.append(result.replace(offer.replaceFrom, offer.replaceLength, offer.insertText));
    }
    return results;
}

} // namespace

class CompleteTest : public QObject
{
    Q_OBJECT

private slots:
    void offersFitTheWordAtTheCursor_data()
    {
        QTest::addColumn<QStringList>("expected");
        QTest::newRow("sev^") << QStringList{u"severity>="_s};
        QTest::newRow("a SE^ b") << QStringList{u"a severity>= b"_s, u"a secret: b"_s};
        QTest::newRow("a -pa^") << QStringList{u"a -path:"_s};
        QTest::newRow("(is^") << QStringList{u"(is:"_s, u"(risk>="_s};
        QTest::newRow("se^verity:high") << QStringList{u"secret:high"_s};
        QTest::newRow("endpoint:^") << QStringList{u"endpoint:orders"_s, u"endpoint:alerts"_s};
        QTest::newRow("endpoint:o^ld x") << QStringList{u"endpoint:orders x"_s};
        QTest::newRow("event:auth^") << QStringList{u"event:auth.*"_s, u"event:auth.login"_s,
                                                    u"event:auth.logout"_s};
        QTest::newRow("event:log^") << QStringList{u"event:auth.login"_s, u"event:auth.logout"_s};
        QTest::newRow("secret:m^") << QStringList{u"secret:\"main key\""_s};
        QTest::newRow("secret:\"m^") << QStringList{u"secret:\"main key\""_s};
        QTest::newRow("scheme:soco^") << QStringList{u"scheme:socotra"_s};
        QTest::newRow("format:^") << QStringList{u"format:json"_s, u"format:form"_s};
        QTest::newRow("verdict:valid-^") << QStringList{u"verdict:valid-stale"_s, u"verdict:valid-future"_s};
        QTest::newRow("verdict:valid,mis^")
            << QStringList{u"verdict:valid,mismatch"_s, u"verdict:valid,missing-signature"_s,
                           u"verdict:valid,missing-timestamp"_s};
        QTest::newRow("verdict:mal^,valid") << QStringList{u"verdict:malformed,valid"_s};
        QTest::newRow("severity>=n^") << QStringList{u"severity>=info"_s, u"severity>=unknown"_s};
        QTest::newRow("dri^") << QStringList{u"drift:"_s};
        QTest::newRow("drift:any,type^") << QStringList{u"drift:any,type-change"_s};
        QTest::newRow("since:to^") << QStringList{u"since:today"_s};
        QTest::newRow("since:y^") << QStringList{u"since:yesterday"_s, u"since:today"_s,
                                                 u"since:\"last 7 days\""_s};
        QTest::newRow("until:yes^") << QStringList{u"until:yesterday"_s};
        QTest::newRow("is:pinned^") << QStringList();
        QTest::newRow("title:^") << QStringList();
        QTest::newRow("nonsense:^") << QStringList();
        QTest::newRow("\"sev^") << QStringList();
        QTest::newRow("zzz^") << QStringList();
    }

    void offersFitTheWordAtTheCursor()
    {
        QFETCH(QStringList, expected);
        QCOMPARE(taken(QString::fromUtf8(QTest::currentDataTag())), expected);
    }

    void aFreshWordOffersEveryField()
    {
        QCOMPARE(taken(u"^"_s).size(), 21);
        QCOMPARE(taken(u"a ^ b"_s).size(), 21);
        QCOMPARE(taken(u"a ^ b"_s).first(), u"a endpoint: b"_s);
    }

    void everyFieldOfferParsesOnceItHasItsExample()
    {
        for (const Completion &offer : complete({}, 0, vocabulary())) {
            const QString example = offer.description.section(u"for example "_s, 1);
            QVERIFY2(example.startsWith(offer.insertText), qPrintable(offer.description));
            QVERIFY2(parse(example), qPrintable(example));
        }
    }

    void everyValueOfferParses()
    {
        for (const Completion &field : complete({}, 0, vocabulary())) {
            for (const Completion &offer :
                 complete(field.insertText, field.insertText.size(), vocabulary())) {
                const QString text = field.insertText + offer.insertText;
                QVERIFY2(parse(text), qPrintable(text));
            }
        }
    }

    void hostileTextsAndCursorsAreHarmless()
    {
        QVERIFY(complete(QString(maxLength + 1, u'('), 5, vocabulary()).isEmpty());
        const QString text = u"a:\"\\ (is:,,,x|-\"sev"_s;
        for (qsizetype cursor = -3; cursor < text.size() + 3; ++cursor) {
            for (const Completion &offer : complete(text, cursor, vocabulary())) {
                QVERIFY(offer.replaceFrom >= 0 && offer.replaceLength >= 0);
                QVERIFY(offer.replaceFrom + offer.replaceLength <= text.size());
            }
        }
    }
};

QTEST_GUILESS_MAIN(CompleteTest)
#include "tst_complete.moc"
