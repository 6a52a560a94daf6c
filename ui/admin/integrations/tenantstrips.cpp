// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/tenantstrips.h"

#include "ui/text/integrationtext.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/visibletext.h"

#include <QFrame>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::TenantState;

TenantStrips::TenantStrips(const flows::TenantDesk &tenants, QWidget *parent)
    : QWidget(parent)
    , m_tenants(tenants)
    , m_column(new QVBoxLayout(this))
{
    setObjectName(u"tenantStrips"_s);
    m_column->setContentsMargins(0, 0, 0, 0);
    m_column->setSpacing(0);
    refresh();
}

QList<TenantStrips::Strip> TenantStrips::wanted() const
{
    QList<Strip> strips;
    const QStringList ids = m_tenants.tenants();
    if (ids.isEmpty() && m_tenants.isRead())
        strips.append({{}, tr("No Socotra tenant is known here: its integrations cannot be listed."), false});
    for (const QString &id : ids) {
        const TenantState &state = *m_tenants.state(id);
        const QString name = visibleText(state.tenant.name, 60);
        if (state.error && !state.isReading)
            strips.append({id,
                           state.read == 0
                               ? tr("%1 could not be read. %2").arg(name, tenantErrorSentence(*state.error))
                               : tr("%1 could not be read again; what is listed is older. %2")
                                     .arg(name, tenantErrorSentence(*state.error)),
                           true});
        else if (!state.error && state.read > 0 && state.integrations.isEmpty())
            strips.append({id, tr("%1 has no integration yet.").arg(name), false});
    }
    return strips;
}

// Only when something is new: a button that has the focus keeps it.
void TenantStrips::refresh()
{
    const QList<Strip> strips = wanted();
    if (std::exchange(m_shown, strips) == strips)
        return;
    while (QLayoutItem *item = m_column->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater(); // it may be its button that was pressed
        delete item;
    }
    for (const Strip &strip : strips)
        m_column->addWidget(build(strip));
    setVisible(!strips.isEmpty());
}

QWidget *TenantStrips::build(const Strip &strip)
{
    auto *frame = new QFrame;
    frame->setObjectName(u"strip-"_s + strip.tenant);
    frame->setProperty("look", strip.isError ? u"error"_s : u"bar"_s);
    auto *text = new PlainLabel(strip.text, PlainLabel::Fit::Flow);
    text->setSelectable();
    auto *row = new QHBoxLayout(frame);
    row->setContentsMargins(16, 8, 16, 8);
    row->setSpacing(8);
    row->addWidget(text, 1);
    const auto add = [&](const QString &label, const QString &name, const auto &asked) {
        QPushButton *button = textButton(label, name, frame);
        row->addWidget(button, 0, Qt::AlignTop);
        connect(button, &QPushButton::clicked, this, asked);
    };
    const QString id = strip.tenant;
    if (strip.isError) {
        add(tr("Try again"), u"tryTenantAgain"_s, [this, id] { emit tryAgainAsked(id); });
        if (id != flows::TenantDesk::sandboxId)
            add(tr("Edit tenant…"), u"editFailedTenant"_s, [this, id] { emit editAsked(id); });
    } else if (id.isEmpty()) {
        add(tr("Add tenant…"), u"addFirstTenant"_s, [this] { emit addTenantAsked(); });
    } else {
        add(tr("Add integration…"), u"addFirstIntegration"_s, [this, id] { emit addAsked(id); });
    }
    return frame;
}

} // namespace tocsin::ui
