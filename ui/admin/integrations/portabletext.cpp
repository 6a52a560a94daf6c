// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/admin/integrations/portabletext.h"

#include "core/socotra/rules.h"

#include <QCoreApplication>
#include <QFileDialog>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using socotra::EntryDrift;
using socotra::FieldVersions;
using socotra::ImportStep;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::PortableText)
};

QString nothing()
{
    return u"–"_s;
}

CellRow rowOf(const QString &name, const QString &what, const FieldVersions &field, bool warn)
{
    const auto said = [](const QString &text) { return text.isEmpty() ? nothing() : text; };
    return {{name}, {what, warn}, {field.field}, {said(field.base)}, {said(field.theirs)}};
}

void addRows(QList<CellRow> &rows, const QString &name, const QString &what, bool warn,
             const QList<FieldVersions> &fields)
{
    for (const FieldVersions &field : fields)
        rows.append(rowOf(name, what, field, warn));
    if (fields.isEmpty())
        rows.append(CellRow{{name}, {what, warn}, {}, {}, {}});
}

} // namespace

QString driftWord(EntryDrift::State state)
{
    switch (state) {
    case EntryDrift::State::Same:
        return Text::tr("Same");
    case EntryDrift::State::Changed:
        return Text::tr("Changed");
    case EntryDrift::State::OnlyInFile:
        return Text::tr("Only in the file");
    case EntryDrift::State::OnlyThere:
        return Text::tr("Only at the tenant");
    }
    return {};
}

QString importWord(ImportStep::Action action)
{
    switch (action) {
    case ImportStep::Action::None:
        return Text::tr("As it is");
    case ImportStep::Action::Add:
        return Text::tr("Add");
    case ImportStep::Action::Update:
        return Text::tr("Update");
    }
    return {};
}

QList<CellRow> driftRows(const QList<EntryDrift> &drift)
{
    QList<CellRow> rows;
    for (const EntryDrift &one : drift)
        addRows(rows, one.name, driftWord(one.state), one.state != EntryDrift::State::Same, one.fields);
    return rows;
}

QList<CellRow> importRows(const QList<ImportStep> &plan)
{
    QList<CellRow> rows;
    for (const ImportStep &step : plan)
        addRows(rows, step.draft.name, importWord(step.action), step.action != ImportStep::Action::None,
                step.fields);
    return rows;
}

QString leftOut(const socotra::Integration &integration)
{
    QStringList parts;
    if (integration.security)
        parts.append(Text::tr("secret"));
    for (const socotra::Header &header : integration.headers) {
        if (socotra::isSensitiveHeader(header.name))
            parts.append(Text::tr("value of %1").arg(header.name));
    }
    return parts.join(u", "_s);
}

void askForFile(QWidget *parent, const QString &title, const QString &name,
                const std::function<void(const QString &path)> &go)
{
    auto *dialog = new QFileDialog(parent, title);
    dialog->setObjectName(name);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    dialog->setNameFilters({Text::tr("Integrations (*.json)"), Text::tr("All files (*)")});
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, go);
    dialog->open();
}

} // namespace tocsin::ui
