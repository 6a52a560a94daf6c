// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/report/characterreference.h"

namespace tocsin::report {

using namespace Qt::StringLiterals;

namespace {

struct Named
{
    QLatin1StringView name;
    char16_t character;
};

constexpr Named named[] = {
    {"amp"_L1, u'&'},        {"lt"_L1, u'<'},         {"gt"_L1, u'>'},         {"quot"_L1, u'"'},
    {"apos"_L1, u'\''},      {"nbsp"_L1, u'\u00a0'},  {"copy"_L1, u'©'},       {"reg"_L1, u'®'},
    {"deg"_L1, u'°'},        {"plusmn"_L1, u'±'},     {"micro"_L1, u'µ'},      {"middot"_L1, u'·'},
    {"ndash"_L1, u'–'},      {"mdash"_L1, u'—'},      {"hellip"_L1, u'…'},     {"bull"_L1, u'•'},
    {"lsquo"_L1, u'\u2018'}, {"rsquo"_L1, u'\u2019'}, {"ldquo"_L1, u'\u201c'}, {"rdquo"_L1, u'\u201d'},
    {"rarr"_L1, u'→'},       {"larr"_L1, u'←'},       {"ge"_L1, u'≥'},         {"le"_L1, u'≤'},
    {"ne"_L1, u'≠'},         {"euro"_L1, u'€'},       {"times"_L1, u'×'},      {"colon"_L1, u':'},
    {"period"_L1, u'.'},     {"sol"_L1, u'/'},
};

} // namespace

QString characterOf(const QString &reference)
{
    const QStringView name = QStringView(reference).sliced(1).chopped(1);
    if (name.startsWith(u'#')) {
        const bool hex = name.size() > 1 && (name[1] == u'x' || name[1] == u'X');
        bool fine = false;
        const uint point = hex ? name.sliced(2).toUInt(&fine, 16) : name.sliced(1).toUInt(&fine, 10);
        if (!fine || point == 0 || point > 0x10ffff || (point >= 0xd800 && point < 0xe000))
            return QString(QChar::ReplacementCharacter);
        return QChar::fromUcs4(point).operator QStringView().toString();
    }
    for (const Named &one : named) {
        if (name == one.name)
            return QString(QChar(one.character));
    }
    return reference;
}

} // namespace tocsin::report
