// What a program reads from standard input is part of its run.
//
// Stdin: 3
// Stdin: ada 36
// Stdin: the quick brown fox
// Stdin: last line
// Peer: skip
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"
)

func main() {
	var n, age int
	var name string
	fmt.Scan(&n)
	fmt.Scanln(&name, &age) // the rest of the first line is empty
	fmt.Scanln(&name, &age)
	fmt.Println(n, name, age)
	in := bufio.NewReader(os.Stdin)
	line, err := in.ReadString('\n')
	fmt.Printf("%q %v\n", line, err)
	sc := bufio.NewScanner(in)
	for sc.Scan() {
		fmt.Println("scanned:", sc.Text())
	}
	_, err = fmt.Scan(&n)
	fmt.Println(err == io.EOF, err)
}

// Output:
// 3 the 36
// "uick brown fox\n" <nil>
// scanned: last line
// true EOF
