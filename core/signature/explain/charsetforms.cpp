// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

// Forms of a body that was taken for text in another charset or normalised on its way.

#include "core/signature/explain/formsink.h"

#include <QStringConverter>

#include <array>

namespace tocsin::signature {

namespace {

using namespace Qt::StringLiterals;

// QString::normalized moves the rest of the text for every character that it takes apart, so it is given
// pieces. A character of ASCII begins one: none is ever joined to what stands before it. Nothing when there
// is no such place for long.
std::optional<QString> normalised(QStringView text, QString::NormalizationForm form)
{
    constexpr qsizetype enough = 1024;
    constexpr qsizetype most = 64 * 1024;
    QString out;
    out.reserve(text.size());
    for (qsizetype from = 0, at = 0; from < text.size(); from = at) {
        for (at = qMin(from + enough, text.size()); at < text.size() && text[at].unicode() >= 0x80; ++at) {
            if (at - from == most)
                return std::nullopt;
        }
        out += text.sliced(from, at - from).toString().normalized(form);
    }
    return out;
}

bool isAscii(QByteArrayView bytes)
{
    for (const char c : bytes) {
        if (uchar(c) > 0x7F)
            return false;
    }
    return true;
}

// Bytes 0x80 to 0x9F of Windows-1252; the five that are free stand for themselves (WHATWG Encoding).
constexpr std::array<char16_t, 32> windows1252 = {
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

QString fromWindows1252(QByteArrayView bytes)
{
    QString out;
    out.reserve(bytes.size());
    for (const char c : bytes) {
        const uchar byte = uchar(c);
        out += QChar(byte >= 0x80 && byte < 0xA0 ? windows1252[byte - 0x80] : char16_t(byte));
    }
    return out;
}

// Nothing when a character has no place in the charset.
std::optional<QByteArray> narrowed(const QString &text, bool windows)
{
    QByteArray out;
    out.reserve(text.size());
    for (const QChar c : text) {
        const char16_t unit = c.unicode();
        const auto place =
            windows ? std::find(windows1252.begin(), windows1252.end(), unit) : windows1252.end();
        if (place != windows1252.end())
            out += char(0x80 + (place - windows1252.begin()));
        else if (unit < 0x100)
            out += char(unit);
        else
            return std::nullopt;
    }
    return out;
}

// Every character beyond ASCII as that text; of pairs once or twice.
QByteArray replaced(const QString &text, const char *by, bool perUnit)
{
    QByteArray out;
    out.reserve(text.size());
    for (const QChar c : text) {
        if (c.unicode() < 0x80)
            out += char(c.unicode());
        else if (perUnit || !c.isLowSurrogate())
            out += by;
    }
    return out;
}

QByteArray replacedBytes(QByteArrayView bytes, const char *by)
{
    QByteArray out;
    for (const char c : bytes) {
        if (uchar(c) < 0x80)
            out += c;
        else
            out += by;
    }
    return out;
}

QByteArray utf16(const QString &text, QStringConverter::Encoding encoding, bool mark)
{
    QStringEncoder encoder(encoding,
                           mark ? QStringConverter::Flag::WriteBom : QStringConverter::Flag::Default);
    return encoder.encode(text);
}

bool fromUtf16(FormSink &sink, QByteArrayView body)
{
    if (body.size() < 2 || body.size() % 2 != 0 || !body.contains('\0'))
        return true;
    for (const auto encoding : {QStringConverter::Utf16LE, QStringConverter::Utf16BE}) {
        QStringDecoder decoder(encoding);
        const QString text = decoder.decode(body);
        const bool little = encoding == QStringConverter::Utf16LE;
        if (!decoder.hasError() &&
            !sink.offer("A14", little ? "charset/from-utf-16le" : "charset/from-utf-16be",
                        u"as UTF-8 in place of UTF-16"_s, text.toUtf8()))
            return false;
    }
    return true;
}

bool toUtf16(FormSink &sink, const QString &text)
{
    return sink.offer("A14", "charset/utf-16le", u"as UTF-16, little endian"_s,
                      utf16(text, QStringConverter::Utf16LE, false)) &&
           sink.offer("A14", "charset/utf-16be", u"as UTF-16, big endian"_s,
                      utf16(text, QStringConverter::Utf16BE, false)) &&
           sink.offer("A14", "charset/utf-16le-mark", u"as UTF-16, little endian, with a mark"_s,
                      utf16(text, QStringConverter::Utf16LE, true)) &&
           sink.offer("A14", "charset/utf-16be-mark", u"as UTF-16, big endian, with a mark"_s,
                      utf16(text, QStringConverter::Utf16BE, true));
}

bool lostCharacters(FormSink &sink, QByteArrayView body, const QString &text)
{
    return sink.offer("A14", "charset/ascii", u"with ? for every character beyond ASCII"_s,
                      replaced(text, "?", false)) &&
           sink.offer("A14", "charset/ascii-units", u"with ? for every UTF-16 unit beyond ASCII"_s,
                      replaced(text, "?", true)) &&
           sink.offer("A14", "charset/ascii-bytes", u"with ? for every byte beyond ASCII"_s,
                      replacedBytes(body, "?")) &&
           sink.offer("A14", "charset/ascii-marks", u"with U+FFFD for every byte beyond ASCII"_s,
                      replacedBytes(body, "\xef\xbf\xbd")) &&
           sink.offer("A14", "charset/ascii-removed", u"without the characters beyond ASCII"_s,
                      replaced(text, "", true)) &&
           sink.offer("A14", "charset/bits", u"with the eighth bit of every byte lost"_s, [&] {
               QByteArray out = body.toByteArray();
               for (char &c : out)
                   c = char(c & 0x7F);
               return out;
           }());
}

bool narrowForms(FormSink &sink, QByteArrayView body, const QString &text)
{
    for (const bool windows : {false, true}) {
        const QString name = windows ? u"Windows-1252"_s : u"Latin-1"_s;
        const QByteArray id = windows ? "windows-1252" : "latin-1";
        const QString wide = windows ? fromWindows1252(body) : QString::fromLatin1(body);
        const auto narrow = narrowed(text, windows);
        if ((narrow &&
             !sink.offer("A14", "charset/to-" + id, u"as %1 in place of UTF-8"_s.arg(name), *narrow)) ||
            !sink.offer("A14", "charset/from-" + id, u"taken for %1 and encoded as UTF-8"_s.arg(name),
                        wide.toUtf8()))
            return false;
    }
    return true;
}

} // namespace

bool charsetForms(FormSink &sink, QByteArrayView body)
{
    if (!fromUtf16(sink, body))
        return false;
    const QString text = QString::fromUtf8(body);
    if (!isAscii(body)) {
        if (!narrowForms(sink, body, text) || !lostCharacters(sink, body, text) ||
            !sink.offer("A14", "charset/repaired", u"with U+FFFD for what is not UTF-8"_s, text.toUtf8()))
            return false;
        struct Form
        {
            QString::NormalizationForm form;
            const char *id;
            QString what;
        };
        const Form forms[] = {{QString::NormalizationForm_C, "normal/nfc", u"normalised (NFC)"_s},
                              {QString::NormalizationForm_D, "normal/nfd", u"normalised (NFD)"_s},
                              {QString::NormalizationForm_KC, "normal/nfkc", u"normalised (NFKC)"_s}};
        for (const Form &form : forms) {
            const auto other = body.isValidUtf8() ? normalised(text, form.form) : std::nullopt;
            if (!other && body.isValidUtf8())
                sink.leaveOut();
            if (other && !sink.offer("A16", form.id, form.what, other->toUtf8()))
                return false;
        }
    }
    return toUtf16(sink, text);
}

bool pasteForms(FormSink &sink, QByteArrayView body)
{
    const QByteArray bytes = body.toByteArray();
    QByteArray printable;
    printable.reserve(body.size());
    for (const char c : body) {
        if (uchar(c) >= 0x20 || c == '\t' || c == '\n' || c == '\r')
            printable += c;
    }
    QByteArray quotes = bytes;
    for (const char *quote : {"\xe2\x80\x9c", "\xe2\x80\x9d", "\xe2\x80\x9e"})
        quotes.replace(quote, "\"");
    for (const char *quote : {"\xe2\x80\x98", "\xe2\x80\x99"})
        quotes.replace(quote, "'");
    QByteArray blanks = bytes;
    blanks.replace("\xc2\xa0", " ").replace("\xe2\x80\x8b", "").replace("\xef\xbb\xbf", "");
    struct Swap
    {
        const char *id;
        QString what;
        QByteArrayView before;
        QByteArrayView after;
    };
    const Swap swaps[] = {{"paste/without-nul", u"without NUL bytes"_s, QByteArrayView("\0", 1), ""},
                          {"paste/tab-is-2", u"with two blanks for every tab"_s, "\t", "  "},
                          {"paste/tab-is-4", u"with four blanks for every tab"_s, "\t", "    "},
                          {"paste/tab-is-8", u"with eight blanks for every tab"_s, "\t", "        "},
                          {"paste/1-is-tab", u"with a tab for every blank"_s, " ", "\t"},
                          {"paste/2-is-tab", u"with a tab for every two blanks"_s, "  ", "\t"},
                          {"paste/4-is-tab", u"with a tab for every four blanks"_s, "    ", "\t"}};
    if (!sink.offer("A31", "paste/without-control", u"without control characters"_s, printable) ||
        !sink.offer("A31", "paste/straight-quotes", u"with straight quotes"_s, quotes) ||
        !sink.offer("A31", "paste/plain-blanks", u"with plain blanks for no-break ones"_s, blanks))
        return false;
    for (const Swap &swap : swaps) {
        if (!sink.offerReplaced("A31", swap.id, swap.what, body, swap.before, swap.after))
            return false;
    }
    return sink.wants();
}

} // namespace tocsin::signature
