// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/webhooks/inspector/jsontreemodel.h"

#include "ui/text/numbertext.h"
#include "ui/theme/theme.h"
#include "ui/widgets/visibletext.h"

using namespace Qt::StringLiterals;

namespace tocsin::ui {

using Kind = json::Token::Kind;

namespace {
constexpr std::size_t mostChildren = 10'000;
}

struct JsonTreeModel::Node
{
    Node *parent = nullptr;
    int row = 0;
    Kind kind = Kind::Null;
    qsizetype offset = 0; // in m_bytes
    qsizetype length = 0;
    QString key; // decoded; "[3]" in arrays
    bool isKey = false;
    bool loaded = false;
    qsizetype leftOut = 0; // > 0: this row stands for so many members
    std::vector<std::unique_ptr<Node>> children;

    bool opens() const { return kind == Kind::BeginObject || kind == Kind::BeginArray; }
};

JsonTreeModel::JsonTreeModel(const Theme &theme, QObject *parent)
    : QAbstractItemModel(parent)
    , m_theme(theme)
    , m_root(std::make_unique<Node>())
{}

JsonTreeModel::~JsonTreeModel() = default;

QString JsonTreeModel::setBytes(const QByteArray &bytes)
{
    beginResetModel();
    m_bytes = bytes;
    m_root = std::make_unique<Node>();
    m_root->loaded = true;
    json::TokenReader reader(m_bytes, json::TokenReader::hardDepth);
    const json::Token whole = reader.wholeValue(reader.next());
    QString error;
    if (whole.kind == Kind::Error || reader.next().kind != Kind::End) {
        error = reader.errorText();
    } else {
        auto node = std::make_unique<Node>();
        node->parent = m_root.get();
        node->kind = whole.kind;
        node->offset = whole.offset;
        node->length = whole.length;
        if (node->opens()) { // the document's members are the first level
            m_root->children = childrenOf(*node);
            for (const std::unique_ptr<Node> &child : m_root->children)
                child->parent = m_root.get();
        } else {
            m_root->children.push_back(std::move(node));
        }
    }
    endResetModel();
    return error;
}

std::vector<std::unique_ptr<JsonTreeModel::Node>> JsonTreeModel::childrenOf(Node &node) const
{
    std::vector<std::unique_ptr<Node>> children;
    const QByteArrayView bytes = QByteArrayView(m_bytes).sliced(node.offset, node.length);
    json::TokenReader reader(bytes, json::TokenReader::hardDepth);
    reader.next(); // the opening bracket
    qsizetype leftOut = 0;
    for (;;) {
        json::Token token = reader.next();
        if (token.isOver() || token.closes())
            break;
        const bool isKey = token.kind == Kind::Key;
        const json::Token key = token;
        if (isKey)
            token = reader.next();
        token = reader.wholeValue(token);
        if (token.isOver())
            break;
        if (children.size() >= mostChildren) {
            ++leftOut;
            continue;
        }
        auto child = std::make_unique<Node>();
        child->parent = &node;
        child->row = int(children.size());
        child->kind = token.kind;
        child->offset = node.offset + token.offset;
        child->length = token.length;
        child->isKey = isKey;
        child->key = isKey ? reader.text(key) : u"[%1]"_s.arg(child->row);
        children.push_back(std::move(child));
    }
    if (leftOut > 0) {
        auto rest = std::make_unique<Node>();
        rest->parent = &node;
        rest->row = int(children.size());
        rest->leftOut = leftOut;
        rest->loaded = true;
        children.push_back(std::move(rest));
    }
    return children;
}

const JsonTreeModel::Node *JsonTreeModel::nodeOf(const QModelIndex &index) const
{
    return index.isValid() ? static_cast<const Node *>(index.constInternalPointer()) : m_root.get();
}

QModelIndex JsonTreeModel::index(int row, int column, const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    if (row < 0 || row >= int(node->children.size()) || column < 0 || column > 1)
        return {};
    return createIndex(row, column, node->children.at(std::size_t(row)).get());
}

QModelIndex JsonTreeModel::parent(const QModelIndex &child) const
{
    const Node *node = nodeOf(child)->parent;
    return node && node != m_root.get() ? createIndex(node->row, 0, node) : QModelIndex();
}

int JsonTreeModel::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : int(nodeOf(parent)->children.size());
}

int JsonTreeModel::columnCount(const QModelIndex &) const
{
    return 2;
}

bool JsonTreeModel::hasChildren(const QModelIndex &parent) const
{
    if (parent.column() > 0)
        return false;
    const Node *node = nodeOf(parent);
    return node->loaded || !node->opens() ? !node->children.empty() : node->length > 2;
}

bool JsonTreeModel::canFetchMore(const QModelIndex &parent) const
{
    const Node *node = nodeOf(parent);
    return parent.column() <= 0 && node->opens() && !node->loaded;
}

void JsonTreeModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    Node *node = const_cast<Node *>(nodeOf(parent)); // the model owns its nodes; indexes only carry them
    node->loaded = true;
    std::vector<std::unique_ptr<Node>> children = childrenOf(*node);
    if (children.empty())
        return;
    beginInsertRows(parent, 0, int(children.size()) - 1);
    node->children = std::move(children);
    endInsertRows();
}

QString JsonTreeModel::shownValue(const Node &node) const
{
    if (node.leftOut > 0)
        return tr("%1 more are not listed; see Raw").arg(numberText(node.leftOut));
    if (node.kind == Kind::BeginObject)
        return tr("{ } %1").arg(sizeText(node.length));
    if (node.kind == Kind::BeginArray)
        return tr("[ ] %1").arg(sizeText(node.length));
    const QByteArrayView bytes =
        QByteArrayView(m_bytes).sliced(node.offset, qMin<qsizetype>(node.length, 4000));
    if (node.kind == Kind::String && node.length <= 4000)
        return visibleText(json::decodeString(bytes.sliced(1, bytes.size() - 2)), 1000);
    return visibleText(bytes, 1000);
}

QByteArray JsonTreeModel::spelling(const QModelIndex &index) const
{
    const Node *node = nodeOf(index);
    return m_bytes.mid(node->offset, node->length);
}

QString JsonTreeModel::plainValue(const QModelIndex &index) const
{
    const QByteArray bytes = spelling(index);
    if (nodeOf(index)->kind == Kind::String)
        return json::decodeString(QByteArrayView(bytes).sliced(1, bytes.size() - 2));
    return QString::fromUtf8(bytes);
}

QVariant JsonTreeModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Node &node = *nodeOf(index);
    if (role == Qt::DisplayRole)
        return index.column() == 0 ? visibleText(node.key, 300) : shownValue(node);
    if (role == Qt::ToolTipRole)
        return toolTipText(index.column() == 0 ? node.key : shownValue(node));
    if (role == Qt::FontRole)
        return m_theme.fixedFont();
    if (role != Qt::ForegroundRole)
        return {};
    if (index.column() == 0)
        return m_theme.color(node.isKey ? Tone::Text : Tone::Muted);
    switch (node.kind) {
    case Kind::String:
        return m_theme.color(Tone::SegTag);
    case Kind::Number:
        return m_theme.color(Tone::SegBody);
    case Kind::True:
    case Kind::False:
    case Kind::Null:
        return m_theme.color(Tone::SegId);
    default:
        return m_theme.color(Tone::Muted);
    }
}

QVariant JsonTreeModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == 0 ? tr("Name") : tr("Value");
}

} // namespace tocsin::ui
