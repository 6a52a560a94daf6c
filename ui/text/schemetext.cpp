// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#include "ui/text/schemetext.h"

#include "ui/widgets/visibletext.h"

#include <QCoreApplication>

namespace tocsin::ui {

using Strength = signature::Scheme::Strength;
using Evidence = signature::Scheme::Evidence;

namespace {

struct Text
{
    Q_DECLARE_TR_FUNCTIONS(tocsin::ui::SchemeText)
};

} // namespace

QString schemeName(const signature::Scheme &scheme)
{
    return visibleText(scheme.name.isEmpty() ? scheme.id : scheme.name, 100);
}

QString strengthWord(Strength strength)
{
    switch (strength) {
    case Strength::Signed:
        return Text::tr("signed");
    case Strength::Origin:
        return Text::tr("origin only");
    case Strength::Token:
        return Text::tr("token travels");
    case Strength::Unsigned:
        return Text::tr("unsigned");
    }
    return {};
}

QString strengthSentence(Strength strength)
{
    switch (strength) {
    case Strength::Signed:
        return Text::tr("Signed: the signature covers the body.");
    case Strength::Origin:
        return Text::tr("Origin only: the signature leaves the body out, so the body may have been changed.");
    case Strength::Token:
        return Text::tr("Token travels: the secret is in every request, and who reads one can send another.");
    case Strength::Unsigned:
        return Text::tr("Unsigned: nothing in the request proves the sender.");
    }
    return {};
}

QString evidenceWord(Evidence evidence)
{
    switch (evidence) {
    case Evidence::Confirmed:
        return Text::tr("confirmed");
    case Evidence::Documented:
        return Text::tr("documented");
    case Evidence::Unsure:
        return Text::tr("unsure");
    }
    return {};
}

QString evidenceSentence(Evidence evidence)
{
    switch (evidence) {
    case Evidence::Confirmed:
        return Text::tr("Confirmed: two independent sources or a live delivery agree.");
    case Evidence::Documented:
        return Text::tr("Documented: one source says so.");
    case Evidence::Unsure:
        return Text::tr("Unsure: sources disagree or are silent, so several forms are tried.");
    }
    return {};
}

} // namespace tocsin::ui
