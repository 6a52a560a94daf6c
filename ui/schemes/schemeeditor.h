// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "ui/schemes/schemechange.h"

#include <QWidget>

#include <functional>

class QPushButton;

namespace tocsin::flows {
class WebhookDesk;
}

namespace tocsin::ui {

class LivePanel;
class PlainLabel;
class SchemeForm;
class SourceEdit;
class Theme;

// A scheme being written: fields on the left, the file's text on the right, and below both how the captured
// deliveries fare under it. The text is the truth, the fields follow it and change it in place. Nothing is
// kept until it is saved.
class SchemeEditor final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SchemeEditor)

public:
    SchemeEditor(const Theme &theme, flows::WebhookDesk &desk, QWidget *parent = nullptr);

    // fileName empty = a new one.
    void edit(const QByteArray &text, const QString &fileName, const QString &title);
    bool isChanged() const; // what leaving would lose
    // Asks what shall become of it; `then` is called when it is saved or thrown away.
    void askBeforeLosing(const std::function<void()> &then);
    LivePanel &live() { return *m_live; }

signals:
    void saved(const QString &fileName);
    void left(); // without saving; asked before if something would be lost

private:
    QWidget *buildHead();
    QWidget *buildText();
    void change(const SchemeChange &change);
    void takeText();
    void refresh();
    void showFault();
    void save(const std::function<void()> &then = {});
    void leave();

    flows::WebhookDesk &m_desk;
    signature::SchemeDraft m_draft;
    QByteArray m_before; // the text that is saved already
    QString m_fileName;
    PlainLabel *m_title;
    PlainLabel *m_advice;
    QPushButton *m_save;
    SchemeForm *m_form;
    SourceEdit *m_text;
    PlainLabel *m_fault;
    LivePanel *m_live;
    bool m_writing = false; // the fields are being filled
};

} // namespace tocsin::ui
