// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/integrationsaction.h"

#include "app/cli/analystcommand.h"
#include "app/cli/terminal.h"
#include "app/cli/usersettings.h"

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

QString sentenceOf(const Error &error)
{
    const QString detail = visible(error.detail, 1000);
    if (error.kind == Error::Kind::Unauthorised)
        return u"not signed in: %1"_s.arg(detail);
    if (error.kind == Error::Kind::Forbidden)
        return u"signed in, but not as tenant administrator (/account/authenticateAdmin): %1"_s.arg(detail);
    return cli::sentenceOf(error, domain::Connection());
}

} // namespace

void IntegrationsAction::failBy(const Error &error)
{
    const bool isNo = error.kind == Error::Kind::NotFound || error.kind == Error::Kind::Rejected;
    end(isNo ? No : CouldNot, sentenceOf(error));
}

void IntegrationsAction::withAll(const std::function<void(const QList<socotra::Integration> &)> &go)
{
    api().integrations(this, [this, go](const Result<QList<socotra::Integration>> &all) {
        if (!all)
            return failBy(all.error());
        go(*all);
    });
}

void IntegrationsAction::withEntry(const QString &name,
                                   const std::function<void(const socotra::Integration &)> &go)
{
    withAll([this, name, go](const QList<socotra::Integration> &all) {
        const socotra::Integration *entry = socotra::findNamed(all, name);
        if (!entry)
            return end(No, u"the tenant has no integration \"%1\"; upper and lower case differ"_s.arg(
                               visible(name, 80)));
        go(*entry);
    });
}

void IntegrationsAction::withStored(const QString &label,
                                    const std::function<void(const secrets::StoredSecret &)> &go)
{
    secrets().get(label, this, [this, label, go](const Result<secrets::StoredSecret> &found) {
        if (found)
            return go(*found);
        if (found.error().kind == Error::Kind::NotFound)
            return end(No, u"no secret is stored under the label \"%1\""_s.arg(visible(label, 80)));
        failBy(found.error());
    });
}

void declareListener(QCommandLineParser &parser)
{
    parser.addOptions({
        {u"store"_s, u"Store of the listener that receives; the default is the user's own."_s, u"FILE"_s},
        {u"wait"_s,
         u"How long a running listener may take to read a new secret before the sender is told of it."_s,
         u"SECONDS"_s, u"20"_s},
    });
}

Result<flows::OtherListener> chosenListener(const QCommandLineParser &parser,
                                            const secrets::SecretStore &secrets)
{
    constexpr int most = 3600;
    bool good = false;
    const int seconds = parser.value(u"wait"_s).toInt(&good);
    if (!good || seconds < 0 || seconds > most)
        return fail(Error::Kind::Rejected, u"--wait takes a number of seconds from 0 to %1"_s.arg(most));
    const auto store = chosenStorePath(parser);
    if (!store)
        return tl::unexpected(store.error());
    return flows::OtherListener{*store, secrets, std::chrono::seconds(seconds)};
}

} // namespace tocsin::cli
