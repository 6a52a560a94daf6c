// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/sandbox/population.h"

#include "core/sandbox/dice.h"

#include <QSet>

namespace tocsin::sandbox {

using namespace Qt::StringLiterals;

namespace {

constexpr int peopleCount = 60;
constexpr int kitCount = 40;
constexpr int kitsPerCampaign = 3;
constexpr Micros day = 86'400 * microsPerSecond;

QString addressOf(int index)
{
    if (index % 9 == 8)
        return u"2001:db8:%1::%2"_s.arg(index + 16, 0, 16).arg(index * 7 + 3, 0, 16);
    return (index % 2 == 0 ? u"203.0.113.%1"_s : u"198.51.100.%1"_s).arg(10 + index);
}

// Kits and their names; no domain is given twice.
class KitMaker
{
public:
    KitMaker(const Library &library, Dice &dice) : m_names(library.names), m_dice(dice) {}

    Kit make()
    {
        Kit kit;
        kit.ip = addressOf(m_index++);
        do {
            kit.domain = m_dice.pick(m_names[u"domain_words"_s]) + u'-' +
                         m_dice.pick(m_names[u"domain_words"_s]) + m_dice.pick(m_names[u"domain_ends"_s]);
        } while (m_taken.contains(kit.domain));
        m_taken.insert(kit.domain);
        kit.email = m_dice.pick(m_names[u"senders"_s]) + u'@' + kit.domain;
        kit.url = u"https://"_s + kit.domain + m_dice.pick(m_names[u"paths"_s]);
        kit.hash = QString::fromLatin1(m_dice.hex(64));
        kit.file = m_dice.pick(m_names[u"files"_s]);
        return kit;
    }

private:
    const QHash<QString, QStringList> &m_names;
    Dice &m_dice;
    QSet<QString> m_taken;
    int m_index = 0;
};

} // namespace

Population::Population(const Library &library, quint64 seed, Micros now)
{
    Dice dice(seed, "population");
    const auto account = [&library](const QString &name) { return name + u'@' + library.organisation; };
    QSet<QString> taken;
    while (people.size() < peopleCount) {
        const QString upn =
            account(dice.pick(library.names[u"first"_s]) + u'.' + dice.pick(library.names[u"last"_s]));
        if (taken.contains(upn))
            continue;
        taken.insert(upn);
        const QString host =
            u"%1-%2-%3"_s.arg(dice.pick(library.names[u"departments"_s]), dice.chance(70) ? u"LT"_s : u"WS"_s)
                .arg(int(people.size()) + 1, 2, 10, QLatin1Char('0'));
        people.append({upn, host});
    }
    for (const QString &name : library.names[u"administrators"_s])
        administrators.append(account(name));
    for (const QString &name : library.names[u"services"_s])
        services.append(account(name));
    servers = library.names[u"servers"_s];
    KitMaker maker(library, dice);
    for (int i = 0; i < kitCount; ++i)
        kits.append(maker.make());
    const QStringList names = library.names[u"campaigns"_s];
    for (qsizetype i = 0; i < library.chains.size() && i < names.size(); ++i) {
        Campaign campaign;
        campaign.name = names[i];
        for (const QString &id : library.chains[i])
            campaign.stories.append(library.storyIndex(id));
        for (int kit = 0; kit < kitsPerCampaign; ++kit)
            campaign.kits.append(maker.make());
        for (int victim = 0; victim < 4; ++victim)
            campaign.victims.append(dice.pick(people));
        for (int server = 0; server < 3; ++server)
            campaign.servers.append(dice.pick(servers));
        // Staggered, so that one is at every step of its chain at any time; the last one is still going on.
        campaign.begins = now - 13 * day + Micros(i) * 2 * day;
        campaign.lasts = (4 + dice.between(0, 3)) * day;
        campaigns.append(campaign);
    }
}

} // namespace tocsin::sandbox
