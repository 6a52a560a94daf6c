// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Pictures of the window for the eye: not a test. See --help. Needs a display or QT_QPA_PLATFORM=offscreen;
// with QT_SCALE_FACTOR=1.5 they are what a dense display shows.

#include "tests/ui/tools/screenshots/scenes.h"
#include "tests/ui/tools/screenshots/stage.h"
#include "ui/text/words.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QDir>

#include <algorithm>
#include <cstdio>

using namespace Qt::StringLiterals;
using namespace tocsin;

namespace {

QList<pictures::Scene> allScenes()
{
    using namespace pictures;
    return guideScenes() +
           QList<Scene>{
               startScene(),        pagesScene(),       deliveriesScene(),     failuresScene(),
               proofsScene(),       bodyScene(),        eventScene(),          contractScene(),
               handshakesScene(),   codeScene(),        evidenceScene(),       compareScene(),
               replayScene(),       forwardScene(),     rulesScene(),          testScene(),
               schemesScene(),      learnerScene(),     rotationScene(),       endpointsScene(),
               secretsScene(),      overlaysScene(),    filterScene(),         hostileScene(),
               queueScene(),        docsScene(),        investigationsScene(), reportsScene(),
               entitiesScene(),     searchScene(),      noticesScene(),        keysScene(),
               workspaceScene(),    connectionsScene(), recordsScene(),        integrationDialogsScene(),
               integrationsScene(), settingsScene()};
}

struct Takes
{
    QString folder;
    QList<ui::Theme::Choice> themes;
    QList<QSize> sizes;
};

bool take(const pictures::Scene &scene, ui::Theme &theme, const Takes &takes)
{
    pictures::Stage stage(theme, takes.folder, QString::fromLatin1(scene.name));
    if (scene.prepare)
        scene.prepare(stage);
    if (!stage.open())
        return false;
    stage.dress(takes.themes.constFirst(), takes.sizes.constFirst());
    if (scene.fill)
        scene.fill(stage);
    for (const ui::Theme::Choice choice : takes.themes) {
        for (const QSize size : takes.sizes) {
            stage.dress(choice, size);
            scene.draw(stage);
        }
    }
    return true;
}

QList<QSize> sizesOf(const QString &text)
{
    QList<QSize> sizes;
    for (const QString &one : text.split(u',')) {
        const QStringList sides = one.split(u'x');
        sizes.append(QSize(sides.value(0).toInt(), sides.value(1).toInt()));
    }
    return sizes;
}

} // namespace

int main(int argc, char *argv[])
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent"); // no notices on a real desktop
    QApplication app(argc, argv);
    ui::installWords(app);
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Saves pictures of the window: all scenes, or those that are named."_s);
    parser.addPositionalArgument(u"FOLDER"_s, u"Where to."_s);
    parser.addPositionalArgument(u"SCENE"_s, u"Which, else all."_s, u"[SCENE…]"_s);
    const QCommandLineOption list(u"list"_s, u"The names of the scenes."_s);
    const QCommandLineOption themes(u"themes"_s, u"dark,light"_s, u"LIST"_s, u"dark,light"_s);
    const QCommandLineOption sizes(u"sizes"_s, u"1360x860,1024x700"_s, u"LIST"_s, u"1360x860,1024x700"_s);
    const QCommandLineOption rtl(u"rtl"_s, u"Read from the right."_s);
    parser.addOptions({list, themes, sizes, rtl});
    parser.addHelpOption();
    parser.process(app);
    QStringList wanted = parser.positionalArguments();
    const QList<pictures::Scene> scenes = allScenes();
    if (parser.isSet(list) || wanted.isEmpty()) {
        for (const pictures::Scene &scene : scenes)
            std::puts(scene.name);
        return parser.isSet(list) ? 0 : 2;
    }
    if (parser.isSet(rtl))
        QGuiApplication::setLayoutDirection(Qt::RightToLeft);
    Takes takes{wanted.takeFirst(), {}, sizesOf(parser.value(sizes))};
    for (const QString &id : parser.value(themes).split(u','))
        takes.themes.append(ui::Theme::choiceFromId(id));
    if (!QDir().mkpath(takes.folder))
        return 3;
    ui::Theme theme(app);
    for (const QString &name : wanted) {
        const auto known = [&name](const auto &scene) { return name == QLatin1StringView(scene.name); };
        if (std::none_of(scenes.begin(), scenes.end(), known))
            qFatal("no scene is called %s", qPrintable(name));
    }
    for (const pictures::Scene &scene : scenes) {
        if (!wanted.isEmpty() && !wanted.contains(QLatin1StringView(scene.name)))
            continue;
        std::printf("%s\n", scene.name);
        std::fflush(stdout);
        if (!take(scene, theme, takes))
            return 3;
    }
    return 0;
}
