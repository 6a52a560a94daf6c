// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <functional>
#include <utility>

class QWidget;

namespace tocsin::ui {

// The shortcuts on paper, to lie beside the keyboard.
struct PaperGroup
{
    QString title;
    QList<std::pair<QString, QString>> keys; // what it does, which keys
};

QByteArray paperHtml(const QList<PaperGroup> &groups); // a whole page that fetches nothing
QByteArray paperPdf(const QList<PaperGroup> &groups);  // any thread; takes its time

// Asks for a file and writes it on another thread; `said` tells what came of it.
void askAndSavePaper(QWidget &owner, const QList<PaperGroup> &groups, bool isPdf,
                     const std::function<void(const QString &)> &said);

} // namespace tocsin::ui
