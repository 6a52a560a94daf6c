// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/portabledialogs.h"

#include "core/flows/integrationsfile.h"
#include "core/flows/tenantdesk.h"
#include "ui/admin/integrations/portabletext.h"
#include "ui/text/errortext.h"
#include "ui/theme/theme.h"
#include "ui/webhooks/inspector/verdictbanner.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"

#include <QFileDialog>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::EntryDrift;
using socotra::Integration;

namespace {

QList<Integration> present(const flows::TenantDesk &tenants, const QString &tenant)
{
    const flows::TenantState *state = tenants.state(tenant);
    return state ? state->integrations : QList<Integration>();
}

QString nameOf(const flows::TenantDesk &tenants, const QString &tenant)
{
    const flows::TenantState *state = tenants.state(tenant);
    return state ? state->tenant.tenant : tenant;
}

PlainLabel *muted(const QString &text)
{
    auto *label = new PlainLabel(text, PlainLabel::Fit::Flow);
    label->setLook(u"muted"_s);
    return label;
}

QVBoxLayout *columnOf(QDialog &dialog)
{
    auto *column = new QVBoxLayout(&dialog);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(12);
    return column;
}

} // namespace

IntegrationExportDialog::IntegrationExportDialog(const Theme &theme, flows::TenantDesk &tenants,
                                                 const QString &tenant, QWidget *parent)
    : QDialog(parent)
    , m_tenants(tenants)
    , m_tenant(tenant)
    , m_model(new TextTableModel(theme, {tr("Integration"), tr("Type"), tr("URL"), tr("Left out")}, this))
    , m_answer(new VerdictBanner(theme))
{
    setObjectName(u"exportDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Export integrations"));
    m_answer->setObjectName(u"exportAnswer"_s);
    m_answer->hide();
    QList<CellRow> rows;
    for (const Integration &one : present(tenants, tenant))
        rows.append(CellRow{{one.name}, {one.type}, {one.url}, {leftOut(one)}});
    m_model->setRows(rows);
    auto *table = new TextTable(theme, *m_model, u"exportTable"_s, this);
    table->setAccessibleName(tr("What is exported"));
    const int widths[] = {150, 110, 260, 160};
    for (int i = 0; i < 4; ++i)
        table->setColumnWidth(i, widths[i]);
    showWhenEmpty(*table, tr("This tenant has no integrations."));
    QPushButton *close = textButton(tr("Close"), u"closeExport"_s, this);
    QPushButton *save = primaryButton(tr("&Save…"), u"exportSave"_s, this);
    save->setEnabled(!rows.isEmpty());
    QVBoxLayout *column = columnOf(*this);
    column->addWidget(
        muted(tr("The entries as the tenant lists them. Secrets are left out, and values of "
                 "headers that look like credentials are empty, so that the file may be kept in "
                 "a repository or mailed.")));
    column->addWidget(table, 1);
    column->addWidget(m_answer);
    column->addLayout(footRow({}, {close, save}));
    resize(760, 420);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(save, &QPushButton::clicked, this, &IntegrationExportDialog::askPath);
}

void IntegrationExportDialog::askPath()
{
    auto *dialog = new QFileDialog(this, tr("Export integrations"));
    dialog->setObjectName(u"exportFile"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    dialog->setDefaultSuffix(u"json"_s);
    dialog->selectFile(u"integrations.json"_s);
    connect(dialog, &QFileDialog::fileSelected, this, &IntegrationExportDialog::save);
    dialog->open();
}

void IntegrationExportDialog::save(const QString &path)
{
    const auto written = flows::writeIntegrationsFile(path, present(m_tenants, m_tenant),
                                                      nameOf(m_tenants, m_tenant), m_tenants.now());
    if (written)
        m_answer->setTexts(Tone::Valid, tr("Saved."), path);
    else
        m_answer->setTexts(Tone::Mismatch, tr("It could not be saved."), errorSentence(written.error()));
    m_answer->show();
}

DriftDialog::DriftDialog(const Theme &theme, flows::TenantDesk &tenants, const QString &tenant,
                         QWidget *parent)
    : QDialog(parent)
    , m_tenants(tenants)
    , m_tenant(tenant)
    , m_model(new TextTableModel(
          theme, {tr("Integration"), tr("State"), tr("Field"), tr("In the file"), tr("At the tenant")}, this))
    , m_table(new TextTable(theme, *m_model, u"driftTable"_s, this))
    , m_answer(new VerdictBanner(theme))
{
    setObjectName(u"driftDialog"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Compare with a file"));
    m_answer->setObjectName(u"driftAnswer"_s);
    m_answer->hide();
    m_table->setAccessibleName(tr("Differences"));
    const int widths[] = {150, 130, 150, 170, 170};
    for (int i = 0; i < 5; ++i)
        m_table->setColumnWidth(i, widths[i]);
    showWhenEmpty(*m_table, tr("Choose a file that was exported. What differs stands here; nothing is "
                               "changed."));
    QPushButton *choose = textButton(tr("Choose a &file…"), u"driftChoose"_s, this);
    QPushButton *close = textButton(tr("Close"), u"closeDrift"_s, this);
    QVBoxLayout *column = columnOf(*this);
    column->addWidget(m_answer);
    column->addWidget(m_table, 1);
    column->addLayout(footRow({choose}, {close}));
    resize(840, 460);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(choose, &QPushButton::clicked, this, [this] {
        askForFile(this, tr("Compare with a file"), u"driftFile"_s,
                   [this](const QString &path) { load(path); });
    });
    connect(&tenants, &flows::TenantDesk::changed, this, [this] {
        if (m_isLoaded)
            compare();
    });
    choose->setFocus();
}

void DriftDialog::load(const QString &path)
{
    const auto file = flows::readIntegrationsFile(path);
    m_isLoaded = file.has_value();
    m_answer->show();
    if (!file) {
        m_model->setRows({});
        m_answer->setTexts(Tone::Mismatch, tr("The file cannot be compared."), errorSentence(file.error()));
        return;
    }
    m_file = *file;
    compare();
}

void DriftDialog::compare()
{
    const QList<EntryDrift> drift = socotra::drift(m_file, present(m_tenants, m_tenant));
    const auto same = std::ranges::count(drift, EntryDrift::State::Same, &EntryDrift::state);
    const auto differing = int(drift.size() - same);
    if (differing == 0)
        m_answer->setTexts(Tone::Valid, tr("The tenant is as the file says."),
                           tr("Secrets are not in the file and are not compared."));
    else
        m_answer->setTexts(Tone::Stale, tr("%n integrations differ from the file.", nullptr, differing),
                           tr("Secrets are not in the file and are not compared."));
    m_model->setRows(driftRows(drift));
}

} // namespace tocsin::ui
