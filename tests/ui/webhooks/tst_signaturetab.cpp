// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/explainer.h"
#include "core/signature/catalogue.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/digestview.h"
#include "ui/webhooks/inspector/signaturetab.h"
#include "ui/widgets/segmentedview.h"

#include <QAccessible>
#include <QApplication>
#include <QLabel>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

const QByteArray value = "Kq7-xzvw9-Qj4m-0042-ttyy";

} // namespace

class TestSignatureTab final : public QObject
{
    Q_OBJECT

private:
    signature::Catalogue m_catalogue;
    std::unique_ptr<ui::Theme> m_theme;
    flows::Explainer m_explainer;
    std::unique_ptr<ui::SignatureTab> m_tab;

    static signature::NamedSecret secret(const QByteArray &bytes = value)
    {
        return {u"main"_s, Secret::copyOf(bytes), {}, false};
    }

    ui::InspectorSubject subject(const QString &scheme, domain::HttpMessage message,
                                 const QByteArray &stored = value) const
    {
        ui::InspectorSubject subject;
        subject.scheme = *m_catalogue.find(scheme);
        subject.endpoint.scheme = scheme;
        const signature::NamedSecret named = secret(stored);
        subject.verification = signature::verify(subject.scheme, message, {&named, 1}, 0);
        subject.delivery.capture.message = std::move(message);
        return subject;
    }
    // What the scheme's sender would send, signed with the value.
    ui::InspectorSubject genuine(const QString &scheme, const QByteArray &stored = value) const
    {
        domain::HttpMessage message{"POST", "/x", {}, {{"Host", "example.org"}}, "{\"a\":1}", {}};
        message.headers += signature::sign(*m_catalogue.find(scheme), message, secret(), 0).value();
        return subject(scheme, message, stored);
    }
    void show(const ui::InspectorSubject &shown)
    {
        m_tab->show(shown);
        QCoreApplication::processEvents();
    }
    // Everything that the eye or a screen reader meets.
    QString all() const
    {
        QStringList texts;
        for (QWidget *widget : m_tab->findChildren<QWidget *>()) {
            if (!widget->isVisible())
                continue;
            texts.append(widget->accessibleName() + u'\n' + widget->accessibleDescription() + u'\n' +
                         widget->toolTip());
            if (const auto *label = qobject_cast<QLabel *>(widget))
                texts.append(label->text());
            if (const auto *segments = qobject_cast<ui::SegmentedView *>(widget))
                texts.append(segments->shownText());
        }
        return texts.join(u'\n');
    }
    ui::DigestView *digest(const QString &name) const { return m_tab->findChild<ui::DigestView *>(name); }

private slots:
    void initTestCase()
    {
        auto loaded = signature::Catalogue::load();
        QVERIFY(loaded);
        m_catalogue = *std::move(loaded);
    }
    void init()
    {
        m_theme = std::make_unique<ui::Theme>(*qApp);
        m_tab = std::make_unique<ui::SignatureTab>(*m_theme, m_explainer);
        m_tab->resize(500, 900);
        m_tab->setVisible(true);
    }
    void cleanup()
    {
        m_tab.reset();
        m_theme.reset();
    }

    void aSecretThatTravelsIsNotShown_data()
    {
        QTest::addColumn<QByteArray>("stored");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("valid") << value << u"nothing in it is signed"_s;
        QTest::newRow("another") << QByteArray("another-secret-altogether") << u"carries another secret"_s;
        QTest::newRow("none") << QByteArray() << u"has none to compare it with"_s;
    }
    void aSecretThatTravelsIsNotShown()
    {
        QFETCH(QByteArray, stored);
        QFETCH(QString, sentence);
        show(genuine(u"gitlab-token"_s, stored));
        const QString text = all();
        QVERIFY2(text.contains(sentence), qPrintable(text));
        QVERIFY(text.contains(u"Token travels"_s));
        for (qsizetype at = 0; at + 5 <= value.size(); ++at)
            QVERIFY2(!text.contains(QString::fromLatin1(value.mid(at, 5))), value.mid(at, 5).constData());
        QVERIFY(stored.isEmpty() || !text.contains(QString::fromLatin1(stored.left(8))));
        QVERIFY(!digest(u"expectedDigest"_s)->isVisible());
        QCOMPARE(digest(u"receivedDigest"_s)->differsFrom(), -1); // it is masked: nothing to compare
        QVERIFY(!m_tab->findChild<ui::SegmentedView *>()->isVisible());
    }

