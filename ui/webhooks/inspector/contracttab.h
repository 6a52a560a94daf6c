// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/flows/contracts.h"

#include <QWidget>

class QPushButton;

namespace tocsin::ui {

class ByteTextView;
class PlainLabel;
class TextTable;
class TextTableModel;
class Theme;
class VerdictBanner;

// How a delivery stands to the contract of its event: what differs, where, since when; the JSON Schema below.
// While nothing is accepted, what the captures so far say, ready to be accepted.
class ContractTab final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(ContractTab)

public:
    ContractTab(const Theme &theme, flows::Contracts &contracts, QWidget *parent = nullptr);

    // Asked for when it is looked at: the same delivery is asked for again only once it is outdated.
    void show(const domain::Delivery &delivery);
    void outdate();

signals:
    void notice(const QString &sentence);

private:
    QWidget *buildButtons(const Theme &theme);
    void ask();
    void take(domain::DeliveryId id, const Result<flows::ContractView> &view);
    void hideParts();
    void setView(const flows::ContractView &view);
    void setBanner(const flows::ContractView &view);
    void setDifferences(const flows::ContractView &view);
    void showProblem(const Error &error);
    void accept();
    void askRemove();
    void exportSchema();

    flows::Contracts &m_contracts;
    std::optional<domain::Delivery> m_delivery;
    flows::ContractView m_view;
    bool m_isCurrent = false; // what is shown is of this delivery, or under way
    VerdictBanner *m_banner;
    QPushButton *m_accept = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_remove = nullptr;
    TextTableModel *m_model;
    TextTable *m_table;
    PlainLabel *m_schemaTitle;
    ByteTextView *m_schema;
};

} // namespace tocsin::ui
