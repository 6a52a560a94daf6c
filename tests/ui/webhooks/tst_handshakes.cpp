// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/http/rawexchange.h"
#include "core/signature/verify.h"
#include "tests/ui/support/windowfixture.h"
#include "ui/text/words.h"
#include "ui/webhooks/endpointlist.h"
#include "ui/webhooks/inspector/inspector.h"
#include "ui/webhooks/inspector/responsetab.h"
#include "ui/webhooks/inspector/signaturetab.h"
#include "ui/webhooks/schemefield.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/urlline.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;
using flows::Subscription;

namespace {

const QByteArray subscribeUrl =
    "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&TopicArn=arn:aws:sns:a&Token=1";

QByteArray subscription(const QByteArray &url = subscribeUrl)
{
    return R"({"Type":"SubscriptionConfirmation","SubscribeURL":")" + url + "\"}";
}

} // namespace

// What handshakes leave to a person, in the window.
class TestHandshakes final : public QObject, private test::WindowFixture
{
    Q_OBJECT

private:
    static constexpr int patience = 30'000;
    QList<QUrl> m_opened;
    QList<Handler<int>> m_answers;

    void serve(const QString &scheme, const QMap<QByteArray, QByteArray> &parameters = {})
    {
        domain::Endpoint endpoint;
        endpoint.name = u"in"_s;
        endpoint.pathPrefix = "/in";
        endpoint.scheme = scheme;
        endpoint.parameters = parameters;
        QVERIFY(m_fixture->desk().saveEndpoint(endpoint));
        m_opened.clear();
        m_answers.clear();
        m_fixture->desk().subscriptions().setOpener(
            [this](const http::RawRequest &request, QObject *, const Handler<int> &handler) {
                m_opened.append(request.url);
                m_answers.append(handler);
            });
    }
    QWidget *notice() const { return part<QWidget>(u"handshakeNotice"_s); }
    QPushButton *button(const QString &name) const { return part<QPushButton>(name); }
    QString text(const QString &name) const { return part<ui::PlainLabel>(name)->original(); }
    bool says(QWidget *in, const QString &words) const
    {
        for (const auto *label : in->findChildren<ui::PlainLabel *>()) {
            if (label->original().contains(words))
                return true;
        }
        return false;
    }
    void look(ui::Inspector::Tab tab)
    {
        const qint64 stored = m_fixture->desk().counters().captured;
        QTRY_COMPARE_WITH_TIMEOUT(qint64(table()->model()->rowCount()), stored, patience);
        auto *inspector = part<ui::Inspector>(u"inspector"_s);
        inspector->setTab(tab);
        table()->selectRow(0);
        QTRY_VERIFY_WITH_TIMEOUT(inspector->subject() && inspector->id() == table()->currentId(), patience);
    }
    QStringList storedLabels()
    {
        std::optional<QStringList> labels;
        m_fixture->secretStore().list(this, [&](const Result<QList<secrets::StoredSecret>> &all) {
            labels.emplace();
            for (const secrets::StoredSecret &secret : all.value_or(QList<secrets::StoredSecret>()))
                labels->append(secret.label);
        });
        return QTest::qWaitFor([&] { return labels.has_value(); }, patience) ? *labels : QStringList();
    }

private slots:
    void initTestCase() { ui::installWords(*qApp); }
    void init() { openWindow(); }
    void cleanup() { closeWindow(); }

    void nothingIsShownWithoutAHandshake()
    {
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        look(ui::Inspector::Response);
        QVERIFY(!notice()->isVisible());
        QVERIFY(!says(part<ui::Inspector>(u"inspector"_s), u"Handshake"_s));
    }

