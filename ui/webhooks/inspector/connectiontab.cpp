// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/connectiontab.h"

#include "ui/text/numbertext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString hostPort(const QByteArray &address, quint16 port)
{
    if (address.isEmpty())
        return {};
    const QString host = QString::fromLatin1(address);
    return (address.contains(':') ? u'[' + host + u']' : host) + u':' + QString::number(port);
}

QString completenessText(const domain::Capture &capture)
{
    switch (capture.completeness) {
    case domain::Completeness::Complete:
        return ConnectionTab::tr("arrived whole");
    case domain::Completeness::Truncated:
        return ConnectionTab::tr("cut short: what was read is kept");
    case domain::Completeness::Malformed:
        return ConnectionTab::tr("not HTTP/1.1: what was read is kept");
    }
    return {};
}

} // namespace

void ConnectionTab::show(const InspectorSubject &subject)
{
    const domain::Capture &capture = subject.delivery.capture;
    m_facts->clear();
    m_facts->addHeading(tr("Request"));
    m_facts->addFact(tr("Completeness"), completenessText(capture));
    m_facts->addFact(tr("Reason"), capture.reason);
    m_facts->addFact(tr("Head"), exactSizeText(capture.message.head.size()));
    m_facts->addFact(tr("Body"), exactSizeText(capture.message.body.size()));
    if (!capture.chunkSizes.isEmpty()) {
        QStringList sizes;
        for (qsizetype i = 0; i < qMin<qsizetype>(capture.chunkSizes.size(), 50); ++i)
            sizes.append(numberText(capture.chunkSizes.at(i)));
        if (capture.chunkSizes.size() > 50)
            sizes.append(u"…"_s);
        m_facts->addFact(tr("Chunks"), tr("%n chunk(s)", nullptr, int(capture.chunkSizes.size())) + u": "_s +
                                           sizes.join(u", "_s));
    }
    m_facts->addHeading(tr("Connection"));
    m_facts->setFixedValues(m_theme.fixedFont());
    m_facts->addFact(tr("Peer"), hostPort(capture.peerAddress, capture.peerPort));
    m_facts->addFact(tr("Local"), hostPort(capture.localAddress, capture.localPort));
    m_facts->setFixedValues(font());
    addTls(capture.tls);
    addTimings(subject.delivery);
}

void ConnectionTab::addTls(const domain::TlsInfo &tls)
{
    if (tls.version.isEmpty()) {
        m_facts->addFact(tr("TLS"), tr("none: plain HTTP"));
        return;
    }
    m_facts->addFact(tr("TLS"), QString::fromLatin1(tls.version));
    m_facts->addFact(tr("Cipher"), QString::fromLatin1(tls.cipher));
    m_facts->addFact(tr("Server name"), QString::fromUtf8(tls.sni));
    m_facts->addFact(tr("Client certificate"), QString::fromUtf8(tls.clientSubject));
}

void ConnectionTab::addTimings(const domain::Delivery &delivery)
{
    const domain::Capture &c = delivery.capture;
    m_facts->addHeading(tr("Where the time went"));
    m_facts->addFact(tr("First byte"), bothTimes(c.firstByte));
    const struct
    {
        QString label;
        Micros at;
        Micros before;
    } steps[] = {
        {tr("Head read"), c.headRead, c.firstByte},
        {tr("Last byte"), c.lastByte, c.headRead > 0 ? c.headRead : c.firstByte},
        {tr("Stored"), delivery.committed, c.lastByte},
        {tr("Answered"), delivery.answered, delivery.committed > 0 ? delivery.committed : c.lastByte},
    };
    for (const auto &step : steps) {
        if (step.at == 0)
            m_facts->addFact(step.label, tr("not recorded"));
        else
            m_facts->addFact(step.label, tr("+ %1").arg(spanText(step.at - step.before)));
    }
    if (delivery.answered > 0)
        m_facts->addFact(tr("In all"), spanText(delivery.answered - c.firstByte));
}

} // namespace tocsin::ui
