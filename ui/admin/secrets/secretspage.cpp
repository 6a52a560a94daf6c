// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/secrets/secretspage.h"

#include "core/flows/analystdesk.h"
#include "core/flows/forgetplaces.h"
#include "core/secrets/fallbackstore.h"
#include "ui/admin/secrets/forgetdialog.h"
#include "ui/admin/secrets/passphrasedialog.h"
#include "ui/admin/secrets/revealdialog.h"
#include "ui/admin/secrets/secretstable.h"
#include "ui/text/errortext.h"
#include "ui/text/secrettext.h"
#include "ui/webhooks/inspector/factgrid.h"
#include "ui/webhooks/secreteditor.h"
#include "ui/webhooks/vaultpanel.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/emptystate.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/spinner.h"
#include "ui/widgets/visibletext.h"

#include <QMenu>
#include <QPushButton>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using flows::SecretRow;
using Backend = secrets::SecretStore::Backend;

// What is shown and done; how the page is laid out is in secretspagelayout.cpp.

SecretsPage::~SecretsPage() = default;

void SecretsPage::setLog(logs::LogBook *log)
{
    m_places = std::make_unique<flows::ForgetPlaces>(*m_uses, m_analyst, m_store, log);
}

void SecretsPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (std::exchange(m_isFilled, true))
        return;
    m_spinner->start(tr("Reading…"));
    showStore();
    m_uses->refresh();
}

void SecretsPage::focusList()
{
    m_states->currentIndex() == 0 ? m_table->setFocus() : m_states->currentWidget()->setFocus();
}

void SecretsPage::showStore()
{
    const Backend backend = m_store.backend();
    m_where->setText(backendSentence(backend));
    m_where->setLook(backend == Backend::Memory ? u"advice"_s : u"muted"_s);
    m_passphrase->setVisible(backend == Backend::Vault);
    showVaultPanel();
}

void SecretsPage::showVaultPanel()
{
    auto *fallback = qobject_cast<secrets::FallbackStore *>(&m_store.actual());
    const bool isWanted = fallback && fallback->backend() == Backend::Memory;
    if (isWanted == (m_panel != nullptr))
        return;
    if (!isWanted) {
        m_panel->deleteLater();
        return;
    }
    auto *panel = new VaultPanel(*fallback);
    panel->setContentsMargins(16, 8, 16, 8);
    m_panel = panel;
    m_panelPlace->addWidget(panel);
    connect(panel, &VaultPanel::opened, this, [this] {
        showStore();
        m_uses->refresh();
    });
}

void SecretsPage::showState()
{
    m_spinner->stop();
    showStore();
    const SecretRow *before = chosen();
    const QString label = before ? before->secret.label : QString();
    m_model->refresh(wallClock());
    m_again->hide();
    m_empty->setTexts(tr("No secret yet"),
                      tr("Signing secrets of endpoints and the credentials of connections stand here by "
                         "their labels, with what uses them."));
    m_empty->setDetails({});
    const bool isFilled = m_model->rowCount() > 0;
    m_states->setCurrentIndex(isFilled ? 0 : 1);
    const int row = qMax(0, m_model->rowOf(label));
    if (isFilled && m_table->currentIndex().row() != row)
        m_table->selectRowAt(row);
    if (isFilled && std::exchange(m_isFirst, false) && isVisible())
        m_table->setFocus();
    showChosen();
}

void SecretsPage::showFault(const Error &error)
{
    m_spinner->stop();
    if (m_model->rowCount() > 0) {
        emit notice(readingErrorSentence(error));
        return;
    }
    m_again->show();
    m_empty->setTexts(tr("The secrets cannot be listed"), readingErrorSentence(error));
    m_empty->setDetails(error.detail);
    m_states->setCurrentIndex(1);
}

const SecretRow *SecretsPage::chosen() const
{
    return m_model->at(m_table->currentIndex().row());
}

