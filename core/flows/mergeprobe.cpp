// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/flows/mergeprobe.h"

#include "core/socotra/rules.h"

#include <QRandomGenerator>

namespace tocsin::flows {

using namespace Qt::StringLiterals;

namespace {

using socotra::Draft;
using socotra::Integration;
using socotra::WriteOutcome;

struct Probe
{
    socotra::SocotraApi &api;
    QPointer<QObject> context;
    Handler<ProbeAnswer> handler;
    Draft draft;
    ProbeAnswer answer;

    void tell(const Result<ProbeAnswer> &result) const
    {
        if (context)
            handler(result);
    }
};
using ProbePtr = std::shared_ptr<Probe>;

Draft throwAway()
{
    Draft draft;
    draft.name =
        QLatin1StringView(probePrefix) + QString::number(QRandomGenerator::system()->generate64(), 16);
    draft.type = u"webhook"_s;
    draft.url = u"https://probe.invalid/"_s; // RFC 6761: no such host, ever
    draft.secured = true;
    draft.hmacEnabled = false; // nothing is to be sent
    draft.from = Draft::SecretFrom::Fresh;
    draft.secret = socotra::makeSecret();
    draft.tag = u"probe"_s;
    return draft;
}

void clear(const ProbePtr &probe, const Integration &entry)
{
    probe->api.remove(entry, &probe->api, [probe](const Result<WriteOutcome> &removed) {
        if (!removed || removed->state != WriteOutcome::State::Applied)
            probe->answer.leftOver = probe->draft.name;
        probe->tell(probe->answer);
    });
}

void judge(const ProbePtr &probe, const Integration &before, const Result<WriteOutcome> &updated)
{
    using Rule = ProbeAnswer::Rule;
    const bool isKnown =
        updated && updated->state == WriteOutcome::State::Applied && updated->now && updated->now->security;
    if (isKnown)
        probe->answer.rule = updated->now->security->tag.isEmpty() ? Rule::Replace : Rule::Merge;
    else
        probe->answer.why = updated ? u"the update could not be read back"_s : updated.error().detail;
    clear(probe, updated && updated->now ? *updated->now : before);
}

} // namespace

void probeUpdates(socotra::SocotraApi &api, QObject *context, Handler<ProbeAnswer> handler)
{
    const auto probe =
        std::make_shared<Probe>(Probe{api, context, std::move(handler), throwAway(), ProbeAnswer()});
    api.add(probe->draft, &api, [probe](const Result<WriteOutcome> &added) {
        if (!added)
            return probe->tell(tl::unexpected(added.error()));
        if (!added->now) {
            probe->answer.why = u"the integration that was added is not in the list"_s;
            if (!added->readBack)
                probe->answer.leftOver = probe->draft.name;
            return probe->tell(probe->answer);
        }
        const Integration before = *added->now;
        if (!before.security || before.security->tag != probe->draft.tag) {
            probe->answer.why = u"the tenant does not show the tag that it was given"_s;
            return clear(probe, before);
        }
        Draft without = probe->draft;
        without.tag.clear();
        probe->api.update(before, without, &probe->api, [probe, before](const Result<WriteOutcome> &updated) {
            judge(probe, before, updated);
        });
    });
}

} // namespace tocsin::flows
