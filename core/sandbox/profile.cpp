// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/profile.h"

#include "core/json/objectfile.h"

#include <QDir>
#include <QFile>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

using json::ObjectFile;
using json::Word;

const QString folder = u":/sandbox/profiles/"_s;
const QString ending = u".guess.json"_s;

constexpr Word envelopes[] = {
    {"named"_L1, 0}, {"bare"_L1, 1}, {"items"_L1, 2}, {"results"_L1, 3}, {"data"_L1, 4}};
constexpr Word namings[] = {{"event"_L1, 0}, {"sentinel-rest"_L1, 1}, {"table"_L1, 2}};
constexpr Word cases[] = {{"lower"_L1, 0}, {"capitalised"_L1, 1}, {"upper"_L1, 2}};
constexpr Word reports[] = {{"object"_L1, 0}, {"markdown"_L1, 1}, {"messages"_L1, 2}};
constexpr Word stages[] = {{"key"_L1, 0}, {"display"_L1, 1}, {"absent"_L1, 2}};
constexpr Word graphs[] = {
    {"nodes-edges"_L1, 0}, {"entities-relationships"_L1, 1}, {"neighbors-links"_L1, 2}};
constexpr Word unknowns[] = {{"404"_L1, 0}, {"empty"_L1, 1}};
constexpr Word enrichments[] = {{"object"_L1, 0}, {"202"_L1, 1}, {"204"_L1, 2}, {"403"_L1, 3}};
constexpr Word retries[] = {{"seconds"_L1, 0}, {"date"_L1, 1}, {"absent"_L1, 2}};
constexpr Word validations[] = {{"older"_L1, 0}, {"newer"_L1, 1}};
constexpr Word parameters[] = {{"422"_L1, 0}, {"400"_L1, 1}, {"clamp"_L1, 2}};
constexpr Word orders[] = {{"newest-first"_L1, 0}, {"oldest-first"_L1, 1}};
constexpr Word spans[] = {{"created"_L1, 0}, {"modified"_L1, 1}};
constexpr Word updates[] = {{"replace"_L1, 0}, {"merge"_L1, 1}};
constexpr Word showns[] = {{"absent"_L1, 0}, {"masked"_L1, 1}, {"clear"_L1, 2}};
constexpr Word answers[] = {{"list"_L1, 0}, {"entry"_L1, 1}, {"empty"_L1, 2}};
constexpr Word accesses[] = {{"user"_L1, 0}, {"key"_L1, 1}};

} // namespace

QStringList Profile::names()
{
    QStringList names = QDir(folder).entryList({u'*' + ending}, QDir::Files, QDir::Name);
    for (QString &name : names)
        name.chop(ending.size());
    names.removeOne(u"default"_s);
    names.prepend(u"default"_s);
    return names;
}

Result<Profile> Profile::load(const QString &name)
{
    QFile file(folder + name + ending);
    if (!names().contains(name) || !file.open(QIODevice::ReadOnly))
        return fail(Error::Kind::Rejected,
                    u"there is no sandbox profile \"%1\"; there are: %2"_s.arg(name, names().join(u", "_s)));
    auto profile = read(file.readAll());
    if (profile)
        profile->name = name;
    return profile;
}

Result<Profile> Profile::read(QByteArrayView text)
{
    Profile profile;
    ObjectFile file(text);
    using Token = ObjectFile::Token;
    using enum ObjectFile::Need;
    const auto choice = [&file](ObjectFile::Words words, auto &out) {
        return [&file, words, &out](const Token &value) { return file.choice(value, words, out); };
    };
    const auto flag = [&file](bool &out) {
        return [&file, &out](const Token &value) { return file.flag(value, out); };
    };
    const auto word = [&file](QString &out) {
        return [&file, &out](const Token &value) { return file.text(value, out); };
    };
    QString comment;
    qint64 start = profile.startStatus;
    const bool good = file.document({
        {"guess"_L1, Required, word(comment)}, // says in each file that it is one
        {"envelope"_L1, Optional, choice(envelopes, profile.envelope)},
        {"total"_L1, Optional, flag(profile.total)},
        {"incidents"_L1, Optional, choice(namings, profile.incidents)},
        {"letters"_L1, Optional, choice(cases, profile.letters)},
        {"report"_L1, Optional, choice(reports, profile.report)},
        {"stage"_L1, Optional, choice(stages, profile.stage)},
        {"failure"_L1, Optional, word(profile.failure)},
        {"follow_up_status"_L1, Optional, word(profile.followUpStatus)},
        {"message_member"_L1, Optional, word(profile.messageMember)},
        {"session_list"_L1, Optional, flag(profile.sessionList)},
        {"graph"_L1, Optional, choice(graphs, profile.graph)},
        {"unknown_entity"_L1, Optional, choice(unknowns, profile.unknownEntity)},
        {"enrich"_L1, Optional, choice(enrichments, profile.enrich)},
        {"start_status"_L1, Optional,
         [&](const Token &value) { return file.number(value, 200, 299, start); }},
        {"retry_after"_L1, Optional, choice(retries, profile.retryAfter)},
        {"validation"_L1, Optional, choice(validations, profile.validation)},
        {"bad_parameter"_L1, Optional, choice(parameters, profile.badParameter)},
        {"order"_L1, Optional, choice(orders, profile.order)},
        {"timespan_of"_L1, Optional, choice(spans, profile.timespanOf)},
        {"schedules"_L1, Optional, choice(accesses, profile.schedules)},
        {"key_admin"_L1, Optional, flag(profile.keyAdmin)},
        {"hostile"_L1, Optional, flag(profile.hostile)},
        {"socotra"_L1, Optional,
         [&](const Token &value) {
             return file.object(value, {{"update"_L1, Optional, choice(updates, profile.tenant.update)},
                                        {"secret"_L1, Optional, choice(showns, profile.tenant.secret)},
                                        {"answer"_L1, Optional, choice(answers, profile.tenant.answer)},
                                        {"text_times"_L1, Optional, flag(profile.tenant.textTimes)}});
         }},
    });
    if (!good)
        return tl::unexpected(file.error());
    profile.startStatus = int(start);
    return profile;
}

} // namespace tocsin::sandbox
