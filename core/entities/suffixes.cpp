// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/entities/suffixes.h"

#include <QSet>
#include <QString>

namespace tocsin::entities {

using namespace Qt::StringLiterals;

namespace {

using Words = QSet<QString>;

Words wordsOf(QLatin1StringView text)
{
    const QStringList words = QString(text).split(u' ', Qt::SkipEmptyParts);
    return Words(words.begin(), words.end());
}

bool among(const Words &words, QStringView label)
{
    return label.size() <= 24 && words.contains(label.toString().toLower());
}

// ISO 3166 codes in the root zone, and eu, su, uk, ac.
constexpr auto countries =
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by "
    "bz ca "
    "cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk "
    "fm fo "
    "fr ga gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is "
    "it je "
    "jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm "
    "mn mo "
    "mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr "
    "ps pt "
    "pw py qa re ro rs ru rw sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th "
    "tj tk "
    "tl tm tn to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw"_L1;

constexpr auto generic =
    "com net org edu gov mil int arpa info biz name pro aero coop museum jobs mobi travel tel cat asia post "
    "xxx "
    "academy agency app art auction audio autos baby band bank bar beauty beer best bet bid bio blog boats "
    "bond "
    "boutique broker build builders business buzz cab cafe cam camp capital cards care careers cash casino "
    "center "
    "charity chat cheap church city claims cleaning click clinic clothing cloud club coach codes coffee "
    "college "
    "community company computer condos construction consulting contact cool courses credit creditcard cyou "
    "dance "
    "dating deals degree delivery democrat dental design dev diamonds digital direct directory discount dog "
    "domains download earth education email energy engineer engineering enterprises equipment estate events "
    "exchange expert exposed express fail faith family fans farm fashion finance financial fish fit fitness "
    "flights florist foundation fun fund furniture futbol fyi gallery game games garden gdn gift gifts glass "
    "global gmbh gold golf graphics gratis green gripe group guide guru hair haus health healthcare help "
    "hiphop "
    "hockey holdings holiday homes hosting hotels house icu immo immobilien inc industries ink institute "
    "insure "
    "international investments jewelry kim kitchen land law lawyer lease legal life lighting limited limo "
    "link "
    "live loan loans lol london love ltd luxe maison makeup management market marketing mba media meme "
    "memorial "
    "men menu moda moe mom money monster mortgage motorcycles mov movie navy network news ninja nyc one "
    "online "
    "ooo page paris partners parts party pet photo photography photos pics pictures pink pizza plumbing plus "
    "poker "
    "porn press productions promo properties property pub quest racing realty recipes red rehab reise rent "
    "rentals "
    "repair report republican rest restaurant review reviews rip rocks run sale salon sbs school schule "
    "science "
    "security services shop shopping site ski social software solar solutions space store stream studio "
    "style "
    "support surf surgery systems tax taxi team tech technology tennis theater tienda tips tires today tools "
    "top "
    "tours town toys trade trading training university vacations vegas ventures vet viajes video villas vin "
    "vip "
    "vision vodka voyage watch webcam website wedding wiki win wine work works world wtf xyz yachts yoga zip "
    "zone "
    "amazon apple aws azure bing box google microsoft office onion bit"_L1;

constexpr auto privateNames =
    "local localdomain lan internal intern corp home intranet private priv ad domain test example invalid"_L1;

constexpr auto alsoFiles = "zip mov sh py pl rs ps md so cc mk ms pub cab la bin box"_L1;
constexpr auto programs = "exe scr bat cmd ps1 psm1 vbs vbe wsf hta msi pif cpl"_L1;
constexpr auto files =
    "txt log csv json xml html htm php asp aspx jsp js css doc docx docm xls xlsx xlsm ppt pptx pdf rtf dll "
    "sys "
    "drv ocx dat db tmp ini cfg conf yml yaml toml lnk iso img vhd vmdk rar tar gz tgz bz2 xz cab jar war "
    "class "
    "png jpg jpeg gif svg ico bmp eml msg pcap evtx key pem crt cer pfx bak old c cpp h hpp cs vb java go ts sql kql"_L1;

} // namespace

bool isTopLevel(QStringView label)
{
    static const Words words = wordsOf(countries) + wordsOf(generic);
    return label.startsWith("xn--"_L1, Qt::CaseInsensitive) || among(words, label);
}

bool isPrivateSuffix(QStringView label)
{
    static const Words words = wordsOf(privateNames);
    return among(words, label);
}

bool isAlsoFileType(QStringView label)
{
    static const Words words = wordsOf(alsoFiles);
    return among(words, label);
}

bool isProgramType(QStringView label)
{
    static const Words words = wordsOf(programs);
    return among(words, label);
}

bool isFileType(QStringView label)
{
    static const Words words = wordsOf(files) + wordsOf(alsoFiles) + wordsOf(programs);
    return among(words, label);
}

} // namespace tocsin::entities
