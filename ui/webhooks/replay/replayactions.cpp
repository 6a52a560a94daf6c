// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/replay/replayactions.h"

#include "core/flows/webhookdesk.h"
#include "ui/text/numbertext.h"
#include "ui/webhooks/forward/forwarddialog.h"
#include "ui/webhooks/replay/replaydialog.h"

#include <QSettings>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {
constexpr qsizetype mostTargets = 10;
} // namespace

ReplayActions::ReplayActions(const Theme &theme, flows::WebhookDesk &desk, QWidget *window)
    : QObject(window)
    , m_theme(theme)
    , m_desk(desk)
    , m_window(window)
{}

void ReplayActions::replay(const QList<domain::DeliveryId> &ids)
{
    if (ids.isEmpty())
        return emit notice(tr("Choose the deliveries to replay first"));
    if (ids.size() > mostAtOnce)
        return emit notice(tr("At most %1 deliveries can be replayed at once; tocsinctl replay takes more")
                               .arg(numberText(mostAtOnce)));
    if (m_replay) {
        m_replay->raise();
        return;
    }
    m_replay = new ReplayDialog(m_theme, m_desk, ids, m_window);
    m_replay->setHistory(m_targets);
    connect(m_replay, &ReplayDialog::secretsAsked, this, &ReplayActions::secretsAsked);
    connect(m_replay, &ReplayDialog::targetUsed, this, &ReplayActions::remember);
    connect(m_replay, &ReplayDialog::answered, this, &ReplayActions::answered);
    m_replay->open();
}

void ReplayActions::forward(const QString &endpoint)
{
    const QList<domain::Endpoint> all = m_desk.endpoints();
    if (m_forward) {
        m_forward->raise();
        return;
    }
    m_forward =
        new ForwardDialog(m_theme, m_desk, endpoint.isEmpty() ? all.constFirst().name : endpoint, m_window);
    m_forward->setHistory(m_targets);
    connect(m_forward, &ForwardDialog::targetUsed, this, &ReplayActions::remember);
    connect(m_forward, &ForwardDialog::notice, this, &ReplayActions::notice);
    m_forward->open();
}

QWidget *ReplayActions::openDialog() const
{
    return m_replay;
}

// A query may hold a token, which is not for the settings.
void ReplayActions::remember(const QUrl &target)
{
    if (target.hasQuery())
        return;
    const QString text = target.toString(QUrl::FullyEncoded);
    m_targets.removeAll(text);
    m_targets.prepend(text);
    m_targets.resize(qMin(m_targets.size(), mostTargets));
}

void ReplayActions::saveState(QSettings &settings) const
{
    settings.setValue(u"webhooks/replayTargets"_s, m_targets);
}

void ReplayActions::restoreState(QSettings &settings)
{
    m_targets = settings.value(u"webhooks/replayTargets"_s).toStringList().mid(0, mostTargets);
}

} // namespace tocsin::ui
