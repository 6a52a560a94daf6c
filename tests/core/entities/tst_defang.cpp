// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/defang.h"

#include <QtTest>

using namespace tocsin;
using namespace tocsin::entities;
using namespace Qt::StringLiterals;
using domain::EntityKind;

class DefangTest : public QObject
{
    Q_OBJECT

private slots:
    void breaksEveryLinkAndIsUndone_data()
    {
        QTest::addColumn<EntityKind>("kind");
        QTest::addColumn<QString>("plain");
        QTest::addColumn<QString>("expected");
        QTest::newRow("ip") << EntityKind::Ip << u"203.0.113.7"_s << u"203[.]0[.]113[.]7"_s;
        QTest::newRow("ipv6") << EntityKind::Ip << u"2001:db8::1"_s << u"2001[:]db8[:][:]1"_s;
        QTest::newRow("domain") << EntityKind::Domain << u"a.evil.com"_s << u"a[.]evil[.]com"_s;
        QTest::newRow("url") << EntityKind::Url << u"https://evil.com:8/a.php?u=http://b.de"_s
                             << u"hxxps://evil[.]com:8/a[.]php?u=hxxp://b[.]de"_s;
        QTest::newRow("upper case") << EntityKind::Url << u"HTTP://EVIL.COM"_s << u"HXXP://EVIL[.]COM"_s;
        QTest::newRow("mixed case") << EntityKind::Url << u"hTtP://a.de"_s << u"hXxP://a[.]de"_s;
        QTest::newRow("mail") << EntityKind::Email << u"a.b@evil.com"_s << u"a[.]b[@]evil[.]com"_s;
        QTest::newRow("user") << EntityKind::User << u"CORP\\jdoe"_s << u"CORP\\jdoe"_s;
        QTest::newRow("hash stays") << EntityKind::Hash << u"d41d8cd98f00b204"_s << u"d41d8cd98f00b204"_s;
        QTest::newRow("process stays") << EntityKind::Process << u"cmd.exe"_s << u"cmd.exe"_s;
    }
    void breaksEveryLinkAndIsUndone()
    {
        QFETCH(EntityKind, kind);
        QFETCH(QString, plain);
        QTEST(defanged(kind, plain), "expected");
        QCOMPARE(refanged(defanged(kind, plain)), plain);
        QCOMPARE(defanged(kind, refanged(defanged(kind, plain))), defanged(kind, plain));
        QCOMPARE(defanged(kind, defanged(kind, plain)), defanged(kind, plain)); // no second layer
    }

    void isExactOnAnything()
    {
        // Every short text over the characters that marks are made of.
        const QString letters = u"[].(a:@hxtp"_s;
        std::vector<QString> texts{QString()};
        for (std::size_t i = 0; texts[i].size() < 5; ++i) {
            for (const QChar c : letters)
                texts.push_back(texts[i] + c);
        }
        for (const QString &text : texts) {
            for (const EntityKind kind : {EntityKind::Ip, EntityKind::Url}) {
                const QString out = defanged(kind, text);
                if (defanged(kind, refanged(out)) != out || refanged(out) != refanged(text))
                    QFAIL(qPrintable(text));
            }
        }
    }

    void undoesTheSpellingsOfOthers()
    {
        QCOMPARE(refanged(u"hXXps[://]evil[dot]com(dot)au/x"), u"hTTps://evil.com.au/x"_s);
        QCOMPARE(refanged(u"a[at]b{.}com a(at)b(.)com"), u"a@b.com a@b.com"_s);
        QCOMPARE(refanged(u"[[.].]"), u"[..]"_s);
        QCOMPARE(refanged(u"plain (text) [stays]"), u"plain (text) [stays]"_s);
    }

    void changesNothingButTheEntitiesOfAText()
    {
        QCOMPARE(defangedText(u"See https://evil.com/a, cmd.exe, 203.0.113.7. e.g. v1.2 (ok)"_s),
                 u"See hxxps://evil[.]com/a, cmd.exe, 203[.]0[.]113[.]7. e.g. v1.2 (ok)"_s);
        QCOMPARE(defangedText(u"evil[.]com stays"_s), u"evil[.]com stays"_s);
    }
};

QTEST_GUILESS_MAIN(DefangTest)
#include "tst_defang.moc"
