// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/incidenttext.h"
#include "app/cli/sessiontext.h"
#include "app/cli/terminal.h"

#include <QJsonArray>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using domain::SearchHit;

namespace {

// Past investigations that have to do with a text.
class SearchCommand final : public AnalystCommand
{
public:
    void declare(QCommandLineParser &parser) const override
    {
        parser.setApplicationDescription(
            u"Searches the investigations of a SoCMate server, or those that are kept here (--local)."_s);
        parser.addPositionalArgument(u"text"_s, u"What is searched for."_s);
        parser.addOptions({
            {u"limit"_s, u"At most N, up to %1."_s.arg(socmate::mostLimit), u"N"_s,
             QString::number(socmate::defaultLimit)},
            {u"local"_s, u"What is kept on this machine: finished ones that hold all of the words."_s},
        });
        declareConnection(parser);
    }

protected:
    Result<void> read(const QCommandLineParser &parser) override
    {
        m_text = parser.positionalArguments().join(u' ').trimmed();
        m_local = parser.isSet(u"local"_s);
        bool good = false;
        m_limit = parser.value(u"limit"_s).toInt(&good);
        if (!good || m_limit < 1 || m_limit > socmate::mostLimit)
            return tocsin::fail(Error::Kind::Rejected,
                                u"--limit takes a number from 1 to %1"_s.arg(socmate::mostLimit));
        if (m_text.isEmpty())
            return tocsin::fail(Error::Kind::Rejected, u"search takes a text"_s);
        return {};
    }

    bool asksServer() const override { return !m_local; }

    void run() override
    {
        if (m_local)
            return searchKept();
        api().search(m_text, m_limit, 0, this, [this](const Result<socmate::Page<SearchHit>> &page) {
            if (!page)
                return failBy(page.error());
            const qsizetype most = std::min<qsizetype>(m_limit, page->items.size());
            for (const SearchHit &hit : page->items.first(most))
                print(hit);
            finish(most > 0 ? Good : No);
        });
    }

private:
    void print(const SearchHit &hit) const
    {
        if (isJson()) {
            printJson({{u"session"_s, hit.sessionId},
                       {u"title"_s, hit.title},
                       {u"excerpt"_s, hit.excerpt},
                       {u"kind"_s, hit.kindText},
                       {u"score"_s, hit.score ? QJsonValue(*hit.score) : QJsonValue()},
                       {u"at"_s, timeJson(hit.at)},
                       {u"unmapped"_s, QJsonArray::fromStringList(hit.unmapped)},
                       {u"raw"_s, QString::fromUtf8(hit.raw)}});
            return;
        }
        printLine(columns({{visible(hit.sessionId.isEmpty() ? u"-"_s : hit.sessionId, 40), 36},
                           {timeText(hit.at), 20},
                           {visible(hit.title.simplified(), 100), 0}}));
        if (!hit.excerpt.isEmpty())
            printLine(u"  "_s + visible(hit.excerpt.simplified(), 300));
    }

    void searchKept()
    {
        const auto hits = stores().sessions.search(connection().id, m_text, m_limit);
        if (!hits)
            return failBy(hits.error());
        for (const storage::ReportHit &hit : *hits) {
            QString excerpt = hit.excerpt;
            excerpt.remove(storage::SessionStore::markStart).remove(storage::SessionStore::markEnd);
            if (isJson()) {
                QJsonObject line = sessionJson(hit.row);
                line[u"excerpt"_s] = excerpt;
                printJson(line);
            } else {
                printLine(sessionLine(hit.row));
                printLine(u"  "_s + visible(excerpt.simplified(), 300));
            }
        }
        finish(hits->isEmpty() ? No : Good);
    }

    QString m_text;
    int m_limit = socmate::defaultLimit;
    bool m_local = false;
};

} // namespace

std::unique_ptr<Command> makeSearchCommand()
{
    return std::make_unique<SearchCommand>();
}

} // namespace tocsin::cli
