// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "core/signature/code/writer.h"

namespace tocsin::signature::code {

namespace {

using namespace Qt::StringLiterals;

auto refuse(const QString &why)
{
    return fail(Error::Kind::Rejected, why);
}

// Helpers that leave a list: those that find it in the request, and those that make it of another one. Takers
// make something else of a list.
const QSet<QByteArray> finders{"header",    "anyHeader", "numberedHeader", "queryValue",
                               "formValue", "wholeBody", "jsonValue",      "unpack"};
const QSet<QByteArray> changers{"some",
                                "optionalOne",
                                "dropPrefix",
                                "afterPrefix",
                                "splitAll",
                                "pairs",
                                "places",
                                "beforeRest",
                                "restOf",
                                "decodeHex",
                                "decodeBase64",
                                "decodeBase64Url",
                                "decodeBase64Hex",
                                "basicPairs",
                                "lowerAll",
                                "percentDecodeAll"};
const QSet<QByteArray> takers{"one", "optional", "anySame"};

// Shell has no values that nest: each call becomes a line that leaves its list in "found" or its text in
// "reply". Bytes that may be any, as keys and digests, are hexadecimal text.
class ShellWriter final : public Writer
{
public:
    ShellWriter() { comment = u"#"_s; }

    QString bytes(QByteArrayView text) const override
    {
        const QString spelled = escaped(text, Escape::Hex);
        return (spelled.contains(u'\\') ? u"$'"_s : u"'"_s) + spelled + u'\'';
    }

    Result<QString> body(const Plan &plan) const override;

protected:
    QString let(const QString &, const QString &) const override { return {}; }
};

// The lines of one body.
class Lines
{
public:
    explicit Lines(const ShellWriter &writer) : m_writer(writer) {}

    Result<QString> write(const Plan &plan)
    {
        for (const Step &step : plan.steps)
            write(step);
        if (!m_fault.isEmpty())
            return refuse(m_fault);
        return m_writer.indent + m_lines.join(u'\n' + m_writer.indent);
    }

private:
    static bool isList(const Expr &expr)
    {
        return expr.kind == Expr::Kind::List ||
               (expr.kind == Expr::Kind::Call &&
                (finders.contains(expr.text) || changers.contains(expr.text)));
    }

    void add(const QString &line) { m_lines.append(line); }
    QString bytes(const QByteArray &text)
    {
        if (text.contains('\0'))
            m_fault = u"a shell variable cannot hold the zero byte that this sender signs"_s;
        return m_writer.bytes(text);
    }

    void write(const Step &step)
    {
        switch (step.kind) {
        case Step::Kind::Note:
            add(u"# "_s + QString::fromLatin1(step.comment));
            break;
        case Step::Kind::Let:
            if (step.name == "message")
                writeMessage(step.value);
            else if (step.name == "key")
                writeKey(step.value);
            else
                letValue(QString::fromLatin1(step.name), step.value);
            break;
        case Step::Kind::Unless:
            condition(step.value);
            m_lines.last() += u" || reject %1 %2"_s.arg(bytes(step.name), bytes(step.comment));
            break;
        case Step::Kind::Do:
            callText(step.value);
            break;
        case Step::Kind::Return: {
            const QString verdict = textOf(step.value);
            add(u"say "_s + verdict);
            break;
        }
        }
    }

    void letValue(const QString &variable, const Expr &value)
    {
        if (isList(value)) {
            listOf(value);
            add(u"local %1=(${found[@]+\"${found[@]}\"})"_s.arg(variable));
        } else {
            const QString word =
                value.kind == Expr::Kind::Call ? (callText(value), u"$reply"_s) : textOf(value);
            add(u"local %1=%2"_s.arg(variable, word));
        }
    }

    // Leaves the list in "found".
    void listOf(const Expr &expr)
    {
        if (expr.kind == Expr::Kind::Name) {
            add(u"found=(${%1[@]+\"${%1[@]}\"})"_s.arg(QString::fromLatin1(expr.text)));
            return;
        }
        if (expr.kind == Expr::Kind::List) {
            QStringList items;
            for (const Expr &item : expr.items)
                items.append(textOf(item));
            add(u"found=(%1)"_s.arg(items.join(u' ')));
            return;
        }
        callOf(expr);
    }

    // A call: a list as its first argument goes through "found", the rest are words.
    void callOf(const Expr &expr)
    {
        QString line = QString::fromLatin1(expr.text);
        m_pairs = m_pairs || expr.text == "basicPairs";
        if (expr.text == "encodeHex") // of a body digest: see writePiece()
            m_fault = u"a value written as hexadecimal text is not written out in shell"_s;
        bool first = changers.contains(expr.text) || takers.contains(expr.text);
        if (first)
            listOf(expr.items[0]);
        for (const Expr &argument : expr.items) {
            if (std::exchange(first, false) ||
                (argument.kind == Expr::Kind::Name && argument.text == "request"))
                continue;
            if (argument.kind != Expr::Kind::List) {
                const QString word = textOf(argument);
                line += u' ' + word;
                continue;
            }
            for (const Expr &word : argument.items)
                line += u' ' + textOf(word);
        }
        add(line);
    }

