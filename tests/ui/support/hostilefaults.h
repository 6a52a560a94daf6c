// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QAbstractItemView>
#include <QLabel>
#include <QTest>
#include <QTextDocument>
#include <QTextEdit>

namespace tocsin::test {

using namespace Qt::StringLiterals;

// That no widget took a text from outside for more than text.

// A tool tip is rich text when it looks like it: only our own frame may.
inline bool isHarmlessTip(const QString &tip)
{
    QString inner = tip;
    for (const auto frame : {"<qt><p style=\"white-space:pre-wrap\">"_L1, "</p></qt>"_L1})
        inner.remove(frame);
    return !inner.contains(u'<') && !inner.contains(u'\u202E');
}

inline bool hasNoHiddenCharacter(const QString &text)
{
    return !text.contains(u'\u202E') && !text.contains(u'\u200B');
}

inline void checkModel(const QAbstractItemModel &model, const QModelIndex &parent = {})
{
    for (int row = 0; row < qMin(50, model.rowCount(parent)); ++row) {
        for (int column = 0; column < model.columnCount(parent); ++column) {
            const QModelIndex index = model.index(row, column, parent);
            QVERIFY2(isHarmlessTip(index.data(Qt::ToolTipRole).toString()),
                     qPrintable(index.data(Qt::ToolTipRole).toString().left(200)));
            QVERIFY(hasNoHiddenCharacter(index.data().toString()));
            QVERIFY(index.data().toString().size() < 5000);
        }
    }
}

inline void checkEveryWidget(const QWidget &root)
{
    int labels = 0;
    for (const QWidget *widget : root.findChildren<QWidget *>()) {
        const QByteArray where =
            QByteArray(widget->metaObject()->className()) + ' ' + widget->objectName().toUtf8();
        QVERIFY2(isHarmlessTip(widget->toolTip()), where + ": " + widget->toolTip().left(200).toUtf8());
        QVERIFY2(!qobject_cast<const QTextEdit *>(widget), where);
        if (const auto *label = qobject_cast<const QLabel *>(widget)) {
            ++labels;
            QVERIFY2(label->textFormat() == Qt::PlainText || label->text().isEmpty() ||
                         !Qt::mightBeRichText(label->text()),
                     where);
            QVERIFY2(label->textFormat() == Qt::PlainText || label->inherits("QTipLabel"), where);
            QVERIFY2(hasNoHiddenCharacter(label->text()), where);
        }
        if (const auto *view = qobject_cast<const QAbstractItemView *>(widget); view && view->model())
            checkModel(*view->model());
    }
    QVERIFY(labels > 10);
}

} // namespace tocsin::test
