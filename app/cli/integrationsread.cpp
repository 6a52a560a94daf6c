// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/integrationsaction.h"
#include "app/cli/integrationtext.h"
#include "app/cli/terminal.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using socotra::Integration;
using socotra::WebhookDefinition;

namespace {

class List final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &, const QStringList &words) override
    {
        if (!words.isEmpty())
            return fail(Error::Kind::Rejected, u"use: integrations list"_s);
        return {};
    }

    void run() override
    {
        withAll([this](const QList<Integration> &all) {
            for (const Integration &one : all)
                isJson() ? printJson(integrationJson(one)) : printLine(integrationLine(one));
            end(all.isEmpty() ? No : Good, all.isEmpty() ? u"the tenant has no integrations"_s : QString());
        });
    }
};

QJsonValue flag(std::optional<bool> value)
{
    return value ? QJsonValue(*value) : QJsonValue();
}

QJsonObject webhookJson(const WebhookDefinition &webhook)
{
    return {{u"name"_s, webhook.name},
            {u"enabled"_s, flag(webhook.enabled)},
            {u"suspended"_s, flag(webhook.suspended)},
            {u"events"_s, QJsonArray::fromStringList(webhook.events)}};
}

QString webhookLine(const WebhookDefinition &webhook)
{
    QStringList words = {visible(webhook.name, 60)};
    if (webhook.enabled == false)
        words.append(u"disabled"_s);
    if (webhook.suspended == true)
        words.append(u"SUSPENDED"_s);
    words.append(visible(webhook.events.join(u' '), 400));
    return columns({{u"used by"_s, 10}, {words.join(u"  "_s), 0}});
}

// The entry, and the webhook definitions that name it.
class Show final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &, const QStringList &words) override
    {
        m_name = words.value(0);
        if (words.size() != 1 || m_name.isEmpty())
            return fail(Error::Kind::Rejected, u"use: integrations show NAME"_s);
        return {};
    }

    void run() override
    {
        withEntry(m_name, [this](const Integration &entry) {
            api().webhooks(this, [this, entry](const Result<QList<WebhookDefinition>> &webhooks) {
                print(entry, webhooks);
                end(Good);
            });
        });
    }

    // Whether an administrator may read the definitions is not documented (socotra.md 4.8): the entry counts.
    static void printUses(const Result<QList<WebhookDefinition>> &webhooks, const QString &name)
    {
        if (!webhooks) {
            printLine(
                columns({{u"used by"_s, 10}, {u"not known: "_s + visible(webhooks.error().detail), 0}}));
            return;
        }
        for (const WebhookDefinition &one : *webhooks) {
            if (one.mayUse(name))
                printLine(webhookLine(one));
        }
    }

    void print(const Integration &entry, const Result<QList<WebhookDefinition>> &webhooks) const
    {
        if (!isJson()) {
            for (const QString &line : integrationLines(entry))
                printLine(line);
            printUses(webhooks, entry.name);
            return;
        }
        QJsonObject json = integrationJson(entry);
        QJsonArray uses;
        for (const WebhookDefinition &one : webhooks.value_or(QList<WebhookDefinition>())) {
            if (one.mayUse(entry.name))
                uses.append(webhookJson(one));
        }
        json[u"webhooks"_s] = webhooks ? QJsonValue(uses) : QJsonValue();
        printJson(json);
    }

    QString m_name;
};

} // namespace

ActionPtr makeIntegrationsList()
{
    return std::make_unique<List>();
}

ActionPtr makeIntegrationsShow()
{
    return std::make_unique<Show>();
}

} // namespace tocsin::cli
