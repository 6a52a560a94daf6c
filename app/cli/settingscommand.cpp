// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/analystcommand.h"
#include "app/cli/terminal.h"
#include "core/settings/exchange.h"
#include "core/settings/folders.h"
#include "core/settings/knownsettings.h"
#include "core/settings/settingsfile.h"
#include "core/settings/settingtext.h"

#include <QFile>
#include <QSaveFile>

namespace tocsin::cli {

using namespace Qt::StringLiterals;
using settings::KnownSetting;

namespace {

constexpr qint64 largestImport = 1024 * 1024; // bytes

// The settings that window and terminal share, in their layers: default, user, connection, policy of the
// machine.
class SettingsCommand final : public Command
{
public:
    void declare(QCommandLineParser &parser) const override;
    void start(const QCommandLineParser &parser) override;

private:
    Result<int> run(const QCommandLineParser &parser);
    Result<int> get(const KnownSetting &known);
    Result<int> set(const KnownSetting &known, const QString &text);
    Result<int> unset(const KnownSetting &known);
    Result<int> where(const QString &key);
    Result<int> exportTo(const QString &path);
    Result<int> take(const QString &path);
    void printRules() const;
    void printShortcuts() const;
    Result<void> openConnection(const QString &wanted);
    QString placeOf(settings::Source source) const;

