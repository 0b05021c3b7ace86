package content

import (
	"os"
	"reflect"
	"regexp"
	"strings"
	"testing"
)

// An editor finds every setting of pages and of the site in the guide.
func TestTheGuideForEditorsNamesEverySetting(t *testing.T) {
	code := regexp.MustCompile("(?m)`[^`\n]+`|^[ -]*[a-z-]+:( .*)?$") // in a line, or a key of an example
	for page, settings := range map[string][]any{
		"sider":   {Front{}},
		"websted": {Site{}, Owner{}, Step{}, Source{}, Prose{}, Accessibility{}},
	} {
		text, err := os.ReadFile("../../content/redaktoer/" + page + ".md")
		if err != nil {
			t.Fatal(err)
		}
		named := strings.Join(code.FindAllString(string(text), -1), "\n")
		for _, s := range settings {
			kind := reflect.TypeOf(s)
			for i := range kind.NumField() {
				key, option, _ := strings.Cut(kind.Field(i).Tag.Get("meta"), ",")
				if key == "" || option != "" {
					continue
				}
				if !regexp.MustCompile(`(?m)(^|[^a-z-])` + key + `([^a-z-]|$)`).MatchString(named) {
					t.Errorf("content/redaktoer/%s.md says nothing of %s, a setting of %s", page, key, kind.Name())
				}
			}
		}
	}
}
