// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"
#include "ui/text/words.h"

#include <QApplication>
#include <QTimer>

#include <atomic>
#include <csignal>

#ifdef Q_OS_UNIX
#include <sys/stat.h>
#endif

using namespace Qt::StringLiterals;

namespace {

std::atomic_bool interrupted = false;

} // namespace

int main(int argc, char *argv[])
{
#ifdef Q_OS_UNIX
    ::umask(0077); // every file of ours is the user's alone
#endif
    QApplication qt(argc, argv);
    QApplication::setApplicationName(u"tocsin"_s);
    QApplication::setApplicationVersion(QStringLiteral(TOCSIN_VERSION));
    QApplication::setApplicationDisplayName(u"Tocsin"_s);
    tocsin::ui::installWords(qt);
    const tl::expected<tocsin::Arguments, int> arguments = tocsin::readArguments(QApplication::arguments());
    if (!arguments)
        return arguments.error();
    tocsin::Application application(qt, *arguments);
    application.start();
    std::signal(SIGINT, [](int) { interrupted = true; });
    std::signal(SIGTERM, [](int) { interrupted = true; });
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &qt, [] {
        if (interrupted)
            QApplication::quit();
    });
    watch.start(250);
    return QApplication::exec();
}
