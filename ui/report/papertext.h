// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include <QTextDocument>

QT_BEGIN_NAMESPACE
class QPainter;
class QPdfWriter;
QT_END_NAMESPACE

namespace tocsin::ui {

// Rich text in pages. It fetches nothing, whatever its HTML asks for, and leaves no heading alone at the foot
// of a page.
class PaperText final
{
public:
    PaperText(QPdfWriter &writer, const QFont &font, QSizeF page); // the page in dots of the writer

    void setHtml(const QString &html);
    int pageCount() const { return m_text.pageCount(); }
    void drawPage(QPainter &painter, int number); // its corner at the painter's origin

private:
    class Document final : public QTextDocument
    {
        QVariant loadResource(int, const QUrl &) override { return {}; }
    };

    int pageOf(const QTextBlock &block) const;
    void keepHeadingsWithText();

    Document m_text;
    QSizeF m_page;
};

} // namespace tocsin::ui
