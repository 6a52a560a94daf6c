// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/words.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

using namespace Qt::StringLiterals;

namespace tocsin::ui {

void installWords(QCoreApplication &app)
{
    auto *words = new QTranslator(&app);
    if (words->load(QLocale(), u"tocsin"_s, u"_"_s, u":/i18n"_s) || words->load(u":/i18n/tocsin_en.qm"_s))
        QCoreApplication::installTranslator(words);
}

} // namespace tocsin::ui