void SecretsPage::showChosen()
{
    const SecretRow *row = chosen();
    for (QPushButton *button : {m_rotate, m_reveal, m_drop, m_retire})
        button->setEnabled(row != nullptr);
    m_detail->clear();
    if (!row)
        return;
    const Micros now = wallClock();
    m_detail->addHeading(row->secret.label);
    m_detail->addFact(tr("Kind"), kindWord(row->kind()));
    m_detail->addFact(tr("Sender"), row->secret.scheme);
    m_detail->addFact(tr("Tag"), row->secret.tag);
    m_detail->addFact(tr("Kept"), backendSentence(m_store.backend()));
    m_detail->addFact(tr("Age"), ageText(*row, now));
    QStringList uses;
    for (const flows::SecretUse &use : row->uses)
        uses.append(useText(use));
    m_detail->addFact(tr("Used by"), uses.isEmpty() ? tr("Nothing") : uses.join(u'\n'));
    m_detail->addFact(tr("Last matched"), matchText(*row, now));
    if (row->matched > 0)
        m_detail->addFact(tr("Verified"), tr("%n stored delivery(s)", nullptr, int(row->matched)));
    m_retire->setToolTip(row->signsIn() ? tr("%1 signs in with it: give that another credential first")
                                              .arg(visibleText(usesText(*row), 80))
                                        : QString());
    m_retire->setEnabled(!row->signsIn());
}

void SecretsPage::openEditor(const QString &label)
{
    if (!m_editor) {
        m_editor = new SecretEditor(m_desk, m_store, this);
        connect(m_editor, &SecretEditor::secretsChanged, this, [this] { m_uses->refresh(); });
    }
    m_editor->choose(label);
    m_editor->open();
}

void SecretsPage::reveal()
{
    if (const SecretRow *row = chosen())
        (new RevealDialog(m_store, row->secret.label, this))->open();
}

void SecretsPage::changePassphrase()
{
    auto *vault = qobject_cast<secrets::FallbackStore *>(&m_store.actual());
    if (!vault || vault->backend() != Backend::Vault)
        return;
    auto *dialog = new PassphraseDialog(*vault, this);
    connect(dialog, &PassphraseDialog::changed, this,
            [this] { emit notice(tr("The vault opens with the new passphrase from now on")); });
    dialog->open();
}

void SecretsPage::askRetire()
{
    const SecretRow *row = chosen();
    if (!row || row->signsIn())
        return;
    const QString label = row->secret.label;
    confirm(this,
            {u"confirmRetire"_s, tr("Retire secret"), retireQuestion(*row, wallClock()),
             tr("Retire %1").arg(visibleText(label, 80))},
            [this, label] {
                m_uses->retire(label, this, [this, label](const Result<void> &done) {
                    emit notice(done ? tr("%1 was retired").arg(label) : errorSentence(done.error()));
                });
            });
}

void SecretsPage::askDropEarlier()
{
    const SecretRow *row = chosen();
    if (!row)
        return;
    const QString label = row->secret.label;
    confirm(
        this,
        {u"confirmDropEarlier"_s, tr("Drop earlier values"),
         tr("Drop the earlier values of %1? What was signed before its rotation, and is still on its way, "
            "can no longer be verified. The present value stays.")
             .arg(visibleText(label, 80)),
         tr("Drop earlier values")},
        [this, label] {
            m_uses->dropEarlier(label, this, [this](const Result<int> &done) {
                emit notice(done ? tr("%n earlier value(s) dropped", nullptr, *done)
                                 : errorSentence(done.error()));
            });
        });
}

void SecretsPage::fillForgetMenu()
{
    m_forgetMenu->clear();
    for (const domain::Connection &connection : m_analyst.connections()) {
        if (connection.sandbox)
            continue;
        QAction *one = m_forgetMenu->addAction(visibleText(connection.name, 80).replace(u'&', u"&&"_s));
        connect(one, &QAction::triggered, this, [this, id = connection.id] { forget(id); });
    }
    if (m_forgetMenu->isEmpty())
        m_forgetMenu->addAction(tr("There is no connection but the sandbox"))->setEnabled(false);
}

void SecretsPage::forget(const QString &connection)
{
    auto *dialog = new ForgetDialog(*m_places, connection, this);
    connect(dialog, &ForgetDialog::forgotten, this,
            [this](const QString &name) { emit notice(tr("%1 was forgotten").arg(visibleText(name, 80))); });
    dialog->open();
}

} // namespace tocsin::ui
