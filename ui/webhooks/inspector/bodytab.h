// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/webhooks/inspector/subject.h"

#include <QWidget>

class QButtonGroup;
class QLineEdit;
class QStackedWidget;
class QTreeView;

namespace tocsin::ui {

class ByteTextView;
class HexView;
class JsonTreeModel;
class PlainLabel;
class Theme;

// The body in four ways: tree, pretty, raw with white space, hex. The original bytes are always one click
// away; find looks in the bytes of the way that is shown.
class BodyTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(BodyTab)

public:
    enum Way { Tree, Pretty, Raw, Hex };

    explicit BodyTab(const Theme &theme, QWidget *parent = nullptr);
    void show(const InspectorSubject &subject);
    void setWay(Way way);
    Way way() const;
    void focusFind();

private:
    QWidget *buildBar(const Theme &theme);
    void fillWay();
    void findNext();
    void markFind(bool fault);
    void copy();
    void addTreeActions();
    const QByteArray &bytesShown() const;

    QButtonGroup *m_ways;
    QStackedWidget *m_views;
    JsonTreeModel *m_treeModel;
    QTreeView *m_tree;
    ByteTextView *m_pretty;
    ByteTextView *m_raw;
    HexView *m_hex;
    PlainLabel *m_state;
    QLineEdit *m_find;
    QByteArray m_body;
    QByteArray m_prettyBytes;
    bool m_filled[4] = {}; // ways are filled when they are first looked at
    bool m_isJson = false;
    Way m_wanted = Tree; // the one that was chosen, where the body allows it
    qsizetype m_found = -1;
};

} // namespace tocsin::ui
