// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/cli/program.h"

#include "app/cli/command.h"
#include "app/cli/terminal.h"

#include <QCoreApplication>
#include <QTimer>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <functional>
#include <map>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

namespace tocsin::cli {

using namespace Qt::StringLiterals;

namespace {

std::atomic_bool interrupted = false;

const std::map<QString, std::function<std::unique_ptr<Command>()>> &commands()
{
    static const std::map<QString, std::function<std::unique_ptr<Command>()>> all = {
        {u"attempts"_s, makeAttemptsCommand},
        {u"audit"_s, makeAuditCommand},
        {u"contract"_s, makeContractCommand},
        {u"code"_s, makeCodeCommand},
        {u"deliveries"_s, makeDeliveriesCommand},
        {u"diff"_s, makeDiffCommand},
        {u"evidence"_s, makeEvidenceCommand},
        {u"explain"_s, makeExplainCommand},
        {u"listen"_s, makeListenCommand},
        {u"schemes"_s, makeSchemesCommand},
        {u"secrets"_s, makeSecretsCommand},
        {u"send"_s, makeSendCommand},
        {u"forward"_s, makeForwardCommand},
        {u"replay"_s, makeReplayCommand},
        {u"verify"_s, makeVerifyCommand},
        {u"sandbox"_s, makeSandboxCommand},
        {u"connections"_s, makeConnectionsCommand},
        {u"entity"_s, makeEntityCommand},
        {u"incidents"_s, makeIncidentsCommand},
        {u"report"_s, makeReportCommand},
        {u"investigate"_s, makeInvestigateCommand},
        {u"search"_s, makeSearchCommand},
        {u"sessions"_s, makeSessionsCommand},
        {u"keys"_s, makeKeysCommand},
        {u"integrations"_s, makeIntegrationsCommand},
        {u"doctor"_s, makeDoctorCommand},
        {u"settings"_s, makeSettingsCommand},
    };
    return all;
}

int printUsage(int code)
{
    const QString text =
        u"Usage: tocsinctl COMMAND [options]\n\n"
        "  listen      capture requests, verify their signatures, print one line each\n"
        "  verify      check the signature of a request in a file\n"
        "  explain     say why the signature of a request in a file does not fit\n"
        "  send        send signed test requests\n"
        "  code        print a program that verifies a sender's webhooks\n"
        "  replay      send captured deliveries again, as they were or edited and signed anew\n"
        "  forward     relay what is captured for an endpoint to a URL\n"
        "  attempts    list the attempts of an event beside its sender's schedule\n"
        "  audit       list, check or export the record of what was written to others\n"
        "  contract    infer a JSON Schema from payloads, and say in what others differ from it\n"
        "  deliveries  list, show, export, pin or delete what was captured\n"
        "  diff        compare two requests: bytes, header fields, JSON\n"
        "  evidence    pack a delivery for the sender's support desk\n"
        "  sandbox     run a stand-in SoCMate with a made-up world on this machine\n"
        "  schemes     list, show, check or learn the ways in which senders sign\n"
        "  secrets     add, list, rotate or remove signing secrets\n"
        "  settings    read and change settings, tell where each comes from, export and import\n\n"
        "With a SoCMate server (docs/analyst-cli.md):\n\n"
        "  connections add, list, test or remove the servers that are worked with\n"
        "  doctor      examine a connection: name, proxy, TLS, clock, sign-in, scopes, what is read\n"
        "  incidents   list, show, watch or enrich incidents\n"
        "  investigate start an investigation, and wait for it\n"
        "  sessions    list, show or follow investigations, ask more\n"
        "  report      write the report of an investigation\n"
        "  search      search past investigations\n"
        "  entity      print what is known around an address, a user, a host, ...\n"
        "  keys        list, create, rotate or disable API keys and API clients\n\n"
        "With a tenant of Socotra (docs/integrations.md):\n\n"
        "  integrations list, show, add, update, remove, rotate, export, compare or import integrations\n\n"
        "tocsinctl COMMAND --help tells the options. Exit codes: 0 good, 1 the answer is no, "
        "2 wrong usage, 3 could not."_s;
    if (code == Good)
        printLine(text);
    else
        printError(text);
    return code;
}

int run(QCoreApplication &app, const QString &policyFile)
{
    QStringList arguments = QCoreApplication::arguments();
    const QString name = arguments.value(1);
    if (name == u"--help"_s || name == u"-h"_s || name == u"help"_s)
        return printUsage(Good);
    if (name == u"--version"_s) {
        printLine(u"tocsinctl " TOCSIN_VERSION ""_s);
        return Good;
    }
    const auto found = commands().find(name);
    if (found == commands().end())
        return printUsage(Usage);
    arguments.removeAt(1);
    arguments.first() = u"tocsinctl "_s + name;

    const std::unique_ptr<Command> command = found->second();
    command->setPolicyFile(policyFile);
    QCommandLineParser parser;
    const QCommandLineOption help({u"h"_s, u"help"_s}, u"Show this help."_s);
    parser.addOption(help);
    parser.addOption({u"json"_s, u"Print JSON, one object per line."_s});
    command->declare(parser);
    command->prepare(arguments);
    if (!parser.parse(arguments)) {
        QString fault = parser.errorText();
        while (fault.endsWith(u'.'))
            fault.chop(1);
        printError(u"%1. tocsinctl %2 --help tells the options."_s.arg(visible(fault), name));
        return Usage;
    }
    if (parser.isSet(help)) {
        // Qt names the program alone, and our commands are words behind it.
        printLine(parser.helpText().trimmed().replace(u"Usage: "_s + QCoreApplication::arguments().first(),
                                                      u"Usage: tocsinctl "_s + name));
        return Good;
    }
    QTimer::singleShot(0, command.get(), [&] { command->start(parser); });
    bool outputLost = false;
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, command.get(), [&] {
        // A reader of our output that has gone (a closed pipe) ends it like an interrupt, once.
        if (!outputLost && std::ferror(stdout) != 0)
            outputLost = interrupted = true;
        if (interrupted.exchange(false))
            command->interrupt();
    });
    watch.start(100);
    const int code = app.exec();
    flushOutput();
    return code;
}

} // namespace

void Command::finish(int code)
{
    QCoreApplication::exit(code);
}

void Command::fail(int code, const QString &message)
{
    flushOutput();
    printError(message);
    finish(code);
}

int runProgram(int argc, char **argv, const QString &policyFile)
{
#ifdef Q_OS_UNIX
    ::umask(0077); // every file of ours is the user's alone
#endif
#ifdef SIGPIPE
    std::signal(SIGPIPE, SIG_IGN); // what is under way is finished and answered first
#endif
    std::signal(SIGINT, [](int) { interrupted = true; });
    std::signal(SIGTERM, [](int) { interrupted = true; });
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(QStringLiteral("tocsin"));
    QCoreApplication::setApplicationVersion(QStringLiteral(TOCSIN_VERSION));
    return run(app, policyFile);
}

} // namespace tocsin::cli
