// Package e2e tries the finished site in real browsers: Chromium, Firefox and WebKit.
//
// Its two nouns are Browser, a browser that is installed on the machine and is started
// once for all tests, and Tab, one page in it, driven as a person drives it: by pointer and
// by key. A test says in its name what a reader can rely on, does what that reader would
// do, and waits for what he would see.
//
// Rules:
//   - Every file but this one has the build tag browser, so that go test ./... stays quick:
//     go test -tags browser ./internal/browser/e2e.
//   - A browser that is missing fails the test, with one line that names the Debian
//     package. Nothing is skipped.
//   - Nothing sleeps. Tab.WaitFor looks, inside the page, until a condition holds; its
//     limit matters only when the test fails.
//   - Every test has its own server on its own port, and so an origin and a storage of its
//     own: the tests of one browser share a process and disturb each other in nothing.
//   - The site under test is the one that the pipeline builds from content/, minified.
//     testdata/broken is a site with every fault that the tests look for: it shows that
//     they find it.
//   - No test knows the questions of a sheet. It learns them from the form (data-path,
//     data-kind), as the script of the site does, and works out an answer for each.
//
// With -screens DIR the tests also write pictures of some pages for people to look at.
//
// Debian packages: chromium, firefox-esr, webkit2gtk-driver, xvfb, poppler-utils.
package e2e
