// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/command.h"
#include "app/cli/integrationsaction.h"
#include "app/cli/terminal.h"
#include "core/flows/mergeprobe.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using flows::ProbeAnswer;

namespace {

QString wordOf(ProbeAnswer::Rule rule)
{
    switch (rule) {
    case ProbeAnswer::Rule::Unknown:
        return u"unknown"_s;
    case ProbeAnswer::Rule::Merge:
        return u"merge"_s;
    case ProbeAnswer::Rule::Replace:
        return u"replace"_s;
    }
    return {};
}

QString meaningOf(const ProbeAnswer &answer)
{
    switch (answer.rule) {
    case ProbeAnswer::Rule::Unknown:
        return u"not told: "_s + visible(answer.why, 400);
    case ProbeAnswer::Rule::Merge:
        return u"an update merges: a tag or a secret that is left out stays. To remove one, delete and add again"_s;
    case ProbeAnswer::Rule::Replace:
        return u"an update replaces: what is left out is removed"_s;
    }
    return {};
}

// The guided test of socotra.md 3.4.3 on an integration of its own.
class Probe final : public IntegrationsAction
{
    Result<void> read(const QCommandLineParser &, const QStringList &words) override
    {
        if (!words.isEmpty())
            return fail(Error::Kind::Rejected,
                        u"use: integrations probe; it makes an integration of its own"_s);
        return {};
    }

    void run() override
    {
        flows::probeUpdates(api(), this, [this](const Result<ProbeAnswer> &answer) {
            if (!answer)
                return failBy(answer.error());
            if (isJson())
                printJson({{u"updates"_s, wordOf(answer->rule)},
                           {u"why"_s, answer->why},
                           {u"left_over"_s, answer->leftOver}});
            else
                printLine(meaningOf(*answer));
            if (!answer->leftOver.isEmpty())
                printError(
                    u"note: \"%1\" could not be deleted again: remove it"_s.arg(visible(answer->leftOver)));
            end(answer->rule == ProbeAnswer::Rule::Unknown ? No : Good);
        });
    }
};

} // namespace

ActionPtr makeIntegrationsProbe()
{
    return std::make_unique<Probe>();
}

} // namespace tocsin::cli
