package content

import (
	"crypto/sha256"
	"sync"
)

// A Cache keeps parsed pages from one Load to the next, so that only files whose bytes
// changed are parsed again. A parsed page depends on its file's name and bytes and on the
// settings that its parser reads, nothing else, and is never changed. Nil caches nothing.
type Cache struct {
	mu     sync.Mutex
	round  int // grows with each Load: what a Load did not ask for is forgotten
	pages  map[string]*cachedPage
	images map[string]*cachedImage
}

type cachedPage struct {
	size, time     int64
	digest, config [sha256.Size]byte
	page           *parsed
	round          int
}

type cachedImage struct {
	size, time int64
	image      measured
	round      int
}

// NewCache makes an empty Cache.
func NewCache() *Cache {
	return &Cache{pages: map[string]*cachedPage{}, images: map[string]*cachedImage{}}
}

// settled is how much older than the newest file a file must be for its size and time to
// tell that its bytes are the same: clocks of file systems tick up to every two seconds,
// and a file may be written twice within a tick.
const settled = 2_000_000_000

// unread gives the parsed page of a file that need not even be read again: its size and
// time are as before, and it is old beside the newest file.
func (c *Cache) unread(f found, newest int64, config [sha256.Size]byte) *parsed {
	if c == nil || f.time == 0 || newest-f.time < settled {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	kept := c.pages[f.file]
	if kept == nil || kept.size != f.size || kept.time != f.time || kept.config != config {
		return nil
	}
	kept.round = c.round
	return kept.page
}

// page gives the parsed page of a file with these bytes, and makes it when it must.
func (c *Cache) page(f found, digest, config [sha256.Size]byte, make func() *parsed) *parsed {
	if c == nil {
		return make()
	}
	c.mu.Lock()
	kept := c.pages[f.file]
	c.mu.Unlock()
	var page *parsed
	if kept != nil && kept.digest == digest && kept.config == config {
		page = kept.page
	} else {
		page = make()
	}
	c.mu.Lock()
	c.pages[f.file] = &cachedPage{f.size, f.time, digest, config, page, c.round}
	c.mu.Unlock()
	return page
}

// image is page for images. Their bytes may be many and what is read of them concerns the
// layout alone, so size and time of the file must do to tell a change.
func (c *Cache) image(f found, make func() measured) measured {
	if c == nil {
		return make()
	}
	c.mu.Lock()
	kept := c.images[f.file]
	if kept != nil && kept.size == f.size && kept.time == f.time {
		kept.round = c.round
		c.mu.Unlock()
		return kept.image
	}
	c.mu.Unlock()
	made := make()
	c.mu.Lock()
	c.images[f.file] = &cachedImage{f.size, f.time, made, c.round}
	c.mu.Unlock()
	return made
}

func (c *Cache) begin() {
	if c == nil {
		return
	}
	c.mu.Lock()
	c.round++
	c.mu.Unlock()
}

func (c *Cache) forget() {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	for file, p := range c.pages {
		if p.round != c.round {
			delete(c.pages, file)
		}
	}
	for file, i := range c.images {
		if i.round != c.round {
			delete(c.images, file)
		}
	}
}
