// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/schemes/schemedetail.h"

#include "core/signature/summary.h"
#include "ui/text/errortext.h"
#include "ui/text/schemetext.h"
#include "ui/text/timetext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"

#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace {

QString retryText(const signature::Scheme::Retry &retry)
{
    QStringList waits;
    for (const qint64 seconds : retry.delaysSeconds)
        waits.append(durationText(seconds));
    if (waits.isEmpty())
        return SchemeDetail::tr("not documented");
    return SchemeDetail::tr("%n more time(s), after %1", nullptr, int(waits.size())).arg(waits.join(u", "_s));
}

} // namespace

SchemeDetail::SchemeDetail(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_title(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_subtitle(new PlainLabel(QString(), PlainLabel::Fit::ElideEnd))
    , m_fault(new PlainLabel(QString(), PlainLabel::Fit::Wrap))
    , m_copy(textButton(tr("Copy as yours…"), u"copyScheme"_s, this))
    , m_edit(textButton(tr("Edit…"), u"editScheme"_s, this))
    , m_export(textButton(tr("Export…"), u"exportScheme"_s, this))
    , m_remove(textButton(tr("Delete…"), u"removeScheme"_s, this))
    , m_facts(new FactGrid)
{
    setObjectName(u"schemeDetail"_s);
    QFont large = m_title->font();
    large.setPointSizeF(large.pointSizeF() + 3);
    large.setWeight(QFont::DemiBold);
    m_title->setFont(large);
    m_title->setObjectName(u"schemeTitle"_s);
    m_subtitle->setLook(u"muted"_s);
    m_fault->setLook(u"fault"_s);
    m_fault->setObjectName(u"schemeFileFault"_s);
    m_facts->setObjectName(u"schemeFacts"_s);
    m_remove->setProperty("look", u"danger"_s);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(8);
    for (QPushButton *button : {m_edit, m_copy, m_export, m_remove})
        buttons->addWidget(button);
    buttons->addStretch();
    auto *head = new QVBoxLayout;
    head->setContentsMargins(16, 16, 16, 12);
    head->setSpacing(4);
    head->addWidget(m_title);
    head->addWidget(m_subtitle);
    head->addWidget(m_fault);
    head->addSpacing(6);
    head->addLayout(buttons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(head);
    column->addWidget(scrolled(m_facts), 1);
    connect(m_copy, &QPushButton::clicked, this, &SchemeDetail::copyAsked);
    connect(m_edit, &QPushButton::clicked, this, &SchemeDetail::editAsked);
    connect(m_export, &QPushButton::clicked, this, &SchemeDetail::exportAsked);
    connect(m_remove, &QPushButton::clicked, this, &SchemeDetail::removeAsked);
    show(nullptr);
}

void SchemeDetail::show(const SchemeEntry *entry)
{
    m_facts->clear();
    const bool own = entry && entry->isOwn();
    m_edit->setVisible(own);
    m_remove->setVisible(own);
    m_copy->setVisible(entry && entry->scheme);
    m_export->setVisible(entry);
    m_fault->setVisible(entry && !entry->fault.isEmpty());
    m_subtitle->setVisible(entry);
    if (!entry) {
        m_title->setText(tr("Choose a scheme"));
        return;
    }
    m_title->setText(entry->scheme ? schemeName(*entry->scheme) : entry->fileName);
    m_subtitle->setText(entry->scheme ? tr("%1 · %2").arg(entry->id(), originText(*entry))
                                      : originText(*entry));
    m_fault->setText(asSentence(entry->fault));
    if (entry->scheme)
        showScheme(*entry->scheme);
}

void SchemeDetail::showScheme(const signature::Scheme &scheme)
{
    m_facts->addHeading(tr("How the sender signs"));
    for (const signature::Recipe &recipe : scheme.recipes)
        m_facts->addFact(recipe.name.isEmpty() ? tr("Construction") : recipe.name,
                         signature::summaryOf(recipe).join(u'\n'));
    m_facts->addFact(tr("Strength"), strengthSentence(scheme.strength));
    m_facts->addFact(tr("Evidence"), evidenceSentence(scheme.evidence));
    m_facts->addFact(tr("Secret"), scheme.secretRule.about);
    QStringList parameters;
    for (const signature::Scheme::Parameter &parameter : scheme.parameters)
        parameters.append(
            tr("%1: %2", "parameter: what it is").arg(QString::fromUtf8(parameter.name), parameter.about));
    m_facts->addFact(tr("Parameters"), parameters.join(u'\n'));
    m_facts->addHeading(tr("The sender"));
    m_facts->addFact(tr("Tries again"), retryText(scheme.retry));
    m_facts->addFact(tr("Attempt in"), QString::fromUtf8(scheme.retry.attemptHeader));
    m_facts->addFact(tr("Event id in"), QString::fromUtf8(scheme.retry.idHeader));
    QStringList handshakes;
    for (const signature::Handshake &handshake : scheme.handshakes)
        handshakes.append(handshake.name);
    m_facts->addFact(tr("Handshakes"), handshakes.join(u", "_s));
    m_facts->addFact(tr("Also called"), scheme.aliases.join(u", "_s));
    m_facts->addFact(tr("Sources"), scheme.sources.join(u'\n'));
}

} // namespace tocsin::ui
