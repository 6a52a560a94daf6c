// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

namespace tocsin::pictures {

namespace {

QByteArray saying(const QString &title)
{
    const QJsonObject event{
        {u"event"_s, u"alert.created"_s},
        {u"source"_s, u"socwarden"_s},
        {u"alert_id"_s, u"6f1c6f1e-0000-4000-8000-1000000000%1"_s.arg(qHash(title) % 100)},
        {u"severity"_s, u"high"_s},
        {u"summary"_s, title},
        {u"actor"_s, title.left(200)},
        {title.left(60), QJsonArray{1, title}}};
    return QJsonDocument(event).toJson(QJsonDocument::Compact);
}

// Newest first in the list: sent twice, binary to the strict endpoint, changed, NUL, emoji, bidirectional,
// markup, words, W.
void fill(Stage &stage)
{
    domain::Endpoint strict;
    strict.name = u"an-endpoint-with-a-name-as-long-as-any-may-be-0123456789-01234567"_s.left(64);
    strict.pathPrefix = "/hooks/" + QByteArray(300, 'p');
    strict.scheme = u"socwarden"_s;
    strict.mode = domain::Endpoint::Mode::Strict;
    strict.response.headers = {{"X-Long", QByteArray(400, 'h')}};
    strict.response.body = "<b>no</b>";
    if (!stage.desk().saveEndpoint(strict))
        qWarning("strict not saved");
    const QString titles[] = {
        QString(2000, u'W'),
        u"many words "_s.repeated(180),
        u"<img src=x onerror=alert(1)> <b>bold</b> &amp; <a href='file:///etc/passwd'>link</a>"_s,
        u"invoice\u202Egpj.exe\u202C and \u200Bzero\u2060 width"_s,
        u"\U0001F525\U0001F9D1\u200D\U0001F4BB fire, \u00e9\u0301\u0327 accents, \u4f60\u597d, \u05e9\u05dc\u05d5\u05dd, \u0645\u0631\u062d\u0628\u0627"_s,
        QString(u"nul \u0000 bell \u0007 tab \t end"_s),
    };
    test::DeskFixture &fixture = stage.fixture();
    for (const QString &title : titles)
        fixture.postSigned(saying(title));
    fixture.post("/hooks/alerts", saying(u"Changed on the way"_s),
                 {{"X-Signature-256", QByteArray(64, 'a')},
                  {"X-Timestamp", QByteArray::number(wallClock() / 1000000)},
                  {"X-Twice", "1"},
                  {"x-twice", QByteArray(600, 'v')}});
    fixture.post(strict.pathPrefix + "?q=" + QByteArray(300, 'q'), QByteArray("\0\1\2 binary \xff\xfe", 14));
    fixture.postSigned(saying(u"Sent twice"_s));
    fixture.postSigned(saying(u"Sent twice"_s));
    Stage::settle(900);
}

void draw(Stage &stage)
{
    using Tab = ui::Inspector::Tab;
    const std::pair<int, Tab> chosen[] = {
        {0, Tab::Attempts}, {2, Tab::Connection}, {2, Tab::Headers}, {2, Tab::Response}, {2, Tab::Summary},
        {3, Tab::Headers},  {3, Tab::Signature},  {4, Tab::Summary}, {4, Tab::Body},     {5, Tab::Summary},
        {5, Tab::Body},     {6, Tab::Summary},    {6, Tab::Body},    {7, Tab::Summary},  {8, Tab::Summary},
        {9, Tab::Summary},  {9, Tab::Signature},  {9, Tab::Body}};
    for (const auto &[row, tab] : chosen) {
        stage.choose(row, tab);
        stage.save(u"row%1-tab%2"_s.arg(row).arg(tab));
    }
}

} // namespace

// Texts that are long, strange or written to do harm.
Scene hostileScene()
{
    return {"hostile", nullptr, fill, draw};
}

} // namespace tocsin::pictures
