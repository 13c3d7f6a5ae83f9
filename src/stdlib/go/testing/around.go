package testing

import (
	"fmt"
	"os"
	"strings"
)

// TempDir is a new directory each time; all of a test are in one that is named for it.
func (c *common) TempDir() string {
	namesMu.Lock()
	defer namesMu.Unlock()
	if c.tempDir == "" {
		dir, err := os.MkdirTemp("", strings.Map(inFileName, c.name))
		if err != nil {
			panic(err)
		}
		c.tempDir = dir
		c.Cleanup(func() {
			os.RemoveAll(dir)
			c.tempDir = ""
		})
	}
	c.tempDirs++
	dir := fmt.Sprintf("%s/%03d", c.tempDir, c.tempDirs)
	if err := os.Mkdir(dir, 0o777); err != nil {
		panic(err)
	}
	return dir
}

// inFileName is the letter, or less than none where file names have none such.
func inFileName(r rune) rune {
	if r < ' ' || strings.ContainsRune(`"'*/:;<>?[\]|`+"`", r) {
		return -1
	}
	return r
}

func (c *common) Setenv(key, value string) {
	before, was := os.LookupEnv(key)
	os.Setenv(key, value)
	c.Cleanup(func() {
		if was {
			os.Setenv(key, before)
		} else {
			os.Unsetenv(key)
		}
	})
}

func (c *common) Chdir(dir string) {
	before, _ := os.Getwd()
	if err := os.Chdir(dir); err != nil {
		panic(err)
	}
	c.Cleanup(func() { os.Chdir(before) })
}

const notParallel = "testing: test using t.Setenv, t.Chdir, or cryptotest.SetGlobalRandom can not use t.Parallel"

// goesAlone panics when the test goes on together with others.
func (t *T) goesAlone() {
	for p := t; p != nil; p = p.parent {
		if p.parallel {
			panic(notParallel)
		}
	}
	t.alone = true
}

// Setenv sets a variable of the environment until the test ends.
func (t *T) Setenv(key, value string) {
	t.goesAlone()
	t.common.Setenv(key, value)
}

// Chdir goes to another directory until the test ends.
func (t *T) Chdir(dir string) {
	t.goesAlone()
	t.common.Chdir(dir)
}
