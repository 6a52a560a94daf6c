// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/json/tokenreader.h"

#include <QAbstractItemModel>
#include <QByteArray>

#include <memory>
#include <vector>

namespace tocsin::ui {

class Theme;

// JSON as a tree that is read where it is opened: a node's members are looked for in the bytes only when its
// branch is expanded, so that 10 MiB open at once. Order, duplicates and the spelling of numbers are the
// sender's. Not more than 10 000 members of one node are listed; a last row says how many are left out.
class JsonTreeModel final : public QAbstractItemModel
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(JsonTreeModel)

public:
    explicit JsonTreeModel(const Theme &theme, QObject *parent = nullptr);
    ~JsonTreeModel() override;

    // Answers an error text with line and column when the bytes are not JSON; the tree is empty then.
    QString setBytes(const QByteArray &bytes);
    QByteArray spelling(const QModelIndex &index) const; // the value as it stands in the bytes
    QString plainValue(const QModelIndex &index) const;  // strings decoded, others as spelled

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    bool hasChildren(const QModelIndex &parent = {}) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Node;
    const Node *nodeOf(const QModelIndex &index) const;
    std::vector<std::unique_ptr<Node>> childrenOf(Node &node) const;
    QString shownValue(const Node &node) const;

    const Theme &m_theme;
    QByteArray m_bytes;
    std::unique_ptr<Node> m_root; // an invisible node around the document
};

} // namespace tocsin::ui