    void aPublicKeyExpectsNoDigest()
    {
        domain::HttpMessage message{"POST", "/x", {}, {}, "{}", {}};
        message.headers = {{"X-Signature-Ed25519", QByteArray(128, 'a')},
                           {"X-Signature-Timestamp", "1767225600"}};
        show(subject(u"discord"_s, message,
                     "3b6a27bcceb6a42d62a3a8d02a6f0d73653215771de243a63ac048a18b59da29"));
        QVERIFY(digest(u"receivedDigest"_s)->isVisible());
        QVERIFY(!digest(u"expectedDigest"_s)->isVisible());
        QVERIFY(m_tab->findChild<ui::SegmentedView *>()->isVisible());
        show(genuine(u"stripe"_s)); // and the next delivery has one again
        QVERIFY(digest(u"expectedDigest"_s)->isVisible());
    }

    void aSecretAmongTheSignedBytesIsNamedNotShown()
    {
        show(genuine(u"hubspot-v2"_s));
        const QString text = m_tab->findChild<ui::SegmentedView *>()->shownText();
        QVERIFY2(text.startsWith(u"(the secret)POSThttp"_s), qPrintable(text));
        QVERIFY(!all().contains(QString::fromLatin1(value)));
        QVERIFY(digest(u"expectedDigest"_s)->isVisible());
    }

    void saysTheVariantTheStrengthAndTheEvidence()
    {
        domain::HttpMessage message{"POST", "/x", {}, {{"Host", "example.org"}}, "a=1", {}};
        message.headers.append(domain::HeaderField{"Content-Type", "application/x-www-form-urlencoded"});
        message.headers += signature::sign(*m_catalogue.find(u"twilio"), message, secret(), 0).value();
        show(subject(u"twilio"_s, message));
        QString text = all();
        for (const QString &word :
             {u"Twilio (twilio)"_s, u"form"_s, u"Signed: the signature covers the body."_s, u"Confirmed: "_s})
            QVERIFY2(text.contains(word), qPrintable(word));
        QVERIFY(!text.contains(u"came closest"_s));
        message.body = "a=2";
        show(subject(u"twilio"_s, message));
        text = all();
        QVERIFY(text.contains(u"form, which came closest"_s));
        QVERIFY(text.contains(u"signs its URL"_s)); // one more thing that may differ
    }

    void anOriginIsNotCalledTheBody()
    {
        for (const signature::Scheme &scheme : m_catalogue.all()) {
            if (scheme.strength != signature::Scheme::Strength::Origin)
                continue;
            ui::InspectorSubject shown;
            shown.scheme = scheme;
            shown.verification.verdict = domain::Verdict::Valid;
            shown.verification.secretLabel = u"main"_s;
            show(shown);
            QVERIFY(all().contains(u"but not its body"_s));
            QVERIFY(all().contains(u"Origin only"_s));
            QVERIFY(!all().contains(u"exactly these bytes"_s));
        }
    }

    void nothingFoundIsSaid()
    {
        ui::InspectorSubject shown;
        shown.endpoint.scheme = domain::autoScheme;
        show(shown);
        QVERIFY(all().contains(u"No sender that is known"_s));
        QVERIFY(!m_tab->findChild<QWidget *>(u"signatureScheme"_s)->isVisible());
    }

    // In base64 a letter of another case is another digest; in hex it is the same.
    void theFirstDifferenceIsFoundByTheEncoding()
    {
        ui::InspectorSubject shown;
        shown.scheme = *m_catalogue.find(u"square");
        shown.verification.verdict = domain::Verdict::Mismatch;
        shown.verification.received = {"abcDefghijk="};
        shown.verification.trials = {{u"main"_s, "abcdefghijk=", false, false}};
        show(shown);
        QCOMPARE(digest(u"receivedDigest"_s)->differsFrom(), 3);
        shown.scheme = *m_catalogue.find(u"stripe");
        shown.verification.received = {"ABCDEF00"};
        shown.verification.trials = {{u"main"_s, "abcdef01", false, false}};
        show(shown);
        QCOMPARE(digest(u"receivedDigest"_s)->differsFrom(), 7);
    }
};

QTEST_MAIN(TestSignatureTab)
#include "tst_signaturetab.moc"
