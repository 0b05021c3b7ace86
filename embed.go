// Package redskab carries the toolbox inside the binary: content/ for `redskab init`,
// layouts/ and static/ for every build whose folder has none of its own.
package redskab

import "embed"

// Files holds content/, layouts/ and static/ as they stood when the binary was built.
//
//go:embed all:content all:layouts all:static
var Files embed.FS