    void aUrlIsOpenedOnlyAfterAClick()
    {
        serve(u"aws-sns"_s);
        QCOMPARE(m_fixture->post("/in", subscription()), 200);
        QTRY_VERIFY_WITH_TIMEOUT(notice()->isVisible(), patience);
        QVERIFY2(text(u"handshakeSentence"_s).contains(u"Amazon SNS"_s),
                 qPrintable(text(u"handshakeSentence"_s)));
        QVERIFY(text(u"handshakeMore"_s).contains(u"127.0.0.1"_s));
        QVERIFY(text(u"handshakeMore"_s).contains(u"sns.*.amazonaws.com"_s));
        const auto *url = notice()->findChild<ui::UrlLine *>();
        QCOMPARE(url->text(), QString::fromLatin1(subscribeUrl));
        QCOMPARE(url->findChild<ui::PlainLabel *>(u"urlHost"_s)->original(),
                 u"sns.eu-west-1.amazonaws.com"_s);
        QVERIFY(m_opened.isEmpty());
        QVERIFY(button(u"handshakeYes"_s)->focusPolicy() & Qt::TabFocus);
        button(u"handshakeYes"_s)->click();
        QCOMPARE(m_opened, QList<QUrl>{QUrl(QString::fromLatin1(subscribeUrl))});
        QVERIFY(text(u"handshakeSentence"_s).contains(u"Opening"_s));
        QVERIFY(!button(u"handshakeYes"_s)->isVisible());
        m_answers.first()(200);
        QVERIFY(text(u"handshakeSentence"_s).contains(u"answered 200"_s));
        button(u"handshakeNo"_s)->click(); // done
        QVERIFY(!notice()->isVisible());
        QCOMPARE(m_opened.size(), 1);
    }

    void anAnswerThatRefusesIsToldAndTriedAgain()
    {
        serve(u"aws-sns"_s);
        QCOMPARE(m_fixture->post("/in", subscription()), 200);
        QTRY_VERIFY_WITH_TIMEOUT(notice()->isVisible(), patience);
        button(u"handshakeYes"_s)->click();
        m_answers.takeFirst()(403);
        QVERIFY(text(u"handshakeSentence"_s).contains(u"it answered 403"_s));
        QCOMPARE(button(u"handshakeYes"_s)->text(), u"Try again"_s);
        button(u"handshakeYes"_s)->click();
        m_answers.takeFirst()(fail(Error::Kind::Transient, u"nothing listens there"_s));
        QVERIFY(text(u"handshakeSentence"_s).contains(u"nothing listens there"_s));
        QCOMPARE(m_opened.size(), 2);
    }

