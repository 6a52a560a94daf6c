// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/checkremedy.h"

#include <QtTest>

using namespace tocsin;
using namespace Qt::StringLiterals;
using flows::CheckRemedy;
using flows::CheckStep;
using Kind = Error::Kind;

Q_DECLARE_METATYPE(CheckStep)
Q_DECLARE_METATYPE(CheckRemedy)
Q_DECLARE_METATYPE(Kind)

class CheckRemedyTest : public QObject
{
    Q_OBJECT

private slots:
    void everyFailureHasItsRemedy_data()
    {
        QTest::addColumn<CheckStep>("step");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<QString>("detail");
        QTest::addColumn<CheckRemedy>("expected");
        const auto row = [](const char *name, CheckStep step, Kind kind, const QString &detail,
                            CheckRemedy expected) {
            QTest::newRow(name) << step << kind << detail << expected;
        };
        row("settings", CheckStep::Settings, Kind::Storage, u"CA file"_s, CheckRemedy::CorrectSettings);
        row("name", CheckStep::Name, Kind::Transient, u"no such host"_s, CheckRemedy::CheckName);
        row("port", CheckStep::Tcp, Kind::Transient, u"refused"_s, CheckRemedy::CheckPort);
        row("authority", CheckStep::Tls, Kind::Transient, u"self-signed"_s, CheckRemedy::GiveAuthority);
        row("client certificate", CheckStep::Tls, Kind::Rejected, u"certificate required"_s,
            CheckRemedy::GiveClientCertificate);
        row("proxy", CheckStep::Proxy, Kind::Transient, u"the proxy wants a sign-in"_s,
            CheckRemedy::CheckProxy);
        row("clock", CheckStep::Clock, Kind::Rejected, u"10 min ahead"_s, CheckRemedy::SetClock);
        row("scope", CheckStep::Scope, Kind::Forbidden, u"403"_s, CheckRemedy::AskForRights);
        row("silent", CheckStep::Answer, Kind::Unanswered, u"closed"_s, CheckRemedy::TryLater);
        row("sign-in", CheckStep::SignIn, Kind::Unauthorised, u"401"_s, CheckRemedy::RenewSecret);
        row("key", CheckStep::Read, Kind::Unauthorised, u"401"_s, CheckRemedy::RenewSecret);
        row("rights", CheckStep::Read, Kind::Forbidden, u"403"_s, CheckRemedy::AskForRights);
        row("other", CheckStep::Read, Kind::Malformed, u"HTML"_s, CheckRemedy::CheckAddress);
        row("certificate", CheckStep::Read, Kind::Transient, u"certificate required"_s,
            CheckRemedy::GiveClientCertificate);
        row("busy", CheckStep::Read, Kind::Transient, u"503"_s, CheckRemedy::TryLater);
    }
    void everyFailureHasItsRemedy()
    {
        QFETCH(CheckStep, step);
        QFETCH(Kind, kind);
        QFETCH(QString, detail);
        flows::CheckedStep checked;
        checked.step = step;
        QCOMPARE(flows::remedyFor(checked, {}), CheckRemedy::None); // it was good
        checked.error = Error{kind, detail};
        QTEST(flows::remedyFor(checked, {}), "expected");
    }

    void whatIsWrongWithACertificateHasItsOwnRemedy_data()
    {
        QTest::addColumn<QSslError::SslError>("fault");
        QTest::addColumn<CheckRemedy>("expected");
        QTest::newRow("expired") << QSslError::CertificateExpired << CheckRemedy::RenewCertificate;
        QTest::newRow("too early") << QSslError::CertificateNotYetValid << CheckRemedy::SetClock;
        QTest::newRow("other name") << QSslError::HostNameMismatch << CheckRemedy::UseItsName;
        QTest::newRow("own authority")
            << QSslError::SelfSignedCertificateInChain << CheckRemedy::GiveAuthority;
    }
    void whatIsWrongWithACertificateHasItsOwnRemedy()
    {
        QFETCH(QSslError::SslError, fault);
        flows::CheckedStep checked;
        checked.step = CheckStep::Tls;
        checked.fault = fault;
        checked.error = Error{Kind::Rejected, u"the certificate is refused"_s};
        QTEST(flows::remedyFor(checked, {}), "expected");
    }

    void whoGivesACertificateIsNotAskedForOne()
    {
        flows::CheckedStep checked;
        checked.step = CheckStep::Read;
        checked.error = Error{Kind::Transient, u"certificate expired"_s};
        domain::Connection connection;
        connection.clientFile = u"/a.pem"_s;
        QCOMPARE(flows::remedyFor(checked, connection), CheckRemedy::TryLater);
    }
};

QTEST_GUILESS_MAIN(CheckRemedyTest)
#include "tst_checkremedy.moc"
