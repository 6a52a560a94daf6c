// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/integrationsfile.h"
#include "app/cli/command.h"
#include "app/cli/integrationsaction.h"
#include "app/cli/integrationtext.h"
#include "app/cli/terminal.h"
#include "core/base/clock.h"
#include "core/socotra/portable.h"

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using socotra::EntryDrift;
using socotra::Integration;

namespace {

// Secrets are left out; values of sensitive headers are empty.
class Export final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &parser, const QStringList &words) override
    {
        m_names = words;
        m_output = parser.value(u"output"_s);
        return {};
    }

    void run() override
    {
        withAll([this](const QList<Integration> &all) {
            QList<Integration> chosen;
            for (const Integration &one : all) {
                if (m_names.isEmpty() || m_names.removeAll(one.name) > 0)
                    chosen.append(one);
            }
            if (!m_names.isEmpty())
                return end(No, u"the tenant has no integration \"%1\""_s.arg(visible(m_names.first(), 80)));
            write(chosen);
        });
    }

    void write(const QList<Integration> &chosen)
    {
        const QString name = api().tenant().tenant;
        if (m_output.isEmpty()) {
            printBytes(socotra::exportText(chosen, name, wallClock()));
            return end(Good);
        }
        const auto written = flows::writeIntegrationsFile(m_output, chosen, name, wallClock());
        written ? end(Good) : failBy(written.error());
    }

    QStringList m_names; // that were not seen yet
    QString m_output;
};

QString wordOf(EntryDrift::State state)
{
    switch (state) {
    case EntryDrift::State::Same:
        return u"same"_s;
    case EntryDrift::State::Changed:
        return u"changed"_s;
    case EntryDrift::State::OnlyInFile:
        return u"only in the file"_s;
    case EntryDrift::State::OnlyThere:
        return u"only there"_s;
    }
    return {};
}

// In what the tenant differs from a file.
class Diff final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &, const QStringList &words) override
    {
        if (words.size() != 1)
            return fail(Error::Kind::Rejected, u"use: integrations diff FILE"_s);
        const auto file = flows::readIntegrationsFile(words.first());
        if (!file)
            return tl::unexpected(file.error());
        m_file = *file;
        return {};
    }

    void run() override
    {
        withAll([this](const QList<Integration> &all) {
            const QList<EntryDrift> drift = socotra::drift(m_file, all);
            for (const EntryDrift &one : drift)
                print(one);
            const bool isSame = std::ranges::all_of(
                drift, [](const EntryDrift &one) { return one.state == EntryDrift::State::Same; });
            end(isSame ? Good : No);
        });
    }

    void print(const EntryDrift &one) const
    {
        if (isJson())
            return printJson({{u"name"_s, one.name},
                              {u"state"_s, wordOf(one.state)},
                              {u"fields"_s, fieldsJson(one.fields)}});
        printLine(columns({{visible(one.name, 40), 30}, {wordOf(one.state), 0}}));
        for (const socotra::FieldVersions &field : one.fields)
            printLine(changeLine(field));
    }

    QList<Integration> m_file;
};

} // namespace

ActionPtr makeIntegrationsExport()
{
    return std::make_unique<Export>();
}

ActionPtr makeIntegrationsDiff()
{
    return std::make_unique<Diff>();
}

} // namespace tocsin::cli
