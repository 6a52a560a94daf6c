// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/settings/settingssources.h"

#include "core/settings/exchange.h"
#include "core/settings/knownsettings.h"
#include "core/settings/settingtext.h"
#include "ui/settings/layereditor.h"
#include "ui/theme/theme.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/confirm.h"
#include "ui/widgets/emptyhint.h"
#include "ui/widgets/plainlabel.h"
#include "ui/widgets/texttable.h"
#include "ui/widgets/visibletext.h"

#include <QFileDialog>
#include <QHeaderView>
#include <QLineEdit>
#include <QSaveFile>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using settings::KnownSetting;
using settings::Source;

namespace {

constexpr qint64 largestImport = 1024 * 1024; // bytes

QString nameOf(Source source)
{
    switch (source) {
    case Source::Default:
        return SettingsSources::tr("Default");
    case Source::User:
        return SettingsSources::tr("You");
    case Source::Connection:
        return SettingsSources::tr("This connection");
    case Source::Policy:
        return SettingsSources::tr("Policy: pinned");
    }
    return {};
}

QString placeOf(Source source, const QSettings &file)
{
    switch (source) {
    case Source::Default:
        return SettingsSources::tr("Built in");
    case Source::User:
    case Source::Connection:
        return file.fileName();
    case Source::Policy:
        return settings::attachedPolicy(file).path;
    }
    return {};
}

QString policyText(const settings::Policy &policy)
{
    if (!policy.fault.isEmpty())
        return visibleText(policy.fault);
    if (!policy.exists())
        return SettingsSources::tr("This machine has no policy (%1): what you set counts.")
            .arg(settings::policyPath());
    QStringList rules;
    if (policy.loopbackOnly)
        rules.append(SettingsSources::tr("nothing listens for other machines"));
    if (!policy.cache)
        rules.append(SettingsSources::tr("what servers tell is kept in memory only"));
    if (!policy.proxy.isEmpty())
        rules.append(
            SettingsSources::tr("the proxy of every connection is %1").arg(visibleText(policy.proxy, 120)));
    if (!policy.pinned.isEmpty())
        rules.append(SettingsSources::tr("%n setting(s) are pinned", nullptr, int(policy.pinned.size())));
    return SettingsSources::tr("The policy of this machine, %1: %2.")
        .arg(policy.path, rules.isEmpty() ? SettingsSources::tr("it has no rules")
                                          : rules.join(SettingsSources::tr("; ", "between rules")));
}

} // namespace

SettingsSources::SettingsSources(const Theme &theme, QSettings &file, QWidget *parent)
    : QDialog(parent)
    , m_file(file)
    , m_model(
          new TextTableModel(theme, {tr("Setting"), tr("Value"), tr("From"), tr("Where it stands")}, this))
    , m_table(new TextTable(theme, *m_model, u"sourcesTable"_s))
    , m_editor(new LayerEditor(file))
    , m_filter(new QLineEdit)
    , m_policy(new PlainLabel(QString(), PlainLabel::Fit::Flow))
    , m_message(new PlainLabel(QString(), PlainLabel::Fit::Flow))
{
    setObjectName(u"settingsSources"_s);
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Where settings come from"));
    m_table->setAccessibleName(tr("Settings and where they come from"));
    m_model->setFixedColumns({0, 1});
    showWhenEmpty(*m_table, tr("No setting has this in its name, its value or its source."));
    m_filter->setObjectName(u"sourcesFilter"_s);
    m_filter->setPlaceholderText(tr("Find a setting"));
    m_filter->setAccessibleName(tr("Find a setting"));
    m_filter->setClearButtonEnabled(true);
    m_policy->setObjectName(u"policyLine"_s);
    m_message->setObjectName(u"sourcesMessage"_s);
    QPushButton *save = textButton(tr("Export…"), u"exportSettings"_s, this);
    QPushButton *load = textButton(tr("Import…"), u"importSettings"_s, this);
    QPushButton *close = primaryButton(tr("Close"), u"closeSources"_s, this);
    save->setToolTip(tr("What you have set, as a file for another machine. No secret is in it."));
    connect(save, &QPushButton::clicked, this, [this] {
        const QString path = QFileDialog::getSaveFileName(this, tr("Export settings"),
                                                          u"tocsin-settings.json"_s, tr("JSON (*.json)"));
        if (!path.isEmpty())
            exportTo(path);
    });
    connect(load, &QPushButton::clicked, this, [this] {
        const QString path =
            QFileDialog::getOpenFileName(this, tr("Import settings"), {}, tr("JSON (*.json)"));
        if (!path.isEmpty())
            importFrom(path);
    });
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_filter, &QLineEdit::textChanged, this, &SettingsSources::list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(24, 24, 24, 16);
    column->setSpacing(12);
    column->addWidget(m_policy);
    column->addWidget(m_filter);
    column->addWidget(m_table, 1);
    column->addWidget(m_editor);
    column->addWidget(m_message);
    column->addLayout(footRow({save, load}, {close}));
    resize(880, 660);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    list();
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this,
            [this] { m_editor->show(chosen()); });
    connect(m_editor, &LayerEditor::said, this, &SettingsSources::say);
    connect(m_editor, &LayerEditor::changed, this, [this] {
        list();
        emit imported();
    });
    m_filter->setFocus();
}

