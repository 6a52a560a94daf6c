// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/delivery.h"
#include "core/rules/rulesdraft.h"
#include "ui/webhooks/respond/rulechange.h"

#include <QDialog>

#include <functional>

class QPushButton;

namespace tocsin::domain {
struct Endpoint;
}
namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class PlainLabel;
class RuleForm;
class RuleList;
class RuleTrial;
class SourceEdit;
class Theme;

// The response rules of one endpoint being written: the rules in their order, the chosen one as fields, the
// text beside them, and below what they would answer to a captured delivery. The text is the truth. Saving
// applies to the next request; closing asks before anything would be lost. Not modal: what arrives is watched
// behind it.
class RespondDialog final : public QDialog
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(RespondDialog)

public:
    RespondDialog(const Theme &theme, flows::WebhookDesk &desk, const QString &endpoint, QWidget *parent);

    const QString &endpoint() const { return m_endpoint; }
    void chooseDelivery(domain::DeliveryId id); // to test against; 0 = the newest
    bool hasDraft() const;                      // something that closing would lose
    // Asks what shall become of it; `then` is called when it is saved or thrown away.
    void askBeforeLosing(const std::function<void()> &then);
    void reject() override;

protected:
    void showEvent(QShowEvent *event) override;

signals:
    void notice(const QString &text);

private:
    QWidget *buildHead();
    QWidget *buildText();
    QWidget *buildFoot();
    void connectList();
    void follow(); // the endpoint, when it is changed elsewhere
    void begin(const QByteArray &rules);
    void change(const RuleChange &by);
    void changeList(const std::function<void(rules::RulesDraft &)> &by, int chosen);
    void refresh();
    void showFault();
    bool save();
    void importFile();
    void readFile(const QString &path);
    void exportFile();
    const domain::Endpoint *found(const QList<domain::Endpoint> &all) const;

    flows::WebhookDesk &m_desk;
    const QString m_endpoint; // name
    rules::RulesDraft m_draft;
    QByteArray m_before; // what is saved
    bool m_isGone = false;
    bool m_showing = false; // what is shown is no change
    PlainLabel *m_advice;
    RuleList *m_list;
    RuleForm *m_form;
    QWidget *m_formArea = nullptr; // with its scroll bar
    SourceEdit *m_text;
    PlainLabel *m_fault;
    RuleTrial *m_trial;
    PlainLabel *m_state;
    QPushButton *m_save;
};

} // namespace tocsin::ui
