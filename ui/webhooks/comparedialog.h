// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/compare/requests.h"
#include "core/domain/httpmessage.h"

#include <QDialog>

namespace tocsin::ui {

class ByteDiff;
class FittedTabs;
class PlainLabel;
class Spinner;
class TextTable;
class TextTableModel;
class Theme;

// One side of a comparison, and what it is called.
struct ComparedRequest
{
    QString title;
    domain::HttpMessage message;
};

// Two requests beside each other: the JSON of the bodies, the header fields, and the bytes, each change with
// its kind and the first one marked. The left is taken for the earlier one. Computed on a thread of its own;
// closing drops what is not done. Opened with open().
class CompareDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(CompareDialog)

public:
    enum View { Json, Headers, Body, Head };

    // onlyBodies: the heads are the same by how the two were made, and are not shown.
    CompareDialog(const Theme &theme, const ComparedRequest &left, const ComparedRequest &right,
                  bool onlyBodies, QWidget *parent);

    bool isReady() const { return m_isReady; } // false: still computing

private:
    struct Table
    {
        QWidget *page;
        PlainLabel *summary;
        TextTableModel *model;
        TextTable *view;
    };
    Table buildTable(const QString &name, const QString &accessible);
    QWidget *buildBytes(ByteDiff *bytes, PlainLabel *caption);
    QWidget *buildTitles();
    void compute();
    void show(const compare::RequestComparison &found);
    void fill(Table &table, const QList<std::pair<QString, compare::Findings>> &parts);

    const Theme &m_theme;
    const ComparedRequest m_left;
    const ComparedRequest m_right;
    const bool m_onlyBodies;
    bool m_isReady = false;
    PlainLabel *m_sentence;
    Spinner *m_spinner;
    FittedTabs *m_tabs;
    Table m_json;
    Table m_headers;
    ByteDiff *m_body;
    PlainLabel *m_bodyCaption;
    ByteDiff *m_head;
    PlainLabel *m_headCaption;
};

} // namespace tocsin::ui
