// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/exchange.h"

#include "core/settings/knownsettings.h"
#include "core/settings/settingtext.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>

namespace tocsin::settings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestFile = 1024 * 1024; // bytes

constexpr QLatin1StringView shortcuts = "shortcuts/"_L1;

bool isShortcut(const QString &key)
{
    return key.startsWith(shortcuts) && key.size() > shortcuts.size() && key.size() <= 100 &&
           std::all_of(key.begin() + shortcuts.size(), key.end(),
                       [](QChar c) { return c.unicode() < 128 && (c.isLetterOrNumber() || c == u'.'); });
}

SettingChange shortcutChange(const QString &key, const QJsonValue &value, const QSettings &file)
{
    constexpr qsizetype longest = 200;
    const QVariant own = file.value(key);
    SettingChange change{key, own.isValid() ? textOf(own) : u"default"_s, value.toString().left(longest), {}};
    if (!value.isString() || value.toString().size() > longest)
        change.refusal = u"the value is no text of a shortcut"_s;
    else if (layered(file, QLatin1StringView(key.toLatin1())).source == Source::Policy)
        change.refusal = u"the policy of this machine sets it"_s;
    return change;
}

SettingChange changeOf(const QString &key, const QJsonValue &value, const QSettings &file)
{
    if (isShortcut(key))
        return shortcutChange(key, value, file);
    SettingChange change{key.left(200), {}, value.toString().left(maxTextLength), {}};
    const KnownSetting *known = knownSetting(key);
    if (!known) {
        change.refusal = u"no setting has this name"_s;
        return change;
    }
    change.before = known->text(file);
    if (!value.isString())
        change.refusal = u"the value is no text"_s;
    else if (const Result<void> good = known->check(value.toString()); !good)
        change.refusal = good.error().detail;
    else if (known->source(file) == Source::Policy)
        change.refusal = u"the policy of this machine sets it"_s;
    return change;
}

} // namespace

QStringList shortcutKeys(const QSettings &file)
{
    QStringList keys = file.allKeys();
    keys.removeIf([](const QString &key) { return !isShortcut(key); });
    return keys;
}

QByteArray exportSettings(const QSettings &file)
{
    QJsonObject entries;
    for (const KnownSetting &known : knownSettings()) {
        const QVariant own = file.value(QString(known.key));
        if (own.isValid() && known.check(textOf(own)))
            entries.insert(QString(known.key), textOf(own));
    }
    for (const QString &key : shortcutKeys(file))
        entries.insert(key, textOf(file.value(key)));
    const QJsonObject whole{{u"tocsin"_s, u"settings"_s}, {u"version"_s, 1}, {u"settings"_s, entries}};
    return QJsonDocument(whole).toJson();
}

Result<QList<SettingChange>> readSettingsExport(const QByteArray &bytes, const QSettings &file)
{
    QJsonParseError fault;
    const QJsonDocument document =
        bytes.size() > largestFile ? QJsonDocument() : QJsonDocument::fromJson(bytes, &fault);
    const QJsonObject whole = document.object();
    if (whole[u"tocsin"_s].toString() != "settings"_L1 || !whole[u"settings"_s].isObject())
        return fail(Error::Kind::Malformed,
                    u"this is no file of exported settings: \"tocsin\": \"settings\" is missing"_s);
    QList<SettingChange> changes;
    const QJsonObject entries = whole[u"settings"_s].toObject();
    for (auto entry = entries.begin(); entry != entries.end(); ++entry) {
        const SettingChange change = changeOf(entry.key(), entry.value(), file);
        if (!change.refusal.isEmpty() || change.before != change.after)
            changes.append(change);
    }
    return changes;
}

qsizetype applySettings(QSettings &file, const QList<SettingChange> &changes)
{
    qsizetype taken = 0;
    for (const SettingChange &change : changes) {
        if (change.refusal.isEmpty() && isShortcut(change.key)) {
            file.setValue(change.key, change.after);
            ++taken;
            continue;
        }
        const KnownSetting *known = change.refusal.isEmpty() ? knownSetting(change.key) : nullptr;
        if (known && known->write(file, change.after))
            ++taken;
    }
    return taken;
}

} // namespace tocsin::settings
