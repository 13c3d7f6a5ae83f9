// How paths and fragments are escaped, and what counts as escaped already.
package main

import (
	"fmt"
	"net/url"
)

func main() {
	for _, s := range []string{"/a!b*c'd(e)", "/a b!*", "*", "/:;,=@$&+~-_.", "/[x]", "/a%b", "/with space", "/a?b c", "/ü/[]{}|^<>\"`\\"} {
		u := url.URL{Path: s}
		fmt.Printf("%q %q\n", u.EscapedPath(), u.String())
		u = url.URL{Path: s, RawPath: s}
		fmt.Printf("%q %q\n", u.EscapedPath(), u.String())
		w, err := url.Parse(s)
		if err == nil {
			fmt.Printf("%q %q %q\n", w.Path, w.RawPath, w.EscapedPath())
		}
		f := url.URL{Path: "/", Fragment: s}
		fmt.Println(f.String(), f.EscapedFragment())
	}
}

// Output:
// "/a%21b%2Ac%27d%28e%29" "/a%21b%2Ac%27d%28e%29"
// "/a!b*c'd(e)" "/a!b*c'd(e)"
// "/a!b*c'd(e)" "/a!b*c'd(e)" "/a!b*c'd(e)"
// /#/a!b*c%27d(e) /a!b*c%27d(e)
// "/a%20b%21%2A" "/a%20b%21%2A"
// "/a%20b%21%2A" "/a%20b%21%2A"
// "/a b!*" "/a b!*" "/a%20b%21%2A"
// /#/a%20b!* /a%20b!*
// "*" "*"
// "*" "*"
// "*" "" "*"
// /#* *
// "/:;,=@$&+~-_." "/:;,=@$&+~-_."
// "/:;,=@$&+~-_." "/:;,=@$&+~-_."
// "/:;,=@$&+~-_." "" "/:;,=@$&+~-_."
// /#/:;,=@$&+~-_. /:;,=@$&+~-_.
// "/%5Bx%5D" "/%5Bx%5D"
// "/[x]" "/[x]"
// "/[x]" "/[x]" "/[x]"
// /#/%5Bx%5D /%5Bx%5D
// "/a%25b" "/a%25b"
// "/a%25b" "/a%25b"
// /#/a%25b /a%25b
// "/with%20space" "/with%20space"
// "/with%20space" "/with%20space"
// "/with space" "/with space" "/with%20space"
// /#/with%20space /with%20space
// "/a%3Fb%20c" "/a%3Fb%20c"
// "/a%3Fb%20c" "/a%3Fb%20c"
// "/a" "" "/a"
// /#/a?b%20c /a?b%20c
// "/%C3%BC/%5B%5D%7B%7D%7C%5E%3C%3E%22%60%5C" "/%C3%BC/%5B%5D%7B%7D%7C%5E%3C%3E%22%60%5C"
// "/%C3%BC/%5B%5D%7B%7D%7C%5E%3C%3E%22%60%5C" "/%C3%BC/%5B%5D%7B%7D%7C%5E%3C%3E%22%60%5C"
// "/ü/[]{}|^<>\"`\\" "/ü/[]{}|^<>\"`\\" "/%C3%BC/%5B%5D%7B%7D%7C%5E%3C%3E%22%60%5C"
// /#/%C3%BC/%5B%5D%7B%7D%7C%5E%3C%3E%22%60%5C /%C3%BC/%5B%5D%7B%7D%7C%5E%3C%3E%22%60%5C
