// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "app/desktop/application.h"

#include <QApplication>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

int main(int argc, char *argv[])
{
    QApplication qt(argc, argv);
    QApplication::setOrganizationName(u"tocsin"_s);
    QApplication::setApplicationName(u"tocsin"_s);
    QApplication::setApplicationVersion(QStringLiteral(TOCSIN_VERSION));
    QApplication::setApplicationDisplayName(u"Tocsin"_s);
    QTranslator words; // also the English plural forms
    if (words.load(QLocale(), u"tocsin"_s, u"_"_s, u":/i18n"_s) || words.load(u":/i18n/tocsin_en.qm"_s))
        QApplication::installTranslator(&words);
    const tl::expected<tocsin::Arguments, int> arguments = tocsin::readArguments(QApplication::arguments());
    if (!arguments)
        return arguments.error();
    tocsin::Application application(qt, *arguments);
    application.start();
    return QApplication::exec();
}
