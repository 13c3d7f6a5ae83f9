package main

import fmt // ERROR "missing import path"

func main() {
	fmt.Println("never compiled")
}
