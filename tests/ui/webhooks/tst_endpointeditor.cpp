// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/windowfixture.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/plainlabel.h"

#include <QAction>
#include <QDialog>
#include <QLineEdit>
#include <QPushButton>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

// What an endpoint and a secret ask for once their sender is chosen.
class TestEndpointEditor final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    QLineEdit *field(const QString &name) { return m_window->findChild<QLineEdit *>(name); }
    ui::PlainLabel *label(const QString &name) { return m_window->findChild<ui::PlainLabel *>(name); }
    void choose(const QString &scheme) { part<ui::SchemeField>(u"endpointScheme"_s)->setScheme(scheme); }
    void add(const QString &scheme)
    {
        m_window->commands()[u"addEndpoint"_s]->trigger();
        field(u"endpointName"_s)->setText(u"shop"_s);
        field(u"endpointPath"_s)->setText(u"/hooks/shop"_s);
        choose(scheme);
    }
    void edit(const QString &name) { emit m_window->findChild<ui::EndpointList *>()->editAsked(name); }
    bool save()
    {
        part<QPushButton>(u"saveEndpoint"_s)->click();
        return QTest::qWaitFor(
            [this] {
                QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
                return !m_window->findChild<QDialog *>(u"endpointEditor"_s);
            },
            200);
    }
    domain::Endpoint saved()
    {
        for (const domain::Endpoint &endpoint : m_fixture->desk().endpoints()) {
            if (endpoint.name == u"shop"_s)
                return endpoint;
        }
        return {};
    }

private slots:
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void theRulesStayWhenAnythingElseIsChanged()
    {
        domain::Endpoint endpoint;
        endpoint.name = u"shop"_s;
        endpoint.pathPrefix = "/hooks/shop";
        endpoint.rules = "{\"rules\":[{\"name\":\"a\",\"answer\":{}}]}";
        QVERIFY(m_fixture->desk().saveEndpoint(endpoint));
        edit(u"shop"_s);
        field(u"endpointPath"_s)->setText(u"/hooks/other"_s);
        QVERIFY(save());
        QCOMPARE(saved().pathPrefix, "/hooks/other");
        QCOMPARE(saved().rules, endpoint.rules);
    }

    void theUrlIsAskedForWhereItIsSigned()
    {
        add(u"stripe"_s);
        QVERIFY(field(u"endpointUrl"_s)->isVisible());
        QVERIFY(!label(u"endpointUrlHint"_s)->isVisible());
        choose(u"twilio"_s);
        QTRY_VERIFY(label(u"endpointUrlHint"_s)->isVisible());
        QVERIFY(label(u"endpointUrlHint"_s)->text().contains(u"Needed by this scheme"_s));
        field(u"endpointUrl"_s)->setText(u"hooks.example.org/sms"_s);
        QVERIFY(!save());
        QVERIFY(label(u"fault-url"_s)->isVisible());
        QTRY_VERIFY(field(u"endpointUrl"_s)->hasFocus());
        field(u"endpointUrl"_s)->setText(u" https://hooks.example.org/sms?x=%7E "_s);
        QVERIFY(save());
        QCOMPARE(saved().url, "https://hooks.example.org/sms?x=%7E");
        edit(u"shop"_s);
        QCOMPARE(field(u"endpointUrl"_s)->text(), u"https://hooks.example.org/sms?x=%7E"_s);
    }

    void parametersFollowTheScheme()
    {
        const QString id = u"parameter-webhook-id"_s;
        add(u"stripe"_s);
        QVERIFY(!field(id));
        choose(u"paypal"_s);
        QTRY_VERIFY(field(id) && field(id)->isVisible());
        QCOMPARE(field(id)->accessibleName(), u"webhook-id"_s);
        QVERIFY(field(id)->toolTip().contains(u"PayPal dashboard"_s));
        field(id)->setText(u"8PT597110X687430L"_s);
        choose(u"tiktok-shop"_s);
        QVERIFY(!field(id));
        QVERIFY(field(u"parameter-app-key"_s));
        choose(u"paypal"_s);
        QCOMPARE(field(id)->text(), u"8PT597110X687430L"_s); // nothing that was typed is lost
        QVERIFY(save());
        QCOMPARE(saved().parameters, (QMap<QByteArray, QByteArray>{{"webhook-id", "8PT597110X687430L"}}));
        edit(u"shop"_s);
        QCOMPARE(field(id)->text(), u"8PT597110X687430L"_s);
        field(id)->clear();
        QVERIFY(save());
        QVERIFY(saved().parameters.isEmpty());
    }

    void aParameterAtFaultIsNamedAtItsField()
    {
        add(u"paypal"_s);
        field(u"parameter-webhook-id"_s)->setText(QString(1024, u'\u00fc')); // twice as many bytes
        QVERIFY(!save());
        QVERIFY(label(u"fault-parameter webhook-id"_s)->isVisible());
        choose(u"stripe"_s); // and its row may go
        QVERIFY(save());
        QCOMPARE(saved().scheme, u"stripe"_s);
    }

    void aSenderThatIsNotThereIsSaidNotGuessed()
    {
        add(u"stripe"_s);
        part<ui::SchemeField>(u"endpointScheme"_s)->setEditText(u"hubspot"_s);
        QVERIFY(!save());
        QVERIFY(label(u"fault-scheme"_s)->isVisible());
        QVERIFY(label(u"fault-scheme"_s)->text().contains(u"hubspot"_s));
        QVERIFY(saved().name.isEmpty());
    }

    void theSchemeMayBeFoundByEachRequest()
    {
        add(domain::autoScheme);
        QVERIFY(save());
        QCOMPARE(saved().scheme, domain::autoScheme);
        edit(u"shop"_s);
        QCOMPARE(part<ui::SchemeField>(u"endpointScheme"_s)->currentText(), u"Automatic"_s);
    }

    void aSecretSaysWhereTheSenderShowsIt()
    {
        m_window->commands()[u"secrets"_s]->trigger();
        auto *about = label(u"secretAbout"_s);
        QVERIFY(!about->isVisible());
        auto *scheme = part<ui::SchemeField>(u"secretScheme"_s);
        scheme->setScheme(u"twilio"_s);
        QTRY_VERIFY(about->isVisible());
        QVERIFY(about->text().contains(u"auth token"_s));
        QCOMPARE(scheme->findData(u"socmate"_s), -1); // it signs nothing
        scheme->setEditText(u"nobody"_s);
        field(u"secretLabel"_s)->setText(u"a"_s);
        field(u"secretValue"_s)->setText(u"b"_s);
        part<QPushButton>(u"saveSecret"_s)->click();
        QVERIFY(label(u"secretMessage"_s)->text().contains(u"nobody"_s));
    }
};

QTEST_MAIN(TestEndpointEditor)
#include "tst_endpointeditor.moc"
