// The listing's log.Error is not of package log: Go refuses it.
package main

import "log"

func triggerDeployment(id int) error { return nil }

func main() {
	err := triggerDeployment(1)
	if err != nil {
		log.Error("Deployment failed", 1, err) // ERROR "undefined: log.Error"
	}
}
