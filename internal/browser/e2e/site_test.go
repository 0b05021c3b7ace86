//go:build browser

package e2e

import (
	"flag"
	"testing"
)

// siteFlag is a finished site to test instead of the one built from content/.
var siteFlag = flag.String("site", "", "test the finished site in this `folder`")

func builtSite(t testing.TB) string   { return *siteFlag }
func offlineSite(t testing.TB) string { return *siteFlag }
func removeSite()                     {}
