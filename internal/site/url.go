package site

// urlResolver is filled in by the pipeline: it knows the link table and the asset names.
type urlResolver interface {
	pageURL(path string) (string, error)
	assetURL(name string) (string, error)
}

// URL gives the page-relative address of a page ("/mandat/", "/mandat/#maal"). A page that
// does not exist is a problem in the layout.
func (v *View) URL(path string) (string, error) { return v.resolver.pageURL(path) }

// Asset gives the page-relative address of a file of static/ ("css/site.css"), under its
// hashed name.
func (v *View) Asset(name string) (string, error) { return v.resolver.assetURL(name) }
