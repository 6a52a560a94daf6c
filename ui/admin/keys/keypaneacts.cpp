// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/keys/keypane.h"
#include "ui/admin/keys/keyrotationdialog.h"
#include "ui/admin/keys/madekeydialog.h"
#include "ui/admin/keys/newkeydialog.h"
#include "ui/connections/productionnote.h"
#include "ui/text/errortext.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/visibletext.h"

using namespace Qt::StringLiterals;

// What is done with a key from its page.

namespace tocsin::ui {

using domain::IssuedKind;
using flows::KeyEntry;
using flows::MadeKey;
using socmate::Offered;

namespace {

QString markedLine(const QString &system)
{
    return system.isEmpty() ? QString() : u'\n' + ProductionNote::sentence(system);
}

} // namespace

QString KeyPane::production() const
{
    return m_office.isOpen() && m_office.connection().production ? m_office.connection().name : QString();
}

void KeyPane::create()
{
    if (!m_office.isOpen())
        return;
    auto *dialog = new NewKeyDialog(m_kind, m_office, this);
    ProductionNote::putOn(*dialog, production());
    connect(dialog, &NewKeyDialog::made, this, &KeyPane::showMade);
    dialog->open();
}

void KeyPane::showMade(const MadeKey &made)
{
    auto *dialog = new MadeKeyDialog(m_theme, m_office, made, this);
    connect(dialog, &MadeKeyDialog::notice, this, &KeyPane::notice);
    dialog->open();
}

void KeyPane::rotate()
{
    const KeyEntry *entry = chosen();
    if (!entry || !m_office.isOpen())
        return;
    if (m_kind == IssuedKind::Key)
        return openRotation(*entry);
    confirm(this,
            {u"confirmRegenerate"_s, tr("A new secret for this client"),
             tr("The secret that \"%1\" has now ends at once: whoever uses it cannot get a token until the "
                "new one is "
                "put there. Tokens that were given live on for minutes.")
                     .arg(entry->name) +
                 markedLine(production()),
             tr("Make a new secret")},
            [this, entry = *entry] { regenerate(entry); });
}

void KeyPane::openRotation(const KeyEntry &entry)
{
    auto *dialog = new KeyRotationDialog(m_theme, m_office, entry, this);
    ProductionNote::putOn(*dialog, production());
    if (const storage::KeyRotation *begun = openRotationOf(entry))
        dialog->resume(*begun);
    dialog->open();
}

void KeyPane::regenerate(const KeyEntry &entry)
{
    m_office.regenerate(entry, this, [this](const Result<std::optional<MadeKey>> &renewed) {
        if (!renewed)
            emit notice(errorSentence(renewed.error()));
        else if (!*renewed)
            emit notice(
                tr("This server offers no new secret for a client: make another client, and disable this "
                   "one."));
        else
            showMade(**renewed);
    });
}

void KeyPane::askDisable()
{
    const KeyEntry *entry = chosen();
    if (!entry || !m_office.isOpen())
        return;
    const QString users = entry->usedBy.isEmpty()
                              ? tr("No connection of this console signs in with it.")
                              : tr("These connections sign in with it and will be refused: %1.")
                                    .arg(entry->usedBy.join(u", "_s));
    const QString text =
        m_kind == IssuedKind::Key
            ? tr("Whoever uses the key \"%1\" is refused from then on.").arg(entry->name)
            : tr("The client \"%1\" gets no token any more, and its tokens end.").arg(entry->name);
    confirm(this,
            {u"confirmDisable"_s, m_kind == IssuedKind::Key ? tr("Disable a key") : tr("Disable a client"),
             text + u'\n' + users + markedLine(production()),
             tr("Disable \"%1\"").arg(visibleText(entry->name, 60))},
            [this, entry = *entry] { disable(entry); });
}

void KeyPane::disable(const KeyEntry &entry)
{
    m_office.disable(entry, this, [this, name = visibleText(entry.name, 80)](const Result<Offered> &ended) {
        if (!ended)
            emit notice(errorSentence(ended.error()));
        else if (*ended == Offered::No)
            emit notice(tr("This server offers no disabling: end \"%1\" in its web app.").arg(name));
        else
            emit notice(tr("\"%1\" opens nothing any more.").arg(name));
    });
}

} // namespace tocsin::ui
