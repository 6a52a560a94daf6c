// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/terminal.h"
#include "core/audit/auditlog.h"
#include "core/flows/auditexport.h"
#include "core/flows/copyas.h"
#include "core/secrets/privatefile.h"
#include "core/settings/folders.h"

#include <QFileInfo>

#include <algorithm>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using audit::Check;
using audit::Entry;
using audit::Head;
using flows::AuditFormat;

namespace {

constexpr int mostListed = 10'000;
constexpr int readAtOnce = 500;

QString entryLine(const Entry &entry)
{
    return columns({{QString::number(entry.number), -6},
                    {u"  "_s + flows::isoUtc(entry.at), 28},
                    {visible(entry.who, 60), 32},
                    {visible(entry.what, 20), 8},
                    {visible(entry.target, 200) + u"  "_s + visible(entry.answer, 200), 0}});
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
    AuditFormat m_format = AuditFormat::JsonLines;
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
        {u"csv"_s, u"export: as CSV, not as one JSON object per line."_s},
        {{u"o"_s, u"output"_s}, u"export: write to this file, readable by you alone."_s, u"FILE"_s},
    });
}

void AuditCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    m_output = parser.value(u"output"_s);
    m_format = parser.isSet(u"csv"_s) ? AuditFormat::Csv : AuditFormat::JsonLines;
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
        const auto head = flows::readHead(parser.value(u"head"_s));
        if (!head)
            return fail(Usage, u"--head: "_s + head.error().detail);
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
        m_json ? printJson(flows::auditJson(entry)) : printLine(entryLine(entry));
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
                   {u"head"_s, flows::headText(check->head)}});
    else
        printLine(u"%1; head %2"_s.arg(faultText(*check), flows::headText(check->head)));
    return int(check->isGood() ? Good : No);
}

// One JSON object per line, or CSV, whatever --json says: what is exported is for programs.
Result<int> AuditCommand::exportAll()
{
    const auto last = m_log->head();
    if (!last)
        return tl::unexpected(last.error());
    const auto entries = newest(last->number);
    if (!entries)
        return tl::unexpected(entries.error());
    if (m_output.isEmpty()) {
        printBytes(m_format == AuditFormat::Csv ? flows::auditFile(*entries, m_format) : QByteArray());
        for (const Entry &entry : m_format == AuditFormat::Csv ? QList<Entry>() : *entries)
            printJson(flows::auditJson(entry));
        return int(Good);
    }
    if (!QFileInfo(QFileInfo(m_output).absolutePath()).isDir()) // a slip of the pen, rather than a wish
        return tocsin::fail(Error::Kind::Storage,
                            u"%1 cannot be written: its folder is not there"_s.arg(m_output));
    const QByteArray bytes = flows::auditFile(*entries, m_format);
    if (auto written = secrets::replacePrivateFile(m_output, bytes); !written)
        return tl::unexpected(written.error());
    return int(Good);
}

} // namespace

std::unique_ptr<Command> makeAuditCommand()
{
    return std::make_unique<AuditCommand>();
}

} // namespace tocsin::cli
