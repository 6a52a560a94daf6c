// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/draftarguments.h"
#include "app/cli/integrationsaction.h"
#include "app/cli/integrationswriting.h"
#include "app/cli/integrationtext.h"
#include "app/cli/terminal.h"
#include "core/flows/integrationsfile.h"
#include "core/socotra/portable.h"

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using secrets::StoredSecret;
using socotra::ImportStep;
using socotra::Integration;
using socotra::WriteOutcome;

namespace {

// What a file holds is put to the tenant, entry by entry; without --apply it is said what would be done.
class Import final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &parser, const QStringList &words) override;
    void run() override;
    void fill(ImportStep &step) const;
    void withLabels(int at);
    void show();
    QStringList missing() const;
    void next(int at);
    void onWritten(int at, const Result<WriteOutcome> &outcome);

    bool m_applies = false;
    QList<Integration> m_file;
    QList<NamedValue> m_values;                  // "entry" or "entry/header"
    QList<std::pair<QString, QString>> m_labels; // entry, label
    QList<ImportStep> m_plan;
};

Result<void> Import::read(const QCommandLineParser &parser, const QStringList &words)
{
    if (words.size() != 1)
        return fail(Error::Kind::Rejected, u"use: integrations import FILE [--apply]"_s);
    m_applies = parser.isSet(u"apply"_s);
    for (const QString &option : {u"secret-for"_s, u"header-for"_s}) {
        for (const QString &text : parser.values(option)) {
            const qsizetype equals = text.lastIndexOf("=label:"_L1);
            if (option == "secret-for"_L1 && equals > 0) {
                m_labels.append({text.left(equals), text.mid(equals + 7)});
                continue;
            }
            const auto value = readNamedSource(option, text);
            if (!value)
                return tl::unexpected(value.error());
            m_values.append(*value);
        }
    }
    const auto file = flows::readIntegrationsFile(words.first());
    if (!file)
        return tl::unexpected(file.error());
    m_file = *file;
    return {};
}

void Import::run()
{
    withAll([this](const QList<Integration> &all) {
        m_plan = socotra::importPlan(m_file, all);
        for (ImportStep &step : m_plan)
            fill(step);
        withLabels(0);
    });
}

void Import::fill(ImportStep &step) const
{
    for (const NamedValue &value : m_values) {
        if (value.name == step.draft.name)
            step.withSecret(value.value);
        const QString prefix = step.draft.name + u'/';
        if (value.name.startsWith(prefix))
            step.withHeader(value.name.mid(prefix.size()), value.value);
    }
}

void Import::withLabels(int at)
{
    if (at == m_labels.size())
        return show();
    const auto &[name, label] = m_labels[at];
    withStored(label, [this, at, name = name](const StoredSecret &stored) {
        for (ImportStep &step : m_plan) {
            if (step.draft.name == name)
                step.withSecret(stored.value);
        }
        withLabels(at + 1);
    });
}

QStringList Import::missing() const
{
    QStringList all;
    for (const ImportStep &step : m_plan) {
        if (step.action == ImportStep::Action::None)
            continue;
        const QString name = visible(step.draft.name, 80);
        if (step.needsSecret)
            all.append(u"--secret-for %1=SOURCE"_s.arg(name));
        for (const QString &header : step.needsHeaders)
            all.append(u"--header-for %1/%2=SOURCE"_s.arg(name, visible(header, 80)));
    }
    return all;
}

void Import::show()
{
    static const QStringList words = {u"as it is"_s, u"to add"_s, u"to update"_s};
    bool isAny = false;
    for (const ImportStep &step : std::as_const(m_plan)) {
        isAny = isAny || step.action != ImportStep::Action::None;
        const QString word = words[int(step.action)];
        if (m_applies)
            continue;
        if (isJson()) {
            printJson({{u"name"_s, step.draft.name},
                       {u"action"_s, word},
                       {u"needs_secret"_s, step.needsSecret},
                       {u"needs_headers"_s, QJsonArray::fromStringList(step.needsHeaders)},
                       {u"fields"_s, fieldsJson(step.fields)}});
            continue;
        }
        printLine(columns({{visible(step.draft.name, 40), 30}, {word, 0}}));
        for (const socotra::FieldVersions &field : step.fields)
            printLine(changeLine(field));
    }
    const QStringList lacking = missing();
    if (!lacking.isEmpty())
        return end(No, u"the file holds no secrets: give %1"_s.arg(lacking.join(u", "_s)));
    if (m_applies)
        return next(0);
    end(isAny ? No : Good, isAny ? u"nothing was changed: --apply does it"_s : QString());
}

void Import::next(int at)
{
    while (at < m_plan.size() && m_plan[at].action == ImportStep::Action::None)
        ++at;
    if (at == m_plan.size())
        return end(Good);
    const ImportStep &step = m_plan[at];
    const auto told = [this, at](const Result<WriteOutcome> &outcome) { onWritten(at, outcome); };
    if (step.action == ImportStep::Action::Add)
        api().add(step.draft, this, told);
    else
        api().update(step.base, step.draft, this, told);
}

// The first that does not go through ends it: what is behind it is told by running it again.
void Import::onWritten(int at, const Result<WriteOutcome> &outcome)
{
    const QString name = m_plan[at].draft.name;
    if (!outcome)
        return failBy({outcome.error().kind, u"\"%1\": %2"_s.arg(name, outcome.error().detail)});
    QString message;
    if (const int code = toldOutcome(*outcome, name, isJson(), message); code != Good)
        return end(code, message);
    next(at + 1);
}

} // namespace

void declareFileOptions(QCommandLineParser &parser)
{
    parser.addOptions({
        {{u"o"_s, u"output"_s}, u"export: write to this file, readable by you alone."_s, u"FILE"_s},
        {u"apply"_s, u"import: do it; without, say what would be done."_s},
        {u"secret-for"_s, u"import: NAME=SOURCE or NAME=label:LABEL, the secret of an entry. Repeatable."_s,
         u"S"_s},
        {u"header-for"_s, u"import: NAME/HEADER=SOURCE, a header's value. Repeatable."_s, u"H"_s},
    });
}

ActionPtr makeIntegrationsImport()
{
    return std::make_unique<Import>();
}

} // namespace tocsin::cli
