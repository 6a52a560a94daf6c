// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/settings/exchange.h"

#include "core/settings/knownsettings.h"
#include "core/settings/settingtext.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tocsin::settings {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype largestFile = 1024 * 1024; // bytes

SettingChange changeOf(const QString &key, const QJsonValue &value, const QSettings &file)
{
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

QByteArray exportSettings(const QSettings &file)
{
    QJsonObject entries;
    for (const KnownSetting &known : knownSettings()) {
        const QVariant own = file.value(QString(known.key));
        if (own.isValid() && known.check(textOf(own)))
            entries.insert(QString(known.key), textOf(own));
    }
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
        const KnownSetting *known = change.refusal.isEmpty() ? knownSetting(change.key) : nullptr;
        if (known && known->write(file, change.after))
            ++taken;
    }
    return taken;
}

} // namespace tocsin::settings
