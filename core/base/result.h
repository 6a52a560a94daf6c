// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

#include <functional>

namespace tocsin {

template<class T>
using Result = tl::expected<T, Error>;

// The receiver of one answer. It runs on the thread of the context object that was passed beside it, and not
// at all once that object is gone.
template<class T>
using Handler = std::function<void(Result<T>)>;

inline tl::unexpected<Error> fail(Error::Kind kind, QString detail)
{
    return tl::unexpected<Error>(Error{kind, std::move(detail)});
}

} // namespace tocsin
