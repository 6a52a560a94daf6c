// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QByteArray>
#include <QWidget>

class QPushButton;
class QTreeView;

namespace tocsin::ui {

class JsonTreeModel;
class PlainLabel;
class Theme;

// What the server sent, as a tree: folded until somebody wants it.
class RawTree final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawTree)

public:
    RawTree(const Theme &theme, const QByteArray &raw, QWidget *parent = nullptr);

private:
    void unfold(bool open);
    void copyValue();

    const QByteArray m_raw;
    JsonTreeModel *m_model;
    QPushButton *m_fold;
    QTreeView *m_tree;
    PlainLabel *m_fault;
    bool m_isRead = false;
};

} // namespace tocsin::ui
