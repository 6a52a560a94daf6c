// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/senderstablemodel.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/integrationtext.h"
#include "ui/text/schemetext.h"
#include "ui/text/timetext.h"
#include "ui/text/verdicttext.h"
#include "ui/widgets/badgedelegate.h"
#include "ui/widgets/visibletext.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::Sender;
using flows::TenantState;
using socotra::Integration;

SendersTableModel::SendersTableModel(const flows::TenantDesk &tenants, const flows::WebhookDesk &webhooks,
                                     QObject *parent)
    : QAbstractTableModel(parent)
    , m_tenants(tenants)
    , m_webhooks(webhooks)
{}

void SendersTableModel::setSenders(const QList<Sender> &senders)
{
    const auto sameKey = [](const Sender &a, const Sender &b) { return a.key() == b.key(); };
    if (std::ranges::equal(senders, m_senders, sameKey)) {
        m_senders = senders;
        if (!m_senders.isEmpty())
            emit dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
        return;
    }
    beginResetModel();
    m_senders = senders;
    endResetModel();
}

int SendersTableModel::rowOf(const QString &key) const
{
    const auto found = std::ranges::find(m_senders, key, &Sender::key);
    return found == m_senders.end() ? -1 : int(found - m_senders.begin());
}

const Integration *SendersTableModel::integration(const Sender &sender) const
{
    const TenantState *tenant = m_tenants.state(sender.tenant);
    return tenant ? socotra::findNamed(tenant->integrations, sender.name) : nullptr;
}

QStringList SendersTableModel::events(const Sender &sender) const
{
    const TenantState *tenant = m_tenants.state(sender.tenant);
    QStringList all;
    for (const socotra::WebhookDefinition &webhook :
         tenant ? tenant->webhooks : QList<socotra::WebhookDefinition>()) {
        if (webhook.mayUse(sender.name))
            all += webhook.events;
    }
    all.removeDuplicates();
    return all;
}

QString SendersTableModel::schemeName(const domain::Endpoint &endpoint) const
{
    const signature::Scheme *scheme = m_webhooks.schemes().find(endpoint.scheme);
    return scheme ? ui::schemeName(*scheme) : visibleText(endpoint.scheme, 60);
}

int SendersTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_senders.size());
}

int SendersTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(ColumnCount);
}

bool SendersTableModel::isInsecure(const Sender &sender) const
{
    const Integration *entry = integration(sender);
    return entry && entry->security && !entry->security->secureSsl.value_or(true);
}

QString SendersTableModel::signedWords(const Sender &sender) const
{
    if (sender.kind != Sender::Kind::Integration)
        return checkedText(sender.endpoint, schemeName(sender.endpoint));
    const Integration *entry = integration(sender);
    const QString words = entry ? signedText(entry->security) : QString();
    return isInsecure(sender) ? tr("%1, TLS not checked").arg(words) : words;
}

QString SendersTableModel::lastWords(const Sender &sender) const
{
    return sender.last == 0
               ? tr("never")
               : tr("%1, %2", "verdict, when")
                     .arg(verdictBadge(sender.lastVerdict).word, relativeTime(sender.last, m_tenants.now()));
}

QString SendersTableModel::secretWords(const Sender &sender) const
{
    const TenantState *tenant = m_tenants.state(sender.tenant);
    if (tenant && tenant->rotationOf(sender.name))
        return tr("changing");
    if (sender.label.isEmpty())
        return tr("not kept here");
    return sender.secretSince == 0 ? visibleText(sender.label, 64)
                                   : relativeTime(sender.secretSince, m_tenants.now());
}

QString SendersTableModel::text(const Sender &sender, int column) const
{
    switch (column) {
    case Name:
        return visibleText(sender.name, 80);
    case Kind: {
        const Integration *entry = integration(sender);
        return senderKindName(sender, entry ? entry->type : QString());
    }
    case Url:
        return visibleText(sender.url, 300);
    case Signed:
        return signedWords(sender);
    case Events: {
        const QStringList all = events(sender);
        if (!all.isEmpty())
            return visibleText(all.join(u", "_s), 200);
        return sender.least == domain::Severity::None
                   ? QString()
                   : tr("severity %1+").arg(domain::severityId(sender.least));
    }
    case Last:
        return lastWords(sender);
    case Secret:
        return secretWords(sender);
    default:
        return {};
    }
}

QVariant SendersTableModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Sender &sender = m_senders.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(sender, index.column());
    case Qt::ToolTipRole:
        return toolTipText(index.column() == Last ? bothTimes(sender.last) : text(sender, index.column()));
    case BadgeRole:
        if (index.column() == Last && sender.last != 0) {
            BadgeText badge = verdictBadge(sender.lastVerdict);
            badge.word = lastWords(sender);
            return QVariant::fromValue(badge);
        }
        if (index.column() == Signed && isInsecure(sender))
            return QVariant::fromValue(BadgeText{Mark::Bang, Tone::High, signedWords(sender)});
        return {};
    case WordsRole: {
        QStringList words;
        for (int column = 0; column < ColumnCount; ++column)
            words.append(text(sender, column));
        const TenantState *tenant = m_tenants.state(sender.tenant);
        words.append(tenant ? tenant->tenant.name : sender.endpoint.name);
        return words.join(u' ').toCaseFolded();
    }
    default:
        return {};
    }
}

QVariant SendersTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Kind:
        return tr("Kind");
    case Url:
        return tr("URL");
    case Signed:
        return tr("Signed");
    case Events:
        return tr("Events");
    case Last:
        return tr("Last delivery");
    case Secret:
        return tr("Secret");
    default:
        return {};
    }
}

void SendersFilter::setTyped(const QString &typed)
{
    m_words = typed.toCaseFolded().split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

bool SendersFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const QString words = sourceModel()->index(row, 0, parent).data(SendersTableModel::WordsRole).toString();
    return std::ranges::all_of(m_words, [&words](const QString &word) { return words.contains(word); });
}

} // namespace tocsin::ui
