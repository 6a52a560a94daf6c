// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/widgets/plainlabel.h"
#include "ui/widgets/timedclipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using namespace tocsin;
using ui::TimedClipboard;

namespace {

QString pasted()
{
    return QGuiApplication::clipboard()->text();
}

std::unique_ptr<TimedClipboard> widgetWith(const QByteArray &secret, std::chrono::milliseconds stay)
{
    auto widget = std::make_unique<TimedClipboard>(u"Copy key"_s, u"key"_s);
    widget->setSecret(Secret::copyOf(secret));
    widget->setStay(stay);
    widget->show();
    return widget;
}

} // namespace

class TestTimedClipboard final : public QObject
{
    Q_OBJECT

private slots:
    void init() { QGuiApplication::clipboard()->clear(); }

    void copiesAndTakesItOutAgain()
    {
        const auto widget = widgetWith("sk_live_1", 60ms);
        QSignalSpy cleared(widget.get(), &TimedClipboard::cleared);
        widget->findChild<QPushButton *>(u"keyCopy"_s)->click();
        QCOMPARE(pasted(), u"sk_live_1"_s);
        QTRY_COMPARE(cleared.count(), 1);
        QCOMPARE(pasted(), QString());
        QVERIFY(!widget->findChild<QPushButton *>(u"keyClear"_s)->isVisible());
        QVERIFY(widget->findChild<ui::PlainLabel *>(u"keyLeft"_s)->original().contains(u"No longer"_s));
    }

    void saysHowLongAndClearsWhenAsked()
    {
        const auto widget = widgetWith("sk_live_2", 45s);
        widget->copy();
        QVERIFY(widget->findChild<ui::PlainLabel *>(u"keyLeft"_s)->original().contains(u"45"_s));
        auto *clear = widget->findChild<QPushButton *>(u"keyClear"_s);
        QVERIFY(clear->isVisible());
        clear->click();
        QCOMPARE(pasted(), QString());
    }

    void asksKeepersOfHistoryToLeaveItOut()
    {
        const auto widget = widgetWith("sk_live_3", 45s);
        widget->copy();
        QCOMPARE(QGuiApplication::clipboard()->mimeData()->data(u"x-kde-passwordManagerHint"_s),
                 QByteArray("secret"));
    }

    void clearsAlsoWhenTheDialogIsGone()
    {
        widgetWith("sk_live_4", 60ms)->copy();
        QCOMPARE(pasted(), u"sk_live_4"_s);
        QTRY_COMPARE(pasted(), QString());
    }

    void leavesAloneWhatWasCopiedSince()
    {
        const auto widget = widgetWith("sk_live_5", 60ms);
        QSignalSpy cleared(widget.get(), &TimedClipboard::cleared);
        widget->copy();
        QGuiApplication::clipboard()->setText(u"incident 1187"_s);
        QTRY_COMPARE(cleared.count(), 1);
        QPointer<ui::ClipboardStay> stay = QGuiApplication::clipboard()->findChild<ui::ClipboardStay *>();
        QTRY_VERIFY(!stay);
        QCOMPARE(pasted(), u"incident 1187"_s);
    }

    void copiedOnceMoreItStaysItsTimeAnew()
    {
        const auto first = widgetWith("sk_live_6", 40ms);
        const auto second = widgetWith("sk_live_7", 45s);
        QSignalSpy cleared(first.get(), &TimedClipboard::cleared);
        first->copy();
        second->copy();
        QTRY_COMPARE(cleared.count(), 1);
        QTRY_COMPARE(QGuiApplication::clipboard()->findChildren<ui::ClipboardStay *>().size(), 1);
        QCOMPARE(pasted(), u"sk_live_7"_s);
    }

    void anEmptySecretCannotBeCopied()
    {
        TimedClipboard widget(u"Copy key"_s, u"key"_s);
        QVERIFY(!widget.findChild<QPushButton *>(u"keyCopy"_s)->isEnabled());
        QGuiApplication::clipboard()->setText(u"kept"_s);
        widget.copy();
        QCOMPARE(pasted(), u"kept"_s);
    }
};

QTEST_MAIN(TestTimedClipboard)
#include "tst_timedclipboard.moc"
