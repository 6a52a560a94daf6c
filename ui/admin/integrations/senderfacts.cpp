// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/senderfacts.h"

#include "core/json/pointer.h"
#include "core/socotra/rules.h"
#include "ui/text/errortext.h"
#include "ui/text/integrationtext.h"
#include "ui/text/numbertext.h"
#include "ui/text/severitytext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/webhooks/inspector/factgrid.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::Sender;
using flows::TenantState;
using socotra::Integration;
using socotra::SecretShown;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::SenderFacts)
};

QString describedSecret(const Secret &secret)
{
    const auto size = QString::fromUtf8(secret.reveal()).size();
    return Text::tr("set, %n character(s)", nullptr, int(size));
}

QString headerLine(const socotra::Header &header)
{
    const QString value = socotra::isSensitiveHeader(header.name) ? describedSecret(header.value)
                                                                  : QString::fromUtf8(header.value.reveal());
    return Text::tr("%1: %2", "header: value").arg(header.name, value);
}

QString secretLine(const socotra::SecuritySpec &security)
{
    switch (security.shown) {
    case SecretShown::Clear:
        return Text::tr("Told by the tenant: %1").arg(describedSecret(security.secret));
    case SecretShown::Masked:
        return Text::tr("Set; the tenant shows a mask");
    case SecretShown::Absent:
        break;
    }
    return Text::tr("Not told by the tenant: it may be set or not");
}

QString yesOrNo(std::optional<bool> flag)
{
    return !flag ? Text::tr("not told") : *flag ? Text::tr("yes") : Text::tr("no");
}

void addSecurity(FactGrid &facts, const Sender &sender, const TenantState &tenant,
                 const std::optional<socotra::SecuritySpec> &security)
{
    facts.addHeading(Text::tr("Signature"));
    facts.addFact(Text::tr("Signed"), signedText(security));
    if (security) {
        facts.addFact(Text::tr("Secret"), secretLine(*security));
        facts.addFact(Text::tr("Tag"), security->tag);
        facts.addFact(Text::tr("TLS check"), yesOrNo(security->secureSsl));
    }
    facts.addFact(Text::tr("Kept here"),
                  sender.label.isEmpty() ? Text::tr("No secret of it is kept here")
                  : sender.secretSince == 0
                      ? sender.label
                      : Text::tr("%1, since %2").arg(sender.label, momentText(sender.secretSince)));
    if (const storage::Rotation *rotation = tenant.rotationOf(sender.name))
        facts.addFact(Text::tr("Change"), rotationStepText(rotation->step));
}

bool isBelow(const storage::AlertType &type, domain::Severity least)
{
    return std::ranges::any_of(type.severities, [least](const QString &word) {
        const domain::Severity severity = domain::severityFromPayload(word);
        return severity > domain::Severity::Unknown && severity < least;
    });
}

} // namespace

void fillIntegrationFacts(FactGrid &facts, const Sender &sender, const TenantState &tenant,
                          const Integration &integration)
{
    facts.addHeading(Text::tr("Integration"));
    facts.addFact(Text::tr("Tenant"), tenant.tenant.name);
    facts.addFact(Text::tr("Type"), integrationTypeName(integration.type));
    facts.addFact(Text::tr("URL"), integration.url);
    QStringList headers;
    for (const socotra::Header &header : integration.headers)
        headers.append(headerLine(header));
    facts.addFact(Text::tr("Headers"), headers.join(u'\n'));
    facts.addFact(Text::tr("Locator"), integration.tenantLocator);
    facts.addFact(Text::tr("Updates"), updateRuleText(tenant.updates));
    addSecurity(facts, sender, tenant, integration.security);
    if (!integration.unknown.isEmpty()) {
        facts.addHeading(Text::tr("Members that no documentation lists; they are kept as they are"));
        for (const QString &pointer : integration.unknown) {
            const auto value = json::valueAt(integration.raw.reveal(), pointer.toUtf8());
            facts.addFact(pointer,
                          QString::fromUtf8(
                              value.value_or(QByteArrayView())
                                  .first(qMin<qsizetype>(2000, value.value_or(QByteArrayView()).size()))));
        }
    }
}