void SettingsSources::list()
{
    const settings::Policy policy = settings::attachedPolicy(m_file);
    m_policy->setLook(policy.fault.isEmpty() ? u"muted"_s : u"fault"_s);
    m_policy->setText(policyText(policy));
    const QString wanted = m_filter->text().trimmed();
    const QString before = chosen();
    QList<QList<TextTableModel::Cell>> rows;
    // What somebody has decided stands before what nobody has.
    QList<KnownSetting> all = settings::knownSettings();
    std::stable_partition(all.begin(), all.end(), [this](const KnownSetting &known) {
        return known.source(m_file) != Source::Default;
    });
    for (const KnownSetting &known : std::as_const(all)) {
        const Source source = known.source(m_file);
        const QString value = known.text(m_file);
        const QString from = nameOf(source);
        const bool fits = wanted.isEmpty() || QString(known.key).contains(wanted, Qt::CaseInsensitive) ||
                          value.contains(wanted, Qt::CaseInsensitive) ||
                          from.contains(wanted, Qt::CaseInsensitive);
        if (!fits)
            continue;
        const QString problem = known.problem(m_file);
        rows.append({{QString(known.key), false},
                     {value, !problem.isEmpty()},
                     {from, source == Source::Policy},
                     {problem.isEmpty() ? placeOf(source, m_file) : problem, !problem.isEmpty()}});
    }
    for (const QString &key : settings::shortcutKeys(m_file)) {
        const QString value = settings::textOf(m_file.value(key));
        const QString from = nameOf(Source::User);
        if (wanted.isEmpty() || key.contains(wanted, Qt::CaseInsensitive) ||
            value.contains(wanted, Qt::CaseInsensitive) || from.contains(wanted, Qt::CaseInsensitive))
            rows.append({{visibleText(key, 100), false},
                         {visibleText(value, 100), false},
                         {from, false},
                         {placeOf(Source::User, m_file), false}});
    }
    m_model->setRows(rows);
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (m_model->index(row, 0).data().toString() == before)
            m_table->selectRow(row);
    }
    m_editor->show(chosen());
    m_table->setColumnWidth(0, 230);
    m_table->setColumnWidth(1, 200);
    m_table->setColumnWidth(2, 130);
}

QString SettingsSources::chosen() const
{
    const QModelIndexList rows =
        m_table->selectionModel() ? m_table->selectionModel()->selectedRows() : QModelIndexList();
    return rows.isEmpty() ? QString() : rows.first().data().toString();
}

void SettingsSources::exportTo(const QString &path)
{
    QSaveFile file(path);
    const QByteArray bytes = settings::exportSettings(m_file);
    const bool good = file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                      file.write(bytes) == bytes.size() && file.commit();
    say(good ? tr("Exported to %1.").arg(path) : tr("%1 cannot be written: %2").arg(path, file.errorString()),
        !good);
}

void SettingsSources::importFrom(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return say(tr("%1 cannot be read: %2").arg(path, file.errorString()), true);
    const auto changes = settings::readSettingsExport(file.read(largestImport + 1), m_file);
    if (!changes)
        return say(visibleText(changes.error().detail), true);
    QStringList lines;
    qsizetype good = 0;
    for (const settings::SettingChange &change : *changes) {
        good += change.refusal.isEmpty() ? 1 : 0;
        lines.append(change.refusal.isEmpty() ? tr("%1: %2 → %3").arg(change.key, change.before, change.after)
                                              : tr("%1 is left out: %2").arg(change.key, change.refusal));
    }
    if (good == 0) {
        say(lines.isEmpty() ? tr("Everything in it is so already.") : lines.join(u'\n'), !lines.isEmpty());
        return;
    }
    constexpr qsizetype mostShown = 12;
    const qsizetype more = lines.size() - mostShown;
    if (more > 0)
        lines = lines.first(mostShown) + QStringList{tr("and %n more", nullptr, int(more))};
    confirm(this,
            {u"importSettingsQuestion"_s, tr("Import settings"),
             tr("These settings change:\n\n%1").arg(lines.join(u'\n')),
             tr("Change %n setting(s)", nullptr, int(good))},
            [this, all = *changes] { apply(all); });
}

void SettingsSources::apply(const QList<settings::SettingChange> &changes)
{
    const qsizetype taken = settings::applySettings(m_file, changes);
    say(tr("%n setting(s) changed. Some hold from the next start.", nullptr, int(taken)), false);
    list();
    emit imported();
}

void SettingsSources::say(const QString &text, bool isFault)
{
    m_message->setLook(isFault ? u"fault"_s : u"muted"_s);
    m_message->setText(text);
}

} // namespace tocsin::ui
