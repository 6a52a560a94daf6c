// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/arguments.h"

#include <QCommandLineParser>
#include <QTextStream>

using namespace Qt::StringLiterals;

namespace tocsin {

namespace {

int refuse(const QString &what)
{
    QTextStream(stderr) << "tocsin: " << what << "\nTry tocsin --help.\n";
    return 2;
}

} // namespace

tl::expected<Arguments, int> readArguments(const QStringList &words)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"A desktop console for security analysts and a webhook debugger."_s);
    const QCommandLineOption help = parser.addHelpOption();
    const QCommandLineOption version = parser.addVersionOption();
    const QCommandLineOption store(u"store"_s, u"Keep deliveries in this file."_s, u"FILE"_s);
    const QCommandLineOption port(u"port"_s, u"Listen on this port; 0 takes any free one."_s, u"N"_s);
    const QCommandLineOption theme(u"theme"_s, u"light, dark or system."_s, u"NAME"_s);
    const QCommandLineOption quiet(u"no-listen"_s, u"Do not start the listener."_s);
    const QCommandLineOption speed(
        u"sandbox-speed"_s, u"Investigations of the sandbox are N times faster than real ones; 1 to 1000."_s,
        u"N"_s);
    parser.addOptions({store, port, theme, quiet, speed});
    if (!parser.parse(words))
        return tl::unexpected(refuse(parser.errorText()));
    if (parser.isSet(help)) {
        QTextStream(stdout) << parser.helpText();
        return tl::unexpected(0);
    }
    if (parser.isSet(version)) {
        QTextStream(stdout) << "tocsin " << TOCSIN_VERSION << '\n';
        return tl::unexpected(0);
    }
    if (!parser.positionalArguments().isEmpty())
        return tl::unexpected(
            refuse(u"unexpected argument \"%1\"."_s.arg(parser.positionalArguments().constFirst())));
    Arguments arguments;
    arguments.storePath = parser.value(store);
    arguments.listen = !parser.isSet(quiet);
    if (parser.isSet(port)) {
        bool isNumber = false;
        const uint number = parser.value(port).toUInt(&isNumber);
        if (!isNumber || number > 65535)
            return tl::unexpected(
                refuse(u"--port: \"%1\" is not a number from 0 to 65535."_s.arg(parser.value(port))));
        arguments.port = quint16(number);
    }
    if (parser.isSet(speed)) {
        bool isNumber = false;
        arguments.sandboxSpeed = parser.value(speed).toDouble(&isNumber);
        if (!isNumber || !(arguments.sandboxSpeed >= 1 && arguments.sandboxSpeed <= 1000))
            return tl::unexpected(refuse(
                u"--sandbox-speed: \"%1\" is not a number from 1 to 1000."_s.arg(parser.value(speed))));
    }
    if (parser.isSet(theme)) {
        const QString name = parser.value(theme);
        if (name != "light"_L1 && name != "dark"_L1 && name != "system"_L1)
            return tl::unexpected(refuse(u"--theme: \"%1\" is not one of light, dark, system."_s.arg(name)));
        arguments.theme = ui::Theme::choiceFromId(name);
    }
    return arguments;
}

} // namespace tocsin
