// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/notices/noticepreferences.h"

#include "core/settings/keys.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

namespace keys = settings::keys;

namespace {

QList<qint64> viewsOf(const QString &text, QStringList &problems)
{
    QList<qint64> views;
    for (const QString &part : text.split(u',', Qt::SkipEmptyParts)) {
        const QString word = part.trimmed();
        bool good = false;
        const qint64 id = word.toLongLong(&good);
        if (good && id > 0 && !views.contains(id))
            views.append(id);
        else if (!good || id <= 0)
            problems.append(
                u"%1: \"%2\" is not the number of a view; choose the views anew in the settings of notices"_s
                    .arg(QString(keys::noticeViews.key), word.left(40)));
    }
    return views;
}

} // namespace

NoticePreferences readNoticePreferences(const QSettings &file)
{
    NoticePreferences p;
    const auto read = [&](const auto &setting) {
        const auto reading = setting.read(file);
        if (!reading.message.isEmpty())
            p.problems.append(reading.message);
        return reading.value;
    };
    p.on = read(keys::notices);
    p.views = viewsOf(read(keys::noticeViews), p.problems);
    p.quiet = read(keys::noticeQuiet);
    p.quietFrom = int(read(keys::noticeQuietFrom));
    p.quietTo = int(read(keys::noticeQuietTo));
    p.perMinute = int(read(keys::noticesPerMinute));
    return p;
}

Result<void> writeNoticePreferences(QSettings &file, const NoticePreferences &p)
{
    Result<void> first;
    const auto write = [&](const auto &setting, const auto &value) {
        if (const Result<void> done = setting.write(file, value); !done && first)
            first = done;
    };
    QStringList views;
    for (const qint64 id : p.views)
        views.append(QString::number(id));
    write(keys::notices, p.on);
    write(keys::noticeViews, views.join(u','));
    write(keys::noticeQuiet, p.quiet);
    write(keys::noticeQuietFrom, qint64(p.quietFrom));
    write(keys::noticeQuietTo, qint64(p.quietTo));
    write(keys::noticesPerMinute, qint64(p.perMinute));
    return first;
}

flows::NoticeSettings noticeSettings(const NoticePreferences &p)
{
    flows::NoticeSettings settings;
    settings.on = p.on;
    settings.views = p.views;
    settings.quiet = p.quiet;
    settings.quietFrom = p.quietFrom;
    settings.quietTo = p.quietTo;
    settings.most = p.perMinute;
    return settings;
}

} // namespace tocsin::ui
