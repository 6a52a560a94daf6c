// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QWidget>

class QTreeView;

namespace tocsin::ui {

class JsonTreeModel;
class PlainLabel;
class Theme;

// The record as it came, as a tree; the line above it says which members nothing here was read from.
class RawTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RawTab)

public:
    explicit RawTab(const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const QByteArray &raw, const QStringList &unmapped);

signals:
    void notice(const QString &text);

private:
    void addCopies();

    JsonTreeModel *m_model;
    QTreeView *m_tree;
    PlainLabel *m_unmapped;
};

} // namespace tocsin::ui