void fillDeliveryFacts(FactGrid &facts, const Sender &sender, const QString &checked, Micros now)
{
    facts.addHeading(Text::tr("Captured here"));
    if (sender.endpoint.name.isEmpty()) {
        facts.addText(
            Text::tr("Its URL leads to no endpoint of this listener, so nothing of it is seen here. "
                     "\"Point at my listener\" changes that."));
        return;
    }
    facts.addFact(Text::tr("Endpoint"), sender.endpoint.name);
    facts.addFact(Text::tr("Path"), QString::fromUtf8(sender.endpoint.pathPrefix));
    facts.addFact(Text::tr("Checked by"), checked);
    facts.addFact(Text::tr("Secrets"), sender.endpoint.secretLabels.join(u", "_s));
    facts.addFact(Text::tr("Deliveries"), numberText(sender.deliveries));
    if (sender.last != 0) {
        facts.addFact(Text::tr("Last one"),
                      Text::tr("%1 (%2)").arg(relativeTime(sender.last, now), momentText(sender.last)));
        facts.addFact(Text::tr("Verdict"), verdictBadge(sender.lastVerdict).word);
    }
}

void fillDefinitions(FactGrid &facts, const TenantState &tenant, const QString &integration)
{
    if (tenant.webhooksError) {
        facts.addHeading(Text::tr("Webhook definitions"));
        facts.addText(
            Text::tr("The tenant does not show them: %1").arg(readingErrorSentence(*tenant.webhooksError)));
        return;
    }
    int shown = 0;
    for (const socotra::WebhookDefinition &webhook : tenant.webhooks) {
        if (!webhook.mayUse(integration))
            continue;
        ++shown;
        facts.addHeading(webhook.displayName.isEmpty()
                             ? webhook.name
                             : Text::tr("%1 (%2)").arg(webhook.displayName, webhook.name));
        facts.addFact(Text::tr("Enabled"), yesOrNo(webhook.enabled));
        facts.addFact(Text::tr("Suspended"), yesOrNo(webhook.suspended));
        if (const auto diverted = tenant.diverted.constFind(webhook.name); diverted != tenant.diverted.cend())
            facts.addFact(Text::tr("Diverted"), numberText(*diverted));
        facts.addFact(Text::tr("Events"),
                      webhook.events.isEmpty() ? Text::tr("none listed") : webhook.events.join(u'\n'));
        facts.addFact(Text::tr("As sent"),
                      QString::fromUtf8(webhook.raw.first(qMin<qsizetype>(4000, webhook.raw.size()))));
    }
    if (shown == 0) {
        facts.addHeading(Text::tr("Webhook definitions"));
        facts.addText(Text::tr("No webhook definition of the tenant names this integration."));
    }
}

QStringList typesBelow(const QList<storage::AlertType> &types, domain::Severity least)
{
    QStringList below;
    for (const storage::AlertType &type : types) {
        if (least > domain::Severity::Unknown && isBelow(type, least))
            below.append(type.id);
    }
    return below;
}

void fillAlertTypes(FactGrid &facts, const QList<storage::AlertType> &types, domain::Severity least,
                    Micros now)
{
    facts.addHeading(Text::tr("Alert types, learned from verified deliveries"));
    if (types.isEmpty())
        facts.addText(Text::tr("None yet: the first verified delivery of an alert teaches its type."));
    for (const storage::AlertType &type : types) {
        const QString severities = type.severities.join(u", "_s);
        facts.addFact(type.id,
                      Text::tr("%1 times, %2, last %3", "count, severities, when")
                              .arg(numberText(type.count), severities.isEmpty() ? u"–"_s : severities,
                                   relativeTime(type.lastSeen, now)) +
                          (least > domain::Severity::Unknown && isBelow(type, least)
                               ? u'\n' + Text::tr("below the agreed severity")
                               : QString()));
    }
}

} // namespace tocsin::ui
