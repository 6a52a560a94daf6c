// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/terminal.h"
#include "core/audit/auditlog.h"
#include "core/flows/copyas.h"
#include "core/settings/folders.h"

#include <QFileInfo>
#include <QJsonDocument>
#include <QSaveFile>

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using audit::Check;
using audit::Entry;
using audit::Head;

namespace {

constexpr int mostListed = 10'000;
constexpr int readAtOnce = 500;

QJsonObject entryJson(const Entry &entry)
{
    return {{u"number"_s, entry.number},
            {u"at"_s, flows::isoUtc(entry.at)},
            {u"who"_s, entry.who},
            {u"what"_s, entry.what},
            {u"target"_s, entry.target},
            {u"answer"_s, entry.answer},
            {u"hash"_s, QString::fromLatin1(entry.hash.toHex())}};
}

QString entryLine(const Entry &entry)
{
    return columns({{QString::number(entry.number), -6},
                    {u"  "_s + flows::isoUtc(entry.at), 28},
                    {visible(entry.who, 60), 32},
                    {visible(entry.what, 20), 8},
                    {visible(entry.target, 200) + u"  "_s + visible(entry.answer, 200), 0}});
}

QString headText(const Head &head)
{
    return u"%1:%2"_s.arg(head.number).arg(QString::fromLatin1(head.hash.toHex()));
}

QString faultText(const Check &check)
{
    switch (check.fault) {
    case Check::Fault::None:
        return u"whole"_s;
    case Check::Fault::Missing:
        return u"entry %1 is missing"_s.arg(check.number);
    case Check::Fault::Changed:
        return u"entry %1 was changed"_s.arg(check.number);
    case Check::Fault::CutOff:
        return u"the end was cut off: entry %1 and what followed are not there"_s.arg(check.number);
    case Check::Fault::Other:
        return u"this is not the record whose head was noted: entry %1 is another one"_s.arg(check.number);
    }
    return {};
}

Result<Head> readHead(const QString &text)
{
    bool good = false;
    const Head head{text.section(u':', 0, 0).toLongLong(&good),
                    QByteArray::fromHex(text.section(u':', 1).toLatin1())};
    if (!good || head.number < 0 || head.hash.size() != audit::chainStart().size())
        return fail(Error::Kind::Rejected, u"--head takes NUMBER:HASH, as audit verify prints it"_s);
    return head;
}

// The record of every write that this console has sent.
class AuditCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;

private:
    Result<int> list();
    Result<int> verify();
    Result<int> exportAll();
    Result<QList<Entry>> newest(qint64 most);

    bool m_json = false;
    int m_limit = 0;
    QString m_output;
    std::optional<Head> m_noted;
    std::optional<audit::AuditLog> m_log;
};

void AuditCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Shows, checks and exports the record of every write that this console has sent to others.\n"
        "Each entry is chained to the one before it. Whoever can write the file can write a whole chain: "
        "note\n"
        "what verify prints elsewhere, and give it as --head later."_s);
    parser.addPositionalArgument(u"action"_s, u"list | verify | export"_s);
    parser.addOptions({
        {u"limit"_s, u"list: at most N, the newest."_s, u"N"_s, u"50"_s},
        {u"head"_s, u"verify: where the record was when this was noted."_s, u"NUMBER:HASH"_s},
        {{u"o"_s, u"output"_s}, u"export: write to this file, readable by you alone."_s, u"FILE"_s},
    });
}

void AuditCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    m_output = parser.value(u"output"_s);
    const QStringList words = parser.positionalArguments();
    const QString action = words.value(0);
    const bool lists = action == u"list"_s;
    const bool verifies = action == u"verify"_s;
    if (words.size() != 1 || (!lists && !verifies && action != u"export"_s))
        return fail(Usage, u"use: audit list | verify | export"_s);
    bool good = false;
    m_limit = parser.value(u"limit"_s).toInt(&good);
    if (!good || m_limit < 1 || m_limit > mostListed)
        return fail(Usage, u"--limit takes a number from 1 to %1"_s.arg(mostListed));
    if (parser.isSet(u"head"_s)) {
        const auto head = readHead(parser.value(u"head"_s));
        if (!head)
            return fail(Usage, head.error().detail);
        m_noted = *head;
    }
    const QString path = settings::auditPath();
    if (!QFileInfo::exists(path) && !m_noted)
        return fail(No, u"nothing was recorded yet: no write has been sent from here"_s);
    auto log = audit::AuditLog::open(path);
    if (!log)
        return fail(CouldNot, visible(log.error().detail, 400));
    m_log.emplace(*std::move(log));
    const auto code = lists ? list() : verifies ? verify() : exportAll();
    if (!code)
        return fail(CouldNot, visible(code.error().detail, 400));
    finish(*code);
}

// The oldest of them first, as one reads.
Result<QList<Entry>> AuditCommand::newest(qint64 most)
{
    QList<Entry> all;
    while (all.size() < most) {
        const qint64 before = all.isEmpty() ? 0 : all.last().number;
        const auto page = m_log->entries(before, int(std::min<qint64>(readAtOnce, most - all.size())));
        if (!page)
            return page;
        if (page->isEmpty())
            break;
        all += *page;
        if (all.last().number <= 1) // "below 1" would begin anew
            break;
    }
    std::reverse(all.begin(), all.end());
    return all;
}

Result<int> AuditCommand::list()
{
    const auto entries = newest(m_limit);
    if (!entries)
        return tl::unexpected(entries.error());
    for (const Entry &entry : *entries)
        m_json ? printJson(entryJson(entry)) : printLine(entryLine(entry));
    return int(entries->isEmpty() ? No : Good);
}

Result<int> AuditCommand::verify()
{
    const auto check = m_log->verify(m_noted);
    if (!check)
        return tl::unexpected(check.error());
    if (m_json)
        printJson({{u"good"_s, check->isGood()},
                   {u"fault"_s, faultText(*check)},
                   {u"head"_s, headText(check->head)}});
    else
        printLine(u"%1; head %2"_s.arg(faultText(*check), headText(check->head)));
    return int(check->isGood() ? Good : No);
}

// One JSON object per line, whatever --json says: what is exported is for programs.
Result<int> AuditCommand::exportAll()
{
    const auto last = m_log->head();
    if (!last)
        return tl::unexpected(last.error());
    const auto entries = newest(last->number);
    if (!entries)
        return tl::unexpected(entries.error());
    if (m_output.isEmpty()) {
        for (const Entry &entry : *entries)
            printJson(entryJson(entry));
        return int(Good);
    }
    QSaveFile file(m_output);
    bool isGood = file.open(QIODevice::WriteOnly);
    for (const Entry &entry : *entries)
        isGood =
            isGood && file.write(QJsonDocument(entryJson(entry)).toJson(QJsonDocument::Compact) + '\n') > 0;
    if (!isGood || !file.commit())
        return tocsin::fail(Error::Kind::Storage,
                            u"%1 cannot be written: %2"_s.arg(m_output, file.errorString()));
    return int(Good);
}

} // namespace

std::unique_ptr<Command> makeAuditCommand()
{
    return std::make_unique<AuditCommand>();
}

} // namespace tocsin::cli