    // A word that stands for the text; its lines come first.
    QString textOf(const Expr &expr)
    {
        switch (expr.kind) {
        case Expr::Kind::Text:
            return bytes(expr.text);
        case Expr::Kind::Number:
            return QString::number(expr.number);
        case Expr::Kind::Name:
            return expr.text == "secret" ? u"\"$SECRET\""_s
                                         : u"\"$%1\""_s.arg(QString::fromLatin1(expr.text));
        case Expr::Kind::Member:
            if (expr.text == "body")
                m_fault = u"the body is more than a shell variable can hold"_s;
            return u"\"$%1\""_s.arg(QString::fromLatin1(expr.text));
        case Expr::Kind::Join: {
            const QString text = u"text%1"_s.arg(++m_texts);
            add(u"local %1="_s.arg(text));
            for (const Expr &piece : expr.items)
                add(u"%1+=%2"_s.arg(text, textOf(piece)));
            return u"\"$%1\""_s.arg(text);
        }
        case Expr::Kind::Call:
            break;
        case Expr::Kind::List:
            return {};
        }
        callText(expr);
        const QString text = u"text%1"_s.arg(++m_texts);
        add(u"local %1=$reply"_s.arg(text));
        return u"\"$%1\""_s.arg(text);
    }

    // Leaves the text in "reply".
    void callText(const Expr &expr)
    {
        if (expr.text == "clockVerdict") {
            add(u"clockVerdict %1 %2"_s.arg(textOf(expr.items[1]), textOf(expr.items[2])));
        } else if (expr.text == "digest" && isBody(expr.items[1])) {
            add(u"reply=$(hashed %1 <\"$body_file\")"_s.arg(textOf(expr.items[0])));
        } else if (expr.text == "hmac" || expr.text == "digest") {
            if (expr.text == "digest" && !isMessage(expr.items[1]))
                m_fault = u"a digest inside of what is signed is not written out in shell"_s;
            add(QString::fromLatin1(expr.text) + u' ' + textOf(expr.items[0]) +
                (expr.text == "hmac" ? u' ' + keyWord(expr.items[1]) : QString()));
        } else {
            callOf(expr);
        }
    }

    static QString keyWord(const Expr &key)
    {
        return key.text == "secret" ? u"\"$(printf %s \"$SECRET\" | hex)\""_s : u"\"$key\""_s;
    }

    static bool isMessage(const Expr &expr)
    {
        return expr.kind == Expr::Kind::Name && expr.text == "message";
    }

    static bool isBody(const Expr &expr) { return expr.kind == Expr::Kind::Member && expr.text == "body"; }

    void condition(const Expr &expr)
    {
        if (expr.text == "anySame") {
            const Expr &other = expr.items[1];
            const bool hex = m_pairs && other.kind == Expr::Kind::Name && other.text == "secret";
            const QString expected = hex ? keyWord(other) : textOf(other);
            listOf(expr.items[0]);
            add(u"anySame "_s + expected);
            return;
        }
        listOf(name("received")); // of public keys
        add(QString::fromLatin1(expr.text) +
            (expr.items[0].kind == Expr::Kind::Text ? u' ' + textOf(expr.items[0]) : QString()));
    }

    // The pieces, one behind the other, into the file "message".
    void writeMessage(const Expr &message)
    {
        add(u": >\"$work/message\""_s);
        const std::vector<Expr> whole{message};
        for (const Expr &piece : message.kind == Expr::Kind::Join ? message.items : whole)
            writePiece(piece);
    }

    void writePiece(const Expr &piece)
    {
        const QString to = u" >>\"$work/message\""_s;
        if (isBody(piece)) {
            add(u"cat -- \"$body_file\""_s + to);
        } else if (piece.kind == Expr::Kind::Name && piece.text == "key") {
            add(u"unhex \"$key\""_s + to);
        } else if (isBodyDigest(piece)) {
            add(u"printf %s \"$(hashed %1 <\"$body_file\")\""_s.arg(textOf(piece.items[0].items[0])) + to);
        } else {
            const QString text = textOf(piece);
            add(u"printf %s "_s + text + to);
        }
    }

    // encodeHex(digest(..., body))
    static bool isBodyDigest(const Expr &expr)
    {
        if (expr.kind != Expr::Kind::Call || expr.text != "encodeHex" || expr.items[0].text != "digest" ||
            expr.items[0].kind != Expr::Kind::Call)
            return false;
        return isBody(expr.items[0].items[1]);
    }

    // Hexadecimal text; a public key stays as it is.
    void writeKey(const Expr &key)
    {
        if (key.kind == Expr::Kind::Name) {
            add(u"local key="_s + keyWord(key));
            return;
        }
        if (key.kind == Expr::Kind::Call && key.text != "digest") {
            callText(key);
            add(u"local key=$reply"_s);
            return;
        }
        m_fault = u"this way of making the key is not written out in shell"_s;
    }

    const ShellWriter &m_writer;
    QStringList m_lines;
    QString m_fault;
    bool m_pairs = false; // what is received are user:password pairs, in hexadecimal
    int m_texts = 0;
};

Result<QString> ShellWriter::body(const Plan &plan) const
{
    return Lines(*this).write(plan);
}

} // namespace

std::unique_ptr<Writer> shellWriter()
{
    return std::make_unique<ShellWriter>();
}

} // namespace tocsin::signature::code