    void whatIsIgnoredStaysIgnoredAndCanStillBeConfirmedAtTheDelivery()
    {
        serve(u"aws-sns"_s);
        QCOMPARE(m_fixture->post("/in", subscription()), 200);
        QTRY_VERIFY_WITH_TIMEOUT(notice()->isVisible(), patience);
        button(u"handshakeNo"_s)->click();
        QVERIFY(!notice()->isVisible());
        QCOMPARE(m_fixture->post("/in", subscription()), 200);
        look(ui::Inspector::Response);
        QVERIFY(!notice()->isVisible());
        auto *response = part<ui::Inspector>(u"inspector"_s)->findChild<ui::ResponseTab *>();
        QVERIFY(says(response, u"Answered as a handshake of Amazon SNS"_s));
        QVERIFY(says(response, u"body member /SubscribeURL"_s));
        button(u"responseConfirm"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(m_opened.size(), 1, patience);
        m_answers.first()(200);
        QTRY_VERIFY_WITH_TIMEOUT(says(response, u"answered 200"_s), patience);
        QVERIFY(!m_window->findChild<QPushButton *>(u"responseConfirm"_s));
    }

    void aLongUrlDoesNotWidenASmallWindow()
    {
        serve(u"aws-sns"_s);
        m_window->resize(1024, 700);
        m_window->commands()[u"resetLayout"_s]->trigger();
        QCOMPARE(m_fixture->post("/in", subscription(subscribeUrl + QByteArray(600, '7'))), 200);
        look(ui::Inspector::Response);
        QTRY_VERIFY_WITH_TIMEOUT(notice()->isVisible(), patience);
        const auto *area =
            part<ui::Inspector>(u"inspector"_s)->findChild<ui::ResponseTab *>()->findChild<QScrollArea *>();
        QTRY_VERIFY2(area->widget()->width() <= area->viewport()->width(),
                     qPrintable(QString::number(area->widget()->width())));
        QVERIFY(m_window->width() <= 1024);
    }

    void aUrlThatLeadsElsewhereIsNeverOffered()
    {
        serve(u"aws-sns"_s);
        QCOMPARE(m_fixture->post("/in", subscription("https://evil.example/?Action=ConfirmSubscription&a")),
                 403);
        look(ui::Inspector::Response);
        QVERIFY(!notice()->isVisible());
        auto *response = part<ui::Inspector>(u"inspector"_s)->findChild<ui::ResponseTab *>();
        QVERIFY(says(response, u"Refused as a handshake of Amazon SNS"_s));
        QVERIFY(says(response, u"must not be opened"_s));
        QVERIFY(!m_window->findChild<QPushButton *>(u"responseConfirm"_s));
    }

    void anOracleIsRefusedAndSaysWhy()
    {
        serve(u"twitter"_s);
        m_fixture->desk().addSecret({u"x-key"_s, Secret::copyOf("key"), {}, false});
        domain::Endpoint endpoint = m_fixture->desk().endpoints().constFirst();
        for (const domain::Endpoint &one : m_fixture->desk().endpoints()) {
            if (one.name == u"in"_s)
                endpoint = one;
        }
        endpoint.secretLabels = {u"x-key"_s};
        QVERIFY(m_fixture->desk().saveEndpoint(endpoint, endpoint.name));
        QTcpSocket socket;
        socket.connectToHost(m_fixture->desk().state().address, m_fixture->desk().state().port);
        QVERIFY(socket.waitForConnected(patience));
        socket.write("GET /in?crc_token=17 HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        QByteArray answer;
        QTRY_VERIFY_WITH_TIMEOUT((answer += socket.readAll()).contains("\r\n\r\n"), patience);
        QVERIFY2(answer.startsWith("HTTP/1.1 403"), answer.constData());
        look(ui::Inspector::Signature);
        QVERIFY(says(part<ui::Inspector>(u"inspector"_s)->findChild<ui::SignatureTab *>(),
                     u"could be that of a delivery"_s));
    }

    void aSecretIsKeptOnlyAfterAClick()
    {
        serve(u"asana"_s);
        const QByteArray key = "b537207f20cbfa02357cf448134da559";
        QCOMPARE(m_fixture->post("/in", "{}", {{"X-Hook-Secret", key}}), 200);
        QTRY_VERIFY_WITH_TIMEOUT(notice()->isVisible(), patience);
        QVERIFY(text(u"handshakeSentence"_s).contains(u"Asana"_s));
        QVERIFY(text(u"handshakeMore"_s).contains(u"header X-Hook-Secret"_s));
        for (const auto *label : notice()->findChildren<ui::PlainLabel *>())
            QVERIFY(!label->original().contains(QString::fromLatin1(key)));
        QVERIFY(!storedLabels().contains(u"asana"_s));
        button(u"handshakeYes"_s)->click();
        QTRY_VERIFY_WITH_TIMEOUT(!notice()->isVisible(), patience);
        QVERIFY(storedLabels().contains(u"asana"_s));
        QTRY_VERIFY(m_fixture->desk().endpoints().constFirst().secretLabels.contains(u"asana"_s) ||
                    m_fixture->desk().endpoints().at(1).secretLabels.contains(u"asana"_s));
    }

    void oneAfterTheOther()
    {
        serve(u"asana"_s);
        QCOMPARE(m_fixture->post("/in", "{}", {{"X-Hook-Secret", "first-0123456789abcdef"}}), 200);
        QCOMPARE(m_fixture->post("/in", "{}", {{"X-Hook-Secret", "second-0123456789abcdef"}}), 200);
        QTRY_COMPARE_WITH_TIMEOUT(text(u"handshakeCount"_s), u"1 of 2"_s, patience);
        button(u"handshakeNo"_s)->click();
        QVERIFY(notice()->isVisible());
        QCOMPARE(text(u"handshakeCount"_s), QString());
        button(u"handshakeNo"_s)->click();
        QVERIFY(!notice()->isVisible());
        QVERIFY(!storedLabels().contains(u"asana"_s));
    }

    void theRequestIsOneClickAway()
    {
        serve(u"aws-sns"_s);
        QCOMPARE(m_fixture->post("/in", subscription()), 200);
        QCOMPARE(m_fixture->postSigned("{}"), 200);
        QTRY_VERIFY_WITH_TIMEOUT(notice()->isVisible(), patience);
        look(ui::Inspector::Response);
        button(u"handshakeOpen"_s)->click();
        QTRY_COMPARE_WITH_TIMEOUT(part<ui::Inspector>(u"inspector"_s)->id(), domain::DeliveryId(1), patience);
    }

    void anEndpointSaysWhetherItAnswers()
    {
        serve(u"dropbox"_s);
        emit m_window->findChild<ui::EndpointList *>()->editAsked(u"in"_s);
        auto *answers = part<QCheckBox>(u"endpointHandshakes"_s);
        QVERIFY(answers->isChecked() && answers->isEnabled());
        QVERIFY(text(u"endpointHandshakeHint"_s).contains(u"asks for"_s));
        answers->setChecked(false);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"endpointEditor"_s));
        emit m_window->findChild<ui::EndpointList *>()->editAsked(u"in"_s);
        QVERIFY(!part<QCheckBox>(u"endpointHandshakes"_s)->isChecked());
        auto *scheme = part<ui::SchemeField>(u"endpointScheme"_s);
        scheme->setScheme(domain::autoScheme);
        QVERIFY(text(u"endpointHandshakeHint"_s).contains(u"Only where a valid signature"_s));
        scheme->setScheme(u"stripe"_s);
        QVERIFY(!part<QCheckBox>(u"endpointHandshakes"_s)->isEnabled());
        QVERIFY(text(u"endpointHandshakeHint"_s).contains(u"asks for nothing"_s));
    }

