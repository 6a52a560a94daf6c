// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/support/deskfixture.h"

#include "core/flows/firststart.h"
#include "core/storage/deliverystore.h"

#include <QTcpSocket>
#include <QTest>

using namespace Qt::StringLiterals;

namespace tocsin::test {

bool DeskFixture::open(const std::vector<domain::NewDelivery> &earlier)
{
    if (!earlier.empty()) {
        auto store = storage::DeliveryStore::open(m_folder.filePath(u"deliveries.db"_s));
        if (!store || !(*store)->append(earlier))
            return false;
    }
    m_logs = std::make_unique<logs::LogBook>(m_folder.filePath(u"log"_s));
    m_auditing = std::make_unique<flows::Auditing>(m_folder.filePath(u"audit.db"_s));
    m_settings = std::make_unique<QSettings>(m_folder.filePath(u"settings.ini"_s), QSettings::IniFormat);
    if (beforeOpen)
        beforeOpen(m_folder.path());
    flows::DeskOptions options;
    options.dataFolder = m_folder.path();
    options.port = 0;
    auto desk = flows::WebhookDesk::open(options, m_secrets);
    if (!desk) {
        qWarning("%s", qPrintable(desk.error().detail));
        return false;
    }
    m_desk = std::move(*desk);
    bool seeded = false;
    bool loaded = false;
    flows::seedFirstStart(*m_desk, m_secrets, m_desk.get(),
                          [&](const Result<bool> &made) { seeded = made.value_or(false); });
    const auto connection =
        QObject::connect(m_desk.get(), &flows::WebhookDesk::secretsChanged, [&] { loaded = seeded; });
    m_desk->start();
    const bool ready = QTest::qWaitFor(
        [&] { return loaded && m_desk->state().phase == flows::DeskState::Phase::Listening; }, 5000);
    QObject::disconnect(connection);
    return ready;
}

flows::AnalystDesk &DeskFixture::analyst()
{
    if (!m_analyst) {
        flows::AnalystOptions options = flows::AnalystOptions::usual(m_folder.path());
        options.withSandbox = sandbox.has_value();
        options.clock = clock;
        options.sandbox = sandbox.value_or(sandbox::ServerOptions());
        options.rules = rules;
        m_analyst = std::make_unique<flows::AnalystDesk>(options, m_secrets);
        m_analyst->start();
    }
    return *m_analyst;
}

ui::Desks DeskFixture::desks()
{
    if (!m_admin)
        m_admin = std::make_unique<flows::AdminDesk>(
            flows::AdminDesk::Parts{*m_auditing, *m_logs, analyst(), desk(), m_secrets});
    return {desk(), analyst(), *m_admin, m_secrets};
}

int DeskFixture::post(const QByteArray &path, const QByteArray &body,
                      const QList<domain::HeaderField> &headers)
{
    QTcpSocket socket;
    socket.connectToHost(m_desk->state().address, m_desk->state().port);
    if (!socket.waitForConnected(2000))
        return 0;
    QByteArray request = "POST " + path +
                         " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: " +
                         QByteArray::number(body.size()) + "\r\n";
    for (const domain::HeaderField &field : headers)
        request += field.name + ": " + field.value + "\r\n";
    socket.write(request + "\r\n" + body);
    QByteArray answer;
    const bool done = QTest::qWaitFor(
        [&] {
            answer += socket.readAll();
            return answer.contains("\r\n\r\n");
        },
        5000);
    return done ? answer.mid(9, 3).toInt() : 0;
}

int DeskFixture::postSigned(const QByteArray &body, qint64 ageSeconds)
{
    return postAs(body, body, wallClock() - ageSeconds * microsPerSecond, {}, {});
}

int DeskFixture::postSpoiled(const QByteArray &signedBody, const QByteArray &arrived,
                             const QList<domain::HeaderField> &more, const Secret &secret)
{
    return postAs(signedBody, arrived, wallClock(), more, secret);
}

int DeskFixture::postAs(const QByteArray &signedBody, const QByteArray &arrived, Micros when,
                        const QList<domain::HeaderField> &more, const Secret &given)
{
    Result<secrets::StoredSecret> secret = fail(Error::Kind::NotFound, {});
    m_secrets.get(u"alerts-first"_s, m_desk.get(),
                  [&](const Result<secrets::StoredSecret> &found) { secret = found; });
    if (!QTest::qWaitFor([&] { return secret.has_value(); }, 2000))
        return 0;
    domain::HttpMessage message;
    message.method = "POST";
    message.target = "/hooks/alerts";
    message.body = signedBody;
    const auto headers =
        signature::sign(*m_desk->schemes().find(u"socwarden"), message,
                        {secret->label, given.isEmpty() ? secret->value : given, {}, false}, when);
    return headers ? post("/hooks/alerts", arrived, *headers + more) : 0;
}

bool DeskFixture::waitForStored(qint64 count)
{
    return QTest::qWaitFor([&] { return m_desk->counters().captured >= count; }, 5000);
}

QString hostileText()
{
    return u"<img src='file:///etc/passwd'><b>x</b>\u202Egpj.exe\u202C\u200B<a href='file:///etc/passwd'>y</a>"_s +
           QString(10'000, u'W');
}

} // namespace tocsin::test
