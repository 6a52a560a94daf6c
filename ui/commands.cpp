// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/commands.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QActionGroup>
#include <QMenuBar>
#include <QSet>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

Commands::Commands(const Theme &theme, QWidget *window) : QObject(window), m_theme(theme), m_window(window)
{
    addFileAndEdit();
    addViewAndGo();
    addAnalysis();
    addListenerToolsHelp();
}

void Commands::addFileAndEdit()
{
    beginGroup(tr("&File"));
    add(u"addConnection"_s, tr("Add &connection…"), {}, u"plus"_s);
    add(u"editConnection"_s, tr("&Edit connection…"));
    add(u"examineConnection"_s, tr("E&xamine connection…"));
    add(u"removeConnection"_s, tr("&Remove connection…"));
    addSeparator();
    add(u"addEndpoint"_s, tr("&Add endpoint…"), {Qt::CTRL | Qt::Key_N}, u"plus"_s);
    add(u"secrets"_s, tr("&Secrets…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_S}, u"key"_s);
    addSeparator();
    add(u"settings"_s, tr("&Settings"), {Qt::CTRL | Qt::Key_Comma}, u"settings"_s)
        ->setMenuRole(QAction::PreferencesRole);
    add(u"quit"_s, tr("&Quit"), {Qt::CTRL | Qt::Key_Q})->setMenuRole(QAction::QuitRole);

    beginGroup(tr("&Edit"));
    add(u"copyRows"_s, tr("&Copy rows"), {}, u"copy"_s);
    add(u"copyCurl"_s, tr("Copy as c&URL"), {Qt::CTRL | Qt::SHIFT | Qt::Key_C});
    add(u"copyRaw"_s, tr("Copy as raw &HTTP"));
    add(u"copyJson"_s, tr("Copy as &JSON"));
    add(u"saveRaw"_s, tr("&Save request…"), {QKeySequence(QKeySequence::Save)});
    addSeparator();
    add(u"find"_s, tr("&Filter deliveries"), {Qt::CTRL | Qt::Key_F}, u"search"_s);
    add(u"pin"_s, tr("&Pin or unpin"), {Qt::CTRL | Qt::Key_D}, u"pin"_s);
    add(u"note"_s, tr("&Note…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_N}, u"note"_s);
    add(u"delete"_s, tr("&Delete…"), {}, u"trash"_s);
}

void Commands::addViewAndGo()
{
    beginGroup(tr("&View"));
    auto *themes = new QActionGroup(this);
    for (QAction *choice :
         {add(u"themeSystem"_s, tr("Theme of the s&ystem")), add(u"themeLight"_s, tr("&Light theme")),
          add(u"themeDark"_s, tr("&Dark theme"))}) {
        choice->setCheckable(true);
        themes->addAction(choice);
    }
    addSeparator();
    add(u"pauseView"_s, tr("&Pause view"), {Qt::CTRL | Qt::Key_P}, u"pause"_s)->setCheckable(true);
    add(u"refresh"_s, tr("&Refresh"), {Qt::Key_F5}, u"refresh"_s);
    add(u"resetLayout"_s, tr("Reset la&yout"));

    beginGroup(tr("&Go"));
    add(u"palette"_s, tr("&Search or jump to…"), {Qt::CTRL | Qt::Key_K}, u"search"_s);
    add(u"searchEverywhere"_s, tr("Search reports, entities and &deliveries…"),
        {Qt::CTRL | Qt::SHIFT | Qt::Key_K}, u"search"_s);
    add(u"notices"_s, tr("&Notices…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_O});
    addSeparator();
    const struct
    {
        QString name, text, iconName;
    } pages[] = {
        {u"goIncidents"_s, tr("&Incidents"), u"incidents"_s},
        {u"goInvestigate"_s, tr("In&vestigate"), u"investigate"_s},
        {u"goWebhooks"_s, tr("&Webhooks"), u"webhooks"_s},
        {u"goEntities"_s, tr("&Entities"), u"entities"_s},
        {u"goAdmin"_s, tr("&Admin"), u"admin"_s},
        {u"goSettings"_s, tr("&Settings page"), u"settings"_s},
        {u"goSchemes"_s, tr("Si&gnature schemes"), u"schemes"_s},
    };
    int key = Qt::Key_1;
    for (const auto &page : pages) {
        QAction *go = add(page.name, page.text, {QKeySequence(Qt::CTRL | Qt::Key(key++))}, page.iconName);
        go->setCheckable(true);
        if (page.name == "goSettings"_L1)
            go->setIconText(tr("Settings")); // the rail's word; the menu has a command of that name already
        if (page.name == "goSchemes"_L1)
            go->setIconText(tr("Schemes"));
    }
}

// What works on the chosen ones is the page's to switch on; see PageCommands.
void Commands::addAnalysis()
{
    beginGroup(tr("&Analysis"));
    add(u"newInvestigation"_s, tr("&New investigation…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_I},
        u"investigate"_s);
    add(u"askAgain"_s, tr("Ask the same question a&gain…"));
    add(u"exportReport"_s, tr("E&xport the report…"), {Qt::CTRL | Qt::Key_E}, u"export"_s);
    add(u"compareReports"_s, tr("&Compare with another investigation…"));
    add(u"serverSessions"_s, tr("Investigations on the &server…"));
    add(u"investigationOptions"_s, tr("Investigation se&ttings…"));
    addSeparator();
    add(u"investigateIncidents"_s, tr("In&vestigate the chosen incidents"));
    add(u"investigateWith"_s, tr("Investigate the chosen with a &question…"));
    add(u"enrichIncidents"_s, tr("&Enrich the chosen incidents"));
    add(u"ticketText"_s, tr("T&icket text…"));
    add(u"exportIncidents"_s, tr("Ex&port the chosen incidents as CSV…"));
    add(u"nextNewIncident"_s, tr("Next ne&w incident"));
    add(u"markLooked"_s, tr("&Mark the chosen as looked at"));
    add(u"markAllLooked"_s, tr("Mark &all as looked at"));
    for (QAction *action : std::as_const(m_groups.last().actions)) {
        if (!action->isSeparator() && action->objectName() != "newInvestigation"_L1)
            action->setEnabled(false);
    }
}

void Commands::addListenerToolsHelp()
{
    beginGroup(tr("&Listener"));
    add(u"startStop"_s, tr("&Start"), {Qt::CTRL | Qt::Key_L}, u"play"_s);
    add(u"sendTest"_s, tr("Send a &test…"), {Qt::CTRL | Qt::Key_T}, u"send"_s);
    add(u"respond"_s, tr("&Respond with…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_R}, u"edit"_s);
    add(u"forward"_s, tr("&Forward endpoint…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_F}, u"forward"_s);
    addSeparator();
    add(u"copyListenerUrl"_s, tr("Copy the listener's &URL"), {}, u"copy"_s);

    beginGroup(tr("&Tools"));
    add(u"replay"_s, tr("&Replay…"), {Qt::CTRL | Qt::Key_R}, u"replay"_s);
    add(u"compare"_s, tr("Co&mpare two deliveries"), {Qt::CTRL | Qt::Key_M});
    add(u"verificationCode"_s, tr("&Verification code…"));
    add(u"evidence"_s, tr("&Evidence pack…"));
    add(u"learnScheme"_s, tr("&Learn a scheme from the chosen deliveries…"), {}, u"investigate"_s);
    add(u"investigateDelivery"_s, tr("In&vestigate what the delivery tells of…"), {Qt::CTRL | Qt::Key_I},
        u"investigate"_s);
    add(u"rotation"_s, tr("Signatures over &time…"), {}, u"key"_s);
    addSeparator();
    add(u"newScheme"_s, tr("&New signature scheme…"), {}, u"plus"_s);
    add(u"importScheme"_s, tr("&Import signature scheme…"));
    addSeparator();
    add(u"checkStore"_s, tr("&Check the store"));

    beginGroup(tr("&Help"));
    add(u"shortcuts"_s, tr("&Keyboard shortcuts"), {Qt::Key_Question});
    add(u"changeShortcuts"_s, tr("&Change keyboard shortcuts…"));
    add(u"settingsSources"_s, tr("&Where settings come from…"));
    add(u"about"_s, tr("&About Tocsin"))->setMenuRole(QAction::AboutRole);
}

void Commands::beginGroup(const QString &title)
{
    m_groups.append({title, {}});
}

QAction *Commands::add(const QString &name, const QString &text, const QList<QKeySequence> &keys,
                       const QString &iconName)
{
    auto *action = new QAction(text, this);
    action->setObjectName(name);
    action->setShortcuts(keys);
    action->setMenuRole(QAction::NoRole);
    if (!iconName.isEmpty())
        action->setIcon(icon(iconName, m_theme));
    m_window->addAction(action);
    m_actions.insert(name, action);
    m_groups.last().actions.append(action);
    return action;
}

void Commands::addSeparator()
{
    auto *separator = new QAction(this);
    separator->setSeparator(true);
    m_groups.last().actions.append(separator);
}

QAction *Commands::action(const QString &name) const
{
    QAction *action = m_actions.value(name);
    Q_ASSERT_X(action, "Commands", qPrintable(name));
    return action;
}

void Commands::fillMenuBar(QMenuBar &bar) const
{
    for (const ShortcutSheet::Group &group : m_groups)
        bar.addMenu(group.title)->addActions(group.actions);
}

QList<PaletteEntry> Commands::paletteEntries() const
{
    QList<PaletteEntry> entries;
    for (const ShortcutSheet::Group &group : m_groups) {
        for (QAction *action : group.actions) {
            if (action->isSeparator() || !action->isEnabled() || action == m_actions.value(u"palette"_s))
                continue;
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            const QString title = QString(group.title).remove(u'&');
            entries.append({QString(action->text()).remove(u'&'), keys.isEmpty() ? title : keys,
                            [action] { action->trigger(); }});
        }
    }
    return entries + shownEntries(entries);
}

// What has a key on the page that is shown: the palette is where it is found by who does not know the key.
QList<PaletteEntry> Commands::shownEntries(const QList<PaletteEntry> &known) const
{
    QSet<QString> said;
    for (const PaletteEntry &entry : known)
        said.insert(entry.text);
    QList<PaletteEntry> entries;
    for (const QWidget *widget : m_window->findChildren<QWidget *>()) {
        const bool isMenu = qobject_cast<const QMenuBar *>(widget) || qobject_cast<const QMenu *>(widget);
        if (isMenu || !widget->isVisible() || widget->window() != m_window)
            continue;
        for (QAction *action : widget->actions()) {
            const QString text = QString(action->text()).remove(u'&');
            if (text.isEmpty() || action->isSeparator() || !action->isEnabled() || said.contains(text))
                continue;
            said.insert(text);
            const QString keys = action->shortcut().toString(QKeySequence::NativeText);
            entries.append({text, keys.isEmpty() ? tr("This page") : keys, [action] { action->trigger(); }});
        }
    }
    return entries;
}

} // namespace tocsin::ui
