package source

import (
	"fmt"
	"strings"
)

// DidYouMean gives the hint `did you mean "x"?` for the nearest of the known names, or ""
// when none is near enough to be worth naming.
func DidYouMean(word string, known []string) string {
	if n := Nearest(word, known); n != "" {
		return fmt.Sprintf("did you mean %q?", n)
	}
	return ""
}

// Nearest gives the known name with the fewest edits from word (insertions, deletions,
// replacements and swaps of neighbours; case does not count), or "" when more than a
// third of the word would have to change. Of equally near names the first is given.
func Nearest(word string, known []string) string {
	w := []rune(strings.ToLower(word))
	best, least := "", max(1, len(w)/3)+1
	for _, k := range known {
		r := []rune(strings.ToLower(k))
		if abs(len(r)-len(w)) >= least {
			continue
		}
		if d := edits(w, r); d < least {
			best, least = k, d
		}
	}
	return best
}

// edits is the optimal string alignment distance: Levenshtein's, and a swap of two
// neighbours counts as one.
func edits(a, b []rune) int {
	before, prev, cur := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