    void automaticKeepsTheParameters()
    {
        serve(u"paypal"_s, {{"webhook-id", "8PT597110X687430L"}});
        const auto saved = [this] {
            for (const domain::Endpoint &one : m_fixture->desk().endpoints()) {
                if (one.name == u"in"_s)
                    return one.parameters;
            }
            return QMap<QByteArray, QByteArray>();
        };
        emit m_window->findChild<ui::EndpointList *>()->editAsked(u"in"_s);
        auto *scheme = part<ui::SchemeField>(u"endpointScheme"_s);
        scheme->setScheme(domain::autoScheme);
        auto *lines = part<QPlainTextEdit>(u"endpointParameters"_s);
        QCOMPARE(lines->toPlainText(), u"webhook-id=8PT597110X687430L"_s);
        lines->appendPlainText(u"no value here"_s);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        QVERIFY(text(u"fault-parameter"_s).contains(u"name=value"_s));
        lines->setPlainText(u"webhook-id = 8PT597110X687430L\n\nnobody=1"_s);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        QVERIFY(text(u"fault-parameter"_s).contains(u"none of this name"_s));
        lines->setPlainText(u"webhook-id = 8PT597110X687430L\napp-key=k"_s);
        part<QPushButton>(u"saveEndpoint"_s)->click();
        QTRY_VERIFY(!m_window->findChild<QDialog *>(u"endpointEditor"_s));
        QCOMPARE(saved(),
                 (QMap<QByteArray, QByteArray>{{"app-key", "k"}, {"webhook-id", "8PT597110X687430L"}}));
        emit m_window->findChild<ui::EndpointList *>()->editAsked(u"in"_s);
        part<ui::SchemeField>(u"endpointScheme"_s)->setScheme(u"paypal"_s);
        QTRY_VERIFY(m_window->findChild<QLineEdit *>(u"parameter-webhook-id"_s));
        QCOMPARE(part<QLineEdit>(u"parameter-webhook-id"_s)->text(), u"8PT597110X687430L"_s);
    }
};

QTEST_MAIN(TestHandshakes)
#include "tst_handshakes.moc"
