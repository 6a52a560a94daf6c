// SPDX-FileCopyrightText: 2026 The Tocsin authors
// SPDX-License-Identifier: Apache-2.0

#pragma once

#include "core/domain/entity.h"

#include <QJsonObject>

namespace tocsin::report {

// The STIX object for an entity, without what all objects have in common; empty when there is none for it (an
// address that is none, a campaign). A host is an identity of the class "system", which STIX has no
// observable for; a process is known by its file's name.
QJsonObject stixObjectFor(const domain::Entity &entity);

// A pattern that finds the entity in traffic or on disks. Only of what is one outside: public addresses,
// domains, the URLs there and hashes. Of users, hosts, mail addresses and processes none: they are whom it
// happened to.
QString stixPatternFor(const domain::Entity &entity);

} // namespace tocsin::report