    bool m_json = false;
    std::unique_ptr<QSettings> m_file;
    std::unique_ptr<settings::LayeredSettings> m_layers;
};

QString wordOf(settings::Source source)
{
    switch (source) {
    case settings::Source::Default:
        return u"default"_s;
    case settings::Source::User:
        return u"user"_s;
    case settings::Source::Connection:
        return u"connection"_s;
    case settings::Source::Policy:
        return u"policy"_s;
    }
    return {};
}

void SettingsCommand::declare(QCommandLineParser &parser) const
{
    parser.setApplicationDescription(
        u"Reads and changes the settings of window and terminal. Of one key, the policy of this machine "
        u"counts\n"
        "first, then what is set for a connection, then what the user has set, then the default.\n"
        "where tells of one key, or of all, what counts and where it stands. export and import carry "
        "settings\n"
        "to another machine; no secret is among them."_s);
    parser.addPositionalArgument(
        u"action"_s, u"get KEY | set KEY VALUE | unset KEY | where [KEY] | export | import FILE"_s);
    parser.addPositionalArgument(u"arguments"_s, u"What the action needs."_s, u"[...]"_s);
    parser.addOptions({
        {u"connection"_s, u"Read, set or unset it for this connection."_s, u"NAME|ID"_s},
        {{u"o"_s, u"output"_s}, u"File to export to; the default is standard output."_s, u"FILE"_s},
    });
}

void SettingsCommand::start(const QCommandLineParser &parser)
{
    m_json = parser.isSet(u"json"_s);
    const Result<int> code = run(parser);
    if (code)
        return finish(*code);
    const Error::Kind kind = code.error().kind;
    const int exit = kind == Error::Kind::Rejected || kind == Error::Kind::Malformed   ? Usage
                     : kind == Error::Kind::Forbidden || kind == Error::Kind::NotFound ? No
                                                                                       : CouldNot;
    fail(exit, visible(code.error().detail, 1000));
}

Result<int> SettingsCommand::run(const QCommandLineParser &parser)
{
    const QStringList words = parser.positionalArguments();
    const QString action = words.value(0);
    const bool named = action == u"get"_s || action == u"unset"_s || action == u"import"_s;
    const bool shaped = (named && words.size() == 2) || (action == u"set"_s && words.size() == 3) ||
                        (action == u"where"_s && words.size() <= 2) ||
                        (action == u"export"_s && words.size() == 1);
    if (!shaped)
        return refuse(
            u"use: settings get KEY | set KEY VALUE | unset KEY | where [KEY] | export | import FILE"_s);
    auto opened = settings::openSettings(settings::settingsPath());
    if (!opened)
        return tl::unexpected(opened.error());
    m_file = *std::move(opened);
    m_layers = std::make_unique<settings::LayeredSettings>(*m_file, policyFile());
    if (const QString &fault = m_layers->policy().fault; !fault.isEmpty())
        printError(visible(fault, 1000));
    if (parser.isSet(u"connection"_s)) {
        if (auto found = openConnection(parser.value(u"connection"_s)); !found)
            return tl::unexpected(found.error());
    }
    if (action == u"where"_s)
        return where(words.value(1));
    if (action == u"export"_s)
        return exportTo(parser.value(u"output"_s));
    if (action == u"import"_s)
        return take(words[1]);
    const KnownSetting *known = settings::knownSetting(words[1]);
    if (!known)
        return refuse(
            u"no setting is called \"%1\"; tocsinctl settings where lists them"_s.arg(visible(words[1], 80)));
    return action == u"get"_s ? get(*known) : action == u"set"_s ? set(*known, words[2]) : unset(*known);
}

Result<void> SettingsCommand::openConnection(const QString &wanted)
{
    auto stores = openAnalystFile(policy());
    if (!stores)
        return tl::unexpected(stores.error());
    const auto all = (*stores)->connections.connections();
    if (!all)
        return tl::unexpected(all.error());
    const auto chosen = chosenConnection(*all, wanted);
    if (!chosen)
        return tl::unexpected(chosen.error());
    m_layers->openConnection(chosen->id);
    return {};
}

Result<int> SettingsCommand::get(const KnownSetting &known)
{
    if (m_json)
        printJson({{u"key"_s, QString(known.key)}, {u"value"_s, known.text(*m_file)}});
    else
        printLine(visible(known.text(*m_file), settings::maxTextLength));
    return int(Good);
}

Result<int> SettingsCommand::set(const KnownSetting &known, const QString &text)
{
    Result<void> done = known.check(text);
    if (done && !m_layers->connection().isEmpty() && known.source(*m_file) != settings::Source::Policy)
        done = m_layers->writeForConnection(known.key, text);
    else if (done)
        done = known.write(*m_file, text);
    if (!done)
        return tl::unexpected(done.error());
    if (auto saved = settings::saveSettings(*m_file); !saved)
        return tl::unexpected(saved.error());
    return int(Good);
}

Result<int> SettingsCommand::unset(const KnownSetting &known)
{
    if (m_layers->connection().isEmpty())
        known.reset(*m_file);
    else
        m_layers->dropForConnection(known.key);
    if (auto saved = settings::saveSettings(*m_file); !saved)
        return tl::unexpected(saved.error());
    return int(Good);
}

QString SettingsCommand::placeOf(settings::Source source) const
{
    switch (source) {
    case settings::Source::Default:
        return u"built in"_s;
    case settings::Source::User:
    case settings::Source::Connection:
        return m_file->fileName();
    case settings::Source::Policy:
        return m_layers->policy().path;
    }
    return {};
}

Result<int> SettingsCommand::where(const QString &key)
{
    if (!key.isEmpty() && !settings::knownSetting(key))
        return refuse(
            u"no setting is called \"%1\"; tocsinctl settings where lists them"_s.arg(visible(key, 80)));
    for (const KnownSetting &known : settings::knownSettings()) {
        if (!key.isEmpty() && known.key != key)
            continue;
        const settings::Source source = known.source(*m_file);
        const QString problem = known.problem(*m_file);
        if (m_json) {
            printJson({{u"key"_s, QString(known.key)},
                       {u"value"_s, known.text(*m_file)},
                       {u"source"_s, wordOf(source)},
                       {u"place"_s, placeOf(source)},
                       {u"pinned"_s, source == settings::Source::Policy},
                       {u"problem"_s, problem}});
            continue;
        }
        printLine(columns({{QString(known.key), 28},
                           {visible(known.text(*m_file), 60), 26},
                           {wordOf(source), 10},
                           {visible(placeOf(source), 300), 0}}));
        if (!problem.isEmpty())
            printError(visible(problem, 600));
    }
    if (key.isEmpty())
        printShortcuts();
    if (key.isEmpty() && m_layers->policy().exists())
        printRules();
    return int(Good);
}

// Those that the user has changed; the window knows what the others are.
void SettingsCommand::printShortcuts() const
{
    for (const QString &key : settings::shortcutKeys(*m_file)) {
        const QString value = settings::textOf(m_file->value(key));
        if (m_json)
            printJson({{u"key"_s, key},
                       {u"value"_s, value},
                       {u"source"_s, u"user"_s},
                       {u"place"_s, m_file->fileName()},
                       {u"pinned"_s, false},
                       {u"problem"_s, QString()}});
        else
            printLine(columns({{visible(key, 80), 28},
                               {visible(value, 60), 26},
                               {u"user"_s, 10},
                               {visible(m_file->fileName(), 300), 0}}));
    }
}

// What a policy forbids besides pinning settings.
void SettingsCommand::printRules() const
{
    const settings::Policy &policy = m_layers->policy();
    const QList<std::pair<QString, QString>> rules = {
        {u"policy/loopbackOnly"_s, policy.loopbackOnly ? u"true"_s : u"false"_s},
        {u"policy/cache"_s, policy.cache ? u"true"_s : u"false"_s},
        {u"policy/proxy"_s, policy.proxy}};
    for (const auto &[key, value] : rules) {
        if (m_json)
            printJson({{u"key"_s, key},
                       {u"value"_s, value},
                       {u"source"_s, u"policy"_s},
                       {u"place"_s, policy.path},
                       {u"pinned"_s, true},
                       {u"problem"_s, policy.fault}});
        else
            printLine(columns(
                {{key, 28}, {visible(value, 60), 26}, {u"policy"_s, 10}, {visible(policy.path, 300), 0}}));
    }
}

Result<int> SettingsCommand::exportTo(const QString &path)
{
    const QByteArray bytes = settings::exportSettings(*m_file);
    if (path.isEmpty()) {
        printBytes(escapedJson(bytes));
        return int(Good);
    }
    QSaveFile file(path);
    const bool good = file.open(QIODevice::WriteOnly) &&
                      file.setPermissions(QFile::ReadOwner | QFile::WriteOwner) &&
                      file.write(bytes) == bytes.size() && file.commit();
    if (!good)
        return tocsin::fail(Error::Kind::Storage, u"cannot write %1: %2"_s.arg(path, file.errorString()));
    return int(Good);
}

Result<int> SettingsCommand::take(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return tocsin::fail(Error::Kind::Storage, u"cannot read %1: %2"_s.arg(path, file.errorString()));
    const auto changes = settings::readSettingsExport(file.read(largestImport + 1), *m_file);
    if (!changes)
        return tl::unexpected(changes.error());
    bool refused = false;
    for (const settings::SettingChange &change : *changes) {
        refused = refused || !change.refusal.isEmpty();
        if (m_json) {
            printJson({{u"key"_s, change.key},
                       {u"before"_s, change.before},
                       {u"after"_s, change.after},
                       {u"refusal"_s, change.refusal}});
        } else if (change.refusal.isEmpty()) {
            printLine(u"%1: %2 -> %3"_s.arg(visible(change.key, 80), visible(change.before, 80),
                                            visible(change.after, 80)));
        } else {
            printError(u"%1 is left out: %2"_s.arg(visible(change.key, 80), visible(change.refusal, 300)));
        }
    }
    settings::applySettings(*m_file, *changes);
    if (auto saved = settings::saveSettings(*m_file); !saved)
        return tl::unexpected(saved.error());
    return int(refused ? No : Good);
}

} // namespace

std::unique_ptr<Command> makeSettingsCommand()
{
    return std::make_unique<SettingsCommand>();
}

} // namespace tocsin::cli
