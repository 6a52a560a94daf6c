// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/summarytab.h"

#include "core/payload/incidentmention.h"
#include "core/payload/sessionmention.h"
#include "ui/text/errortext.h"
#include "ui/text/numbertext.h"
#include "ui/text/rulestext.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/rowtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>
#include <QLocale>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

void SummaryTab::show(const InspectorSubject &subject)
{
    const domain::Delivery &delivery = subject.delivery;
    const domain::DeliveryRow &row = delivery.row;
    m_facts->clear();
    m_facts->addHeading(tr("Verdict"));
    auto *badge = new Badge(m_theme);
    badge->setBadge(verdictBadge(row.signature.verdict));
    m_facts->addWidget(tr("Signature"), badge);
    m_facts->addFact(tr("Meaning"), verdictSentence(row.signature.verdict, row.signature.secretLabel,
                                                    row.signature.ageSeconds, subject.scheme.strength));
    m_standing = new PlainLabel(tr("being looked at…"), PlainLabel::Fit::Wrap);
    m_standing->setObjectName(u"summaryContract"_s);
    m_facts->addWidget(tr("Contract"), withButton(m_standing, u"summaryContractShow"_s,
                                                  tr("Show the contract"), [this] { emit contractAsked(); }));
    addPayload(row.summary);
    addIncidents(delivery.capture.message.body);
    addSession(delivery.capture.message.body);
    m_facts->addHeading(tr("Delivery"));
    m_facts->addFact(tr("Number"), QString::number(row.id));
    m_facts->addFact(tr("From"), tr("%1, %2").arg(senderName(row), QString::fromLatin1(row.peerAddress)));
    m_facts->addFact(tr("Endpoint"), row.endpoint);
    m_facts->addFact(tr("Request"), QString::fromUtf8(row.method) + u' ' + QString::fromUtf8(row.target));
    m_facts->addFact(tr("Received"), bothTimes(row.received));
    m_facts->addFact(tr("Attempt"),
                     delivery.attemptsOfEvent > 1
                         ? tr("%1 of %2%3")
                               .arg(numberText(row.attempt), numberText(delivery.attemptsOfEvent),
                                    row.bodyDiffers ? tr(", with another body than the first") : QString())
                         : tr("the only one so far"));
    m_facts->addFact(tr("Answered"), answeredText(delivery));
    m_facts->addFact(tr("Size"), exactSizeText(row.size));
    if (delivery.answered > 0 && row.received > 0)
        m_facts->addFact(tr("Time taken"), spanText(delivery.answered - row.received));
    m_facts->addFact(tr("Note"), delivery.note);
}

QWidget *SummaryTab::withButton(PlainLabel *text, const QString &name, const QString &accessible,
                                const std::function<void()> &act)
{
    auto *show = textButton(tr("Show"), name, this);
    show->setAccessibleName(accessible);
    connect(show, &QPushButton::clicked, this, act);
    auto *line = new QWidget;
    auto *both = new QHBoxLayout(line);
    both->setContentsMargins(0, 0, 0, 0);
    both->setSpacing(8);
    both->addWidget(text, 1);
    both->addWidget(show);
    return line;
}

// Whether the connection that is open knows it is seen when it is asked for.
void SummaryTab::addSession(const QByteArray &body)
{
    const QString session = payload::sessionNamed(body);
    if (session.isEmpty())
        return;
    m_facts->addWidget(tr("Investigation"), withButton(new PlainLabel(session, PlainLabel::Fit::Elide),
                                                       u"summarySessionShow"_s, tr("Show the investigation"),
                                                       [this, session] { emit sessionAsked(session); }));
}

void SummaryTab::showStanding(const Result<flows::ContractStanding> &standing)
{
    if (!m_standing)
        return;
    if (!standing)
        m_standing->setText(errorSentence(standing.error()));
    else if (!standing->accepted)
        m_standing->setText(tr("none is accepted for this event"));
    else if (standing->differences == 0)
        m_standing->setText(tr("✔ the body fits it"));
    else
        m_standing->setText(tr("≠ %n difference(s)", nullptr, int(standing->differences)));
}

void SummaryTab::addPayload(const domain::PayloadSummary &summary)
{
    m_facts->addHeading(tr("What it says"));
    m_facts->addFact(tr("Title"), summary.title);
    m_facts->addFact(tr("Event"), summary.event);
    m_facts->addFact(tr("Alert type"), summary.alertType);
    if (summary.severity != domain::Severity::None) {
        auto *badge = new Badge(m_theme);
        badge->setBadge(severityBadge(summary.severity, summary.severityText));
        m_facts->addWidget(tr("Severity"), badge);
    }
    m_facts->addFact(tr("Actor"), summary.actor);
    m_facts->addFact(tr("Address"), QString(summary.address).replace(u'.', u"[.]"_s));
    if (summary.risk)
        m_facts->addFact(tr("Risk"), QLocale().toString(*summary.risk, 'g', 6));
    m_facts->addFact(tr("ATT&CK"), summary.mitre);
    m_facts->addFact(
        tr("Link"),
        QString(summary.link).replace(u"http"_s, u"hxxp"_s, Qt::CaseInsensitive).replace(u'.', u"[.]"_s));
    m_facts->addFact(tr("Stated time"), summary.stated == 0 ? QString() : bothTimes(summary.stated));
    m_facts->addFact(tr("Format"), summary.format);
}

void SummaryTab::addIncidents(const QByteArray &body)
{
    for (const qint64 number : payload::incidentsNamed(body)) {
        QPushButton *open = textButton(QString::number(number), u"summaryIncident"_s, this);
        open->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
        open->setAccessibleName(tr("Show incident %1").arg(number));
        connect(open, &QPushButton::clicked, this, [this, number] { emit incidentAsked(number); });
        m_facts->addWidget(tr("Incident"), open);
    }
}

} // namespace tocsin::ui
