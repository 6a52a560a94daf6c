// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/report/pdfexport.h"

#include "core/entities/defang.h"
#include "core/report/exports.h"
#include "core/report/markdowntext.h"
#include "ui/report/papertext.h"

#include <QBuffer>
#include <QFontDatabase>
#include <QLocale>
#include <QPainter>
#include <QPdfWriter>

namespace tocsin::ui {

using namespace Qt::StringLiterals;

namespace {

constexpr int dotsPerInch = 600;
constexpr qreal sideMargin = 18; // millimetres
constexpr qreal endMargin = 12;  // above the head and below the foot
constexpr qreal bandHeight = 10; // head or foot, with the blank to the text
// TLP 2.0 wants the marking in 12 points or more, at the head and the foot of every page, on the right.
constexpr qreal markingSize = 12;
constexpr qreal bandSize = 8;

QFont fontOf(qreal points, bool bold = false)
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    font.setPointSizeF(points);
    font.setBold(bold);
    // Any spacing switches ligatures off: a reader that looks for "traffic" does not find it with one.
    font.setLetterSpacing(QFont::AbsoluteSpacing, 1.0 / 64);
    return font;
}

class Pages
{
public:
    Pages(QPdfWriter &writer, const report::Source &source, QString title)
        : m_writer(writer)
        , m_source(source)
        , m_title(std::move(title))
        , m_page(0, 0, writer.width(), writer.height())
        , m_band(bandHeight / 25.4 * dotsPerInch)
    {}

    QSizeF body() const { return {m_page.width(), m_page.height() - 2 * m_band}; }

    void paint(PaperText &text)
    {
        QPainter painter(&m_writer);
        const int count = text.pageCount();
        for (int number = 0; number < count; ++number) {
            if (number > 0)
                m_writer.newPage();
            band(painter, m_page.top(), m_title, QString());
            painter.save();
            painter.translate(0, m_band);
            text.drawPage(painter, number);
            painter.restore();
            band(painter, m_page.bottom() - m_band, foot(), u"Page %1 of %2"_s.arg(number + 1).arg(count));
        }
    }

private:
    QString foot() const
    {
        QStringList parts{report::generator()};
        if (const QString author = m_source.author.trimmed(); !author.isEmpty())
            parts.prepend(report::visible(author, false));
        if (m_source.at.isValid())
            parts << m_source.at.toUTC().toString(u"yyyy-MM-dd HH:mm"_s) + " UTC"_L1;
        return parts.join(u" \u00b7 "_s);
    }

    // Words on the left, a number in the middle, the marking on the right.
    void band(QPainter &painter, qreal top, const QString &words, const QString &number)
    {
        const bool head = top == m_page.top();
        painter.setFont(fontOf(markingSize, true));
        const QString label(report::tlpLabel(m_source.tlp));
        const QFontMetricsF large(painter.font(), &m_writer);
        const qreal pad = large.horizontalAdvance(u' ');
        const QSizeF size(large.horizontalAdvance(label) + 2 * pad, large.height());
        const qreal y = head ? top : top + m_band - size.height();
        const QRectF box(QPointF(m_page.right() - size.width(), y), size);
        painter.fillRect(box, Qt::black);
        painter.setPen(QColor(report::tlpColour(m_source.tlp)));
        painter.drawText(box, Qt::AlignCenter | Qt::TextSingleLine, label);

        painter.setFont(fontOf(bandSize));
        painter.setPen(QColor(0x59, 0x61, 0x6d));
        const QFontMetricsF small(painter.font(), &m_writer);
        const QRectF rest(m_page.left(), y, box.left() - m_page.left() - pad, size.height());
        const qreal middle = m_page.center().x();
        const qreal room = number.isEmpty()
                               ? rest.width()
                               : middle - rest.left() - small.horizontalAdvance(number) / 2 - pad;
        painter.drawText(rest, int(Qt::AlignLeft | Qt::AlignVCenter) | Qt::TextSingleLine,
                         small.elidedText(words, Qt::ElideRight, room));
        painter.drawText(QRectF(m_page.left(), y, m_page.width(), size.height()),
                         Qt::AlignCenter | Qt::TextSingleLine, number);
    }

    QPdfWriter &m_writer;
    const report::Source &m_source;
    const QString m_title;
    const QRectF m_page; // within the margins, in dots
    const qreal m_band;
};

} // namespace

QPageSize usualPaper()
{
    return QPageSize(QLocale().measurementSystem() == QLocale::ImperialUSSystem ? QPageSize::Letter
                                                                                : QPageSize::A4);
}

QByteArray pdfExport(const report::Source &source, const QPageSize &paper)
{
    QString title = report::visible(report::titleOf(source), false);
    if (source.defang)
        title = entities::defangedText(title);
    QBuffer file;
    file.open(QIODevice::WriteOnly);
    {
        QPdfWriter writer(&file);
        writer.setResolution(dotsPerInch);
        writer.setPageLayout(QPageLayout(paper, QPageLayout::Portrait,
                                         QMarginsF(sideMargin, endMargin, sideMargin, endMargin),
                                         QPageLayout::Millimeter));
        writer.setTitle(QString(report::tlpLabel(source.tlp)) + u' ' + title);
        writer.setCreator(report::generator());
        Pages pages(writer, source, title);
        PaperText text(writer, fontOf(9.5), pages.body());
        text.setHtml(QString::fromUtf8(report::htmlExport(source, report::HtmlUse::Print)));
        pages.paint(text);
    }
    return file.data();
}

} // namespace tocsin::ui
