// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/keydetail.h"

#include "ui/text/keytext.h"
#include "ui/text/timetext.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QHBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using domain::IssuedKind;
using flows::KeyEntry;

KeyDetail::KeyDetail(IssuedKind kind, QWidget *parent)
    : QWidget(parent)
    , m_kind(kind)
    , m_name(new PlainLabel(QString(), PlainLabel::Fit::Elide))
    , m_advice(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_facts(new FactGrid)
    , m_rotate(textButton(kind == IssuedKind::Key ? tr("Rotate…") : tr("New secret…"), u"rotateKey"_s, this))
    , m_disable(textButton(tr("Disable…"), u"disableKey"_s, this))
{
    setObjectName(u"keyDetail"_s);
    m_name->setLook(u"strong"_s);
    m_name->setObjectName(u"keyDetailName"_s);
    m_advice->setLook(u"advice"_s);
    m_advice->setObjectName(u"keyAdvice"_s);
    m_facts->layout()->setContentsMargins(0, 0, 0, 8);
    auto *head = new QHBoxLayout;
    head->setSpacing(8);
    head->addWidget(m_name, 1);
    head->addWidget(m_rotate);
    head->addWidget(m_disable);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, 12, 16, 0);
    column->setSpacing(8);
    column->addLayout(head);
    column->addWidget(m_advice);
    column->addWidget(scrolled(m_facts), 1);
    connect(m_rotate, &QPushButton::clicked, this, &KeyDetail::rotateAsked);
    connect(m_disable, &QPushButton::clicked, this, &KeyDetail::disableAsked);
}

void KeyDetail::showEntry(const KeyEntry *entry, bool isListOffered, bool rotating, Micros now)
{
    m_facts->clear();
    const bool isOver = !entry || flows::keyState(*entry, isListOffered, now) == flows::KeyState::Disabled ||
                        flows::keyState(*entry, isListOffered, now) == flows::KeyState::Gone;
    m_name->setText(entry                       ? entry->name
                    : m_kind == IssuedKind::Key ? tr("No key is chosen")
                                                : tr("No client is chosen"));
    const QString advice = rotating ? tr("A rotation of it has begun and not ended.")
                           : entry  ? keyAdvice(*entry, now)
                                    : QString();
    m_advice->setText(advice);
    m_advice->setVisible(!advice.isEmpty());
    m_rotate->setText(m_kind != IssuedKind::Key ? tr("New secret…")
                      : rotating                ? tr("Go on rotating…")
                                                : tr("Rotate…"));
    m_rotate->setEnabled(rotating || !isOver);
    m_disable->setEnabled(!isOver);
    const QString why = isOver && entry ? tr("It opens nothing any more.") : QString();
    m_rotate->setToolTip(rotating ? QString() : why);
    m_disable->setToolTip(why);
    if (entry)
        facts(*entry, now);
}

void KeyDetail::facts(const KeyEntry &entry, Micros now)
{
    m_facts->addFact(m_kind == IssuedKind::Key ? tr("Key id") : tr("Client id"), entry.publicId);
    m_facts->addFact(tr("For"), entry.description);
    QStringList scopes;
    for (const QString &scope : entry.scopes)
        scopes.append(tr("%1 (%2)").arg(scopeWords(scope), scope));
    m_facts->addFact(tr("May"), scopes.join(u'\n'));
    m_facts->addFact(tr("Used by"), entry.usedBy.isEmpty() ? tr("no connection of this console")
                                                           : entry.usedBy.join(u", "_s));
    m_facts->addFact(tr("Value"), entry.label.isEmpty()
                                      ? tr("not kept here; no server tells it again")
                                      : tr("in the store of secrets, as \"%1\"").arg(entry.label));
    m_facts->addFact(tr("Made"), entry.created == 0
                                     ? QString()
                                     : tr("%1 by %2").arg(momentText(entry.created), makerWords(entry)));
    m_facts->addFact(tr("Last use"), entry.lastUsed == 0 ? lastUseWords(entry, now)
                                                         : tr("%1, %2").arg(momentText(entry.lastUsed),
                                                                            lastUseWords(entry, now)));
    m_facts->addFact(tr("Expires"), entry.expires == 0 ? expiryWords(entry, now)
                                                       : tr("%1, %2").arg(momentText(entry.expires),
                                                                          expiryWords(entry, now)));
    if (entry.disabled != 0)
        m_facts->addFact(tr("Disabled"), tr("%1, from here").arg(momentText(entry.disabled)));
}

} // namespace tocsin::ui
